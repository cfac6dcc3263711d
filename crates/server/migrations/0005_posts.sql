-- Person + role + area (or household set) + from-to. Append-only: ending a post writes its end.
CREATE TABLE post (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  role TEXT NOT NULL,
  area_id TEXT NOT NULL REFERENCES area (id),
  area_ord BIGINT NOT NULL,
  area_ord_end BIGINT NOT NULL,
  from_at BIGINT NOT NULL,
  to_at BIGINT,
  stands_in_for TEXT REFERENCES post (id),
  reason TEXT NOT NULL,
  appointed_by TEXT NOT NULL,
  ended_by TEXT,
  rev BIGINT NOT NULL
);
CREATE INDEX post_by_person ON post (person_id, from_at);
CREATE INDEX post_by_area ON post (area_ord, role, from_at);
CREATE INDEX post_in_order ON post (area_ord, id);
CREATE INDEX post_by_principal ON post (stands_in_for);

-- The households a liaison's post is held for.
CREATE TABLE post_household (
  id TEXT PRIMARY KEY,
  post_id TEXT NOT NULL REFERENCES post (id),
  household_id TEXT NOT NULL REFERENCES household (id),
  grid_ord BIGINT NOT NULL,
  from_at BIGINT NOT NULL,
  to_at BIGINT
);
CREATE INDEX post_household_by_post ON post_household (post_id, household_id);
CREATE INDEX post_household_by_household ON post_household (household_id, from_at);
CREATE INDEX post_household_by_grid ON post_household (grid_ord, household_id);

-- Coverage per grid, recounted whole whenever a post or a household of the grid changes and when `stale_at` has come.
CREATE TABLE grid_coverage (
  grid_id TEXT PRIMARY KEY REFERENCES area (id),
  grid_ord BIGINT NOT NULL,
  heads BIGINT NOT NULL,
  households BIGINT NOT NULL,
  without_liaison BIGINT NOT NULL,
  with_several_liaisons BIGINT NOT NULL,
  counted_at BIGINT NOT NULL,
  stale_at BIGINT
);
CREATE INDEX grid_coverage_by_ord ON grid_coverage (grid_ord);
CREATE INDEX grid_coverage_stale ON grid_coverage (stale_at);
