-- The tables of the living twin.
--
-- Money is INTEGER cents. Rates are INTEGER ten-millionths (9.5 % = 950000). Simulated days, due dates and birthdays are INTEGER day numbers of
-- the calendar as the kernel counts them; to read one: date('0001-01-01', day || ' days'). Wall times are TEXT in UTC, ISO 8601. JSON is TEXT.
-- STRICT: a column holds its declared type and nothing else, so that a row reads back to the bytes that were sealed.
-- written_day and seal: the day that wrote the row last and the checksum of the row (Seal.cs); every table with both is under the digests.

CREATE TABLE digests (
  day INTEGER NOT NULL,
  table_name TEXT NOT NULL,
  added INTEGER NOT NULL,
  removed INTEGER NOT NULL,
  total BLOB NOT NULL,
  previous_sha256 BLOB,
  sha256 BLOB NOT NULL,
  PRIMARY KEY (day, table_name)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER digests_closed_stay BEFORE UPDATE ON digests WHEN OLD.previous_sha256 IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a closed digest does not change'); END;

CREATE TRIGGER digests_stay BEFORE DELETE ON digests
BEGIN SELECT RAISE(ABORT, 'a digest is not taken away'); END;

CREATE TABLE inbox (
  sequence INTEGER PRIMARY KEY NOT NULL,
  received_utc TEXT NOT NULL,
  author TEXT NOT NULL,
  idempotency_key TEXT,
  body_sha256 BLOB NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
  state TEXT NOT NULL CHECK (state IN ('received', 'applied', 'refused', 'dead')),
  applied_day INTEGER,
  answer TEXT CHECK (answer IS NULL OR json_valid(answer)),
  written_day INTEGER NOT NULL,
  seal BLOB NOT NULL,
  UNIQUE (author, idempotency_key)
) STRICT;
CREATE INDEX inbox_waiting ON inbox (sequence) WHERE state = 'received';

CREATE TABLE audit (
  sequence INTEGER PRIMARY KEY NOT NULL,
  utc TEXT NOT NULL,
  author TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL CHECK (json_valid(detail)),
  previous_sha256 BLOB NOT NULL,
  sha256 BLOB NOT NULL,
  written_day INTEGER NOT NULL,
  seal BLOB NOT NULL
) STRICT;
CREATE INDEX audit_subject ON audit (subject, sequence);

CREATE TRIGGER audit_rows_stay BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;

CREATE TRIGGER audit_rows_are_kept BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;

CREATE TABLE policies (
  version INTEGER PRIMARY KEY NOT NULL,
  effective_day INTEGER NOT NULL,
  author TEXT NOT NULL,
  created_utc TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
  written_day INTEGER NOT NULL,
  seal BLOB NOT NULL
) STRICT;

CREATE TABLE scenarios (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  author TEXT NOT NULL,
  created_utc TEXT NOT NULL,
  state TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
  written_day INTEGER NOT NULL,
  seal BLOB NOT NULL
) STRICT;

CREATE TABLE runs (
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  author TEXT NOT NULL,
  created_utc TEXT NOT NULL,
  checkpoint_day INTEGER NOT NULL,
  day INTEGER NOT NULL,
  policy_version INTEGER REFERENCES policies (version),
  scenario_id TEXT REFERENCES scenarios (id),
  seed INTEGER NOT NULL,
  versions TEXT NOT NULL CHECK (json_valid(versions)),
  inputs_sha256 BLOB NOT NULL,
  outcome TEXT CHECK (outcome IS NULL OR json_valid(outcome)),
  outcome_sha256 BLOB,
  written_day INTEGER NOT NULL,
  seal BLOB NOT NULL
) STRICT;
CREATE INDEX runs_policy ON runs (policy_version);
CREATE INDEX runs_scenario ON runs (scenario_id);

CREATE TABLE jobs (
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  author TEXT NOT NULL,
  run_id TEXT REFERENCES runs (id),
  state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled', 'interrupted')),
  queued_utc TEXT NOT NULL,
  started_utc TEXT,
  ended_utc TEXT,
  blocks_done INTEGER NOT NULL,
  blocks_total INTEGER NOT NULL,
  problem TEXT CHECK (problem IS NULL OR json_valid(problem)),
  written_day INTEGER NOT NULL,
  seal BLOB NOT NULL
) STRICT;
CREATE INDEX jobs_run ON jobs (run_id);
CREATE INDEX jobs_open ON jobs (author, queued_utc) WHERE state IN ('queued', 'running');

CREATE TABLE days (
  day INTEGER PRIMARY KEY NOT NULL,
  commit_sequence INTEGER NOT NULL UNIQUE,
  state_hash BLOB,
  strip TEXT NOT NULL CHECK (json_valid(strip)),
  sheet TEXT NOT NULL CHECK (json_valid(sheet)),
  applied_through INTEGER NOT NULL,
  written_day INTEGER NOT NULL,
  seal BLOB NOT NULL
) STRICT;

CREATE TABLE metric_rows (
  day INTEGER NOT NULL,
  key TEXT NOT NULL,
  scope TEXT NOT NULL,
  value REAL,
  commit_sequence INTEGER NOT NULL,
  written_day INTEGER NOT NULL,
  seal BLOB NOT NULL,
  PRIMARY KEY (key, scope, day, commit_sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX metric_rows_day ON metric_rows (day);

CREATE TABLE market_rows (
  day INTEGER NOT NULL,
  factor TEXT NOT NULL,
  value REAL NOT NULL,
  commit_sequence INTEGER NOT NULL,
  written_day INTEGER NOT NULL,
  seal BLOB NOT NULL,
  PRIMARY KEY (factor, day, commit_sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX market_rows_day ON market_rows (day);

CREATE TABLE checkpoints (
  day INTEGER NOT NULL,
  kind TEXT NOT NULL,
  payload BLOB NOT NULL,
  sha256 BLOB NOT NULL,
  written_day INTEGER NOT NULL,
  seal BLOB NOT NULL,
  PRIMARY KEY (day, kind)
) STRICT;

CREATE TABLE customers (
  id INTEGER PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  region TEXT NOT NULL,
  ownership TEXT NOT NULL,
  credit_score INTEGER NOT NULL,
  since_day INTEGER NOT NULL,
  written_day INTEGER NOT NULL,
  seal BLOB NOT NULL
) STRICT;
CREATE INDEX customers_region ON customers (region);

CREATE TABLE employment (
  id INTEGER PRIMARY KEY NOT NULL,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  employer TEXT NOT NULL,
  profession TEXT NOT NULL,
  kind TEXT NOT NULL,
  annual_income_cents INTEGER NOT NULL CHECK (annual_income_cents >= 0),
  from_day INTEGER NOT NULL,
  to_day INTEGER,
  written_day INTEGER NOT NULL,
  seal BLOB NOT NULL
) STRICT;
CREATE INDEX employment_customer ON employment (customer_id, from_day);

CREATE TABLE applications (
  id INTEGER PRIMARY KEY NOT NULL,
  day INTEGER NOT NULL,
  product TEXT NOT NULL,
  amount_cents INTEGER NOT NULL CHECK (amount_cents > 0),
  term_months INTEGER NOT NULL CHECK (term_months >= 0),
  decision TEXT NOT NULL CHECK (decision IN ('refused', 'declined', 'funded')),
  reasons TEXT CHECK (reasons IS NULL OR json_valid(reasons)),
  offered_rate INTEGER CHECK (offered_rate >= 0),
  written_day INTEGER NOT NULL,
  seal BLOB NOT NULL
) STRICT;
CREATE INDEX applications_day ON applications (day, product);

-- A loan as it was made, and its status as of its last recorded change; what moves every day is read from the twin itself.
CREATE TABLE loans (
  id INTEGER PRIMARY KEY NOT NULL,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  application_id INTEGER REFERENCES applications (id),
  product TEXT NOT NULL,
  region TEXT NOT NULL,
  purpose TEXT NOT NULL,
  origination_day INTEGER NOT NULL,
  term_months INTEGER NOT NULL CHECK (term_months >= 0),
  amount_cents INTEGER NOT NULL CHECK (amount_cents > 0),
  annual_rate INTEGER NOT NULL CHECK (annual_rate >= 0),
  origination_score INTEGER NOT NULL,
  status TEXT NOT NULL,
  days_past_due INTEGER NOT NULL CHECK (days_past_due >= 0),
  balance_cents INTEGER NOT NULL,
  closed_day INTEGER,
  written_day INTEGER NOT NULL,
  seal BLOB NOT NULL
) STRICT;
CREATE INDEX loans_customer ON loans (customer_id);
CREATE INDEX loans_application ON loans (application_id);
CREATE INDEX loans_origination ON loans (origination_day, product);
CREATE INDEX loans_status ON loans (status, product);

CREATE TABLE collateral (
  id INTEGER PRIMARY KEY NOT NULL,
  loan_id INTEGER NOT NULL REFERENCES loans (id),
  kind TEXT NOT NULL,
  value_cents INTEGER NOT NULL CHECK (value_cents >= 0),
  valued_day INTEGER NOT NULL,
  written_day INTEGER NOT NULL,
  seal BLOB NOT NULL
) STRICT;
CREATE INDEX collateral_loan ON collateral (loan_id);

CREATE TABLE repayments (
  loan_id INTEGER NOT NULL REFERENCES loans (id),
  day INTEGER NOT NULL,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  paid_cents INTEGER NOT NULL,
  principal_cents INTEGER NOT NULL,
  interest_cents INTEGER NOT NULL,
  fees_cents INTEGER NOT NULL,
  written_day INTEGER NOT NULL,
  seal BLOB NOT NULL,
  PRIMARY KEY (loan_id, day, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX repayments_day ON repayments (day);

CREATE TABLE delinquency_history (
  loan_id INTEGER NOT NULL REFERENCES loans (id),
  day INTEGER NOT NULL,
  from_status TEXT NOT NULL,
  to_status TEXT NOT NULL,
  days_past_due INTEGER NOT NULL,
  arrears_cents INTEGER NOT NULL,
  written_day INTEGER NOT NULL,
  seal BLOB NOT NULL,
  PRIMARY KEY (loan_id, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX delinquency_history_day ON delinquency_history (day);
