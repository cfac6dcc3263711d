-- What an official document demands of whom, typed in by a clerk: the table itself as JSON. It extends the rules of its
-- response from `in_force_at` on, for as long as its own dates go; a later one takes its place. `begun_at` and `ended_at` say
-- that everybody was asked to be looked at again.
CREATE TABLE rule_table (
  id TEXT PRIMARY KEY,
  response_id TEXT NOT NULL REFERENCES response (id),
  content TEXT NOT NULL,
  to_on TEXT,
  drafted_at BIGINT NOT NULL,
  drafted_by TEXT NOT NULL,
  version BIGINT NOT NULL,
  in_force_at BIGINT,
  put_by TEXT,
  begun_at BIGINT,
  ended_at BIGINT,
  withdrawn_at BIGINT,
  withdrawn_by TEXT,
  withdrawn_reason TEXT NOT NULL,
  rev BIGINT NOT NULL
);
CREATE INDEX rule_table_by_response ON rule_table (response_id, drafted_at, id);
CREATE INDEX rule_table_in_force ON rule_table (response_id, in_force_at, id);
CREATE INDEX rule_table_to_begin ON rule_table (in_force_at, id) WHERE begun_at IS NULL;
CREATE INDEX rule_table_to_end ON rule_table (to_on, id) WHERE ended_at IS NULL;

-- A screening that looks at those alone whose plans were decided or ended since this moment.
ALTER TABLE screening ADD COLUMN since_at BIGINT;
