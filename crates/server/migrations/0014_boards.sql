-- How far away somebody comes from: by the last stay, or by what was said where no stay is known.
ALTER TABLE arrival ADD COLUMN origin_kind TEXT NOT NULL DEFAULT 'not_known';
CREATE INDEX arrival_by_origin ON arrival (response_id, origin_kind, grid_ord, id);

-- Those who returned, per grid, day of return and how far away they come from; kept in the transaction that changes them.
CREATE TABLE returned_count (
  response_id TEXT NOT NULL REFERENCES response (id),
  grid_id TEXT NOT NULL,
  grid_ord BIGINT NOT NULL,
  arrived_on TEXT NOT NULL,
  origin_kind TEXT NOT NULL,
  arrivals BIGINT NOT NULL,
  PRIMARY KEY (response_id, grid_id, arrived_on, origin_kind)
);
CREATE INDEX returned_count_by_ord ON returned_count (response_id, grid_ord, arrived_on);
INSERT INTO returned_count (response_id, grid_id, grid_ord, arrived_on, origin_kind, arrivals)
  SELECT response_id, grid_id, grid_ord, arrived_on, 'not_known', COUNT(*) FROM arrival
  WHERE arrived_on IS NOT NULL AND state NOT IN ('duplicate', 'wrong_data', 'not_living_here', 'not_coming')
  GROUP BY response_id, grid_id, grid_ord, arrived_on;

-- A village said that nobody returned on a day: a zero report is a report.
CREATE TABLE zero_report (
  response_id TEXT NOT NULL REFERENCES response (id),
  area_id TEXT NOT NULL REFERENCES area (id),
  area_ord BIGINT NOT NULL,
  on_day TEXT NOT NULL,
  person_id TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (response_id, area_id, on_day)
);
CREATE INDEX zero_report_by_day ON zero_report (response_id, on_day, area_ord);

-- What a plan counts as: the kind of its strictest phase, or that it waits for a person; nothing once it is over.
ALTER TABLE plan ADD COLUMN measure TEXT NOT NULL DEFAULT '';
UPDATE plan SET measure = CASE
  WHEN state = 'waits' THEN 'waits'
  WHEN phases LIKE '%central_quarantine%' THEN 'central_quarantine'
  WHEN phases LIKE '%home_quarantine%' THEN 'home_quarantine'
  WHEN phases LIKE '%home_monitoring%' THEN 'home_monitoring'
  WHEN phases LIKE '%self_monitoring%' THEN 'self_monitoring'
  ELSE 'none' END
  WHERE state = 'waits' OR state = 'in_force';
CREATE INDEX plan_by_measure ON plan (response_id, measure, grid_ord, arrival_id);

-- What a screening changed in a grid goes out as work, and whoever answers for the grid acknowledges it.
ALTER TABLE screening_count ADD COLUMN sent_at BIGINT;
ALTER TABLE screening_count ADD COLUMN sent_by TEXT;
ALTER TABLE screening_count ADD COLUMN seen_at BIGINT;
ALTER TABLE screening_count ADD COLUMN seen_by TEXT;
