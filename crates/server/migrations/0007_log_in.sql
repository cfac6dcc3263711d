-- Whoever holds no post is found through the area they belong to; 0 where there is none.
ALTER TABLE person ADD COLUMN area_id TEXT REFERENCES area (id);
ALTER TABLE person ADD COLUMN area_ord BIGINT NOT NULL DEFAULT 0;
-- First letters of the pinyin, for the search.
ALTER TABLE person ADD COLUMN initials TEXT NOT NULL DEFAULT '';
CREATE INDEX person_by_area ON person (area_ord, id);

-- Wrong tries are counted by log-in name, whether or not anybody has that name: nothing tells the two apart.
ALTER TABLE account DROP COLUMN failures;
ALTER TABLE account DROP COLUMN locked_until;
-- A second factor that was shown but not yet proven by a code.
ALTER TABLE account ADD COLUMN totp_waiting_sealed BLOB;

CREATE TABLE log_in_try (
  login_index TEXT PRIMARY KEY,
  wrong BIGINT NOT NULL,
  locked_until BIGINT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX log_in_try_by_time ON log_in_try (at);

-- A session that waits for a code is none yet; how long one may idle depends on where it was opened.
ALTER TABLE session ADD COLUMN waits_for_code BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE session ADD COLUMN idle BIGINT NOT NULL DEFAULT 7200000;

CREATE INDEX invite_by_person ON invite (person_id);

-- What has ended is removed every minute.
CREATE INDEX session_by_end ON session (ends_at);
CREATE INDEX invite_by_end ON invite (ends_at);

-- The log is read by time, too.
CREATE INDEX audit_by_time ON audit (at, seq);
