-- Alerts: rules in versions, where each rule stands, what has fired, what was done about it, and the mails that go out.

-- A rule as it was from this version on; the highest version holds. Ids are never used again.
CREATE TABLE alert_rules (
  id INTEGER NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  state TEXT NOT NULL CHECK (state IN ('active', 'deleted')),
  author TEXT NOT NULL,
  created_utc TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
  written_day INTEGER NOT NULL,
  seal BLOB NOT NULL,
  PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER alert_rule_versions_stay BEFORE UPDATE ON alert_rules
BEGIN SELECT RAISE(ABORT, 'a version of a rule does not change'); END;

CREATE TABLE alerts (
  id INTEGER PRIMARY KEY NOT NULL,
  rule_id INTEGER NOT NULL,
  rule_version INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('firing', 'recovering', 'noData', 'error', 'resolved')),
  fired_day INTEGER NOT NULL,
  resolved_day INTEGER,
  value REAL,
  trigger_value REAL,
  peak REAL,
  acknowledged_by TEXT,
  snoozed_until INTEGER,
  assigned_to TEXT,
  written_day INTEGER NOT NULL,
  seal BLOB NOT NULL,
  FOREIGN KEY (rule_id, rule_version) REFERENCES alert_rules (id, version)
) STRICT;
CREATE INDEX alerts_rule ON alerts (rule_id, rule_version);
CREATE INDEX alerts_open ON alerts (rule_id) WHERE resolved_day IS NULL;

-- The machine of each rule after its last judged day.
CREATE TABLE alert_states (
  rule_id INTEGER PRIMARY KEY NOT NULL,
  day INTEGER NOT NULL,
  alert_id INTEGER REFERENCES alerts (id),
  body TEXT NOT NULL CHECK (json_valid(body)),
  written_day INTEGER NOT NULL,
  seal BLOB NOT NULL
) STRICT;
CREATE INDEX alert_states_alert ON alert_states (alert_id);

-- Everything that happened to an alert, in order.
CREATE TABLE alert_changes (
  sequence INTEGER PRIMARY KEY NOT NULL,
  alert_id INTEGER NOT NULL REFERENCES alerts (id),
  day INTEGER NOT NULL,
  utc TEXT NOT NULL,
  author TEXT NOT NULL,
  kind TEXT NOT NULL,
  text TEXT,
  written_day INTEGER NOT NULL,
  seal BLOB NOT NULL
) STRICT;
CREATE INDEX alert_changes_alert ON alert_changes (alert_id, sequence);

-- Mails to send. 'sending' is written before the server is asked: a row that a start finds so may have been sent, and is not sent again.
CREATE TABLE alert_mails (
  id INTEGER PRIMARY KEY NOT NULL,
  alert_id INTEGER REFERENCES alerts (id),
  created_utc TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'uncertain', 'failed')),
  tries INTEGER NOT NULL CHECK (tries >= 0),
  next_utc TEXT NOT NULL,
  sent_utc TEXT,
  problem TEXT,
  written_day INTEGER NOT NULL,
  seal BLOB NOT NULL
) STRICT;
CREATE INDEX alert_mails_alert ON alert_mails (alert_id);
CREATE INDEX alert_mails_open ON alert_mails (next_utc) WHERE state IN ('waiting', 'sending');
