-- Those who hold posts and log in; residents are in the ledger.
CREATE TABLE person (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  pinyin TEXT NOT NULL,
  work_phone TEXT NOT NULL,
  ended_at BIGINT,
  rev BIGINT NOT NULL
);
CREATE INDEX person_by_pinyin ON person (pinyin, id);

CREATE TABLE account (
  person_id TEXT PRIMARY KEY REFERENCES person (id),
  login TEXT NOT NULL UNIQUE,
  password_hash TEXT NOT NULL,
  totp_sealed BLOB,
  totp_step BIGINT NOT NULL,
  failures BIGINT NOT NULL,
  locked_until BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE TABLE session (
  token_hash TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  second_factor BOOLEAN NOT NULL,
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  device TEXT NOT NULL
);
CREATE INDEX session_by_person ON session (person_id);

-- One-time links: the first administrator's, and password resets.
CREATE TABLE invite (
  token_hash TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  made_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  used_at BIGINT
);
