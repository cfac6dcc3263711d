CREATE TABLE area (
  id TEXT PRIMARY KEY,
  parent_id TEXT REFERENCES area (id),
  level TEXT NOT NULL,
  name TEXT NOT NULL,
  ord BIGINT NOT NULL,
  ord_end BIGINT NOT NULL,
  from_at BIGINT NOT NULL,
  to_at BIGINT,
  rev BIGINT NOT NULL
);
CREATE INDEX area_by_parent ON area (parent_id, ord);
CREATE UNIQUE INDEX area_by_ord ON area (ord, level);

-- Official codes with their validity (civil dates): codes get withdrawn and issued again, so they are no keys.
CREATE TABLE area_code (
  id TEXT PRIMARY KEY,
  area_id TEXT NOT NULL REFERENCES area (id),
  code TEXT NOT NULL,
  from_on TEXT NOT NULL,
  to_on TEXT
);
CREATE INDEX area_code_by_code ON area_code (code);
CREATE INDEX area_code_by_area ON area_code (area_id);

CREATE TABLE area_shape (
  area_id TEXT PRIMARY KEY REFERENCES area (id),
  ord BIGINT NOT NULL,
  shape TEXT NOT NULL,
  synthetic BOOLEAN NOT NULL,
  source TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX area_shape_by_ord ON area_shape (ord);

-- What happened to an area: created, renamed, split, merged, closed, coded.
CREATE TABLE area_event (
  id TEXT PRIMARY KEY,
  area_id TEXT NOT NULL REFERENCES area (id),
  verb TEXT NOT NULL,
  at BIGINT NOT NULL,
  person_id TEXT NOT NULL,
  detail TEXT NOT NULL
);
CREATE INDEX area_event_by_area ON area_event (area_id, at);

-- Live households and residents per grid; kept in the transaction that changes them.
CREATE TABLE grid_count (
  grid_id TEXT PRIMARY KEY REFERENCES area (id),
  grid_ord BIGINT NOT NULL,
  households BIGINT NOT NULL,
  residents BIGINT NOT NULL
);
CREATE INDEX grid_count_by_ord ON grid_count (grid_ord);
