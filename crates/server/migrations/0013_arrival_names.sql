-- Arrivals are found by name, pinyin and initials, each a range of one index.
DROP INDEX arrival_by_name;
CREATE INDEX arrival_by_name ON arrival (response_id, name, grid_ord, id);
CREATE INDEX arrival_by_pinyin ON arrival (response_id, pinyin, grid_ord, id);
CREATE INDEX arrival_by_initials ON arrival (response_id, initials, grid_ord, id);
