-- Questions that take long: what exactly was asked, frozen, and each finished part of the answer, so that a killed program goes on from there.

-- The whole question as the run's inputs_sha256 was made of it.
CREATE TABLE run_inputs (
  run_id TEXT PRIMARY KEY NOT NULL REFERENCES runs (id),
  inputs TEXT NOT NULL CHECK (json_valid(inputs)),
  written_day INTEGER NOT NULL,
  seal BLOB NOT NULL
) STRICT;

-- Outcomes of blocks merge; they are taken out once the outcome of the whole run stands.
CREATE TABLE run_blocks (
  run_id TEXT NOT NULL REFERENCES runs (id),
  block INTEGER NOT NULL CHECK (block >= 0),
  payload BLOB NOT NULL,
  sha256 BLOB NOT NULL,
  written_day INTEGER NOT NULL,
  seal BLOB NOT NULL,
  PRIMARY KEY (run_id, block)
) STRICT;

CREATE INDEX runs_checkpoint ON runs (checkpoint_day);
CREATE INDEX jobs_open_state ON jobs (state, id) WHERE state IN ('queued', 'running');
