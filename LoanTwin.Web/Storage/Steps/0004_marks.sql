-- What people put on loans: the watch-list (no text) and tags. A mark is there or not; who put it and when is also in the audit log.
-- No reference to loans: of a large book not every loan has a row there.

CREATE TABLE loan_marks (
  loan_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('watch', 'tag')),
  text TEXT NOT NULL CHECK ((kind = 'watch') = (text = '') AND length(text) <= 40),
  author TEXT NOT NULL,
  utc TEXT NOT NULL,
  written_day INTEGER NOT NULL,
  seal BLOB NOT NULL,
  PRIMARY KEY (loan_id, kind, text)
) STRICT, WITHOUT ROWID;
CREATE INDEX loan_marks_text ON loan_marks (kind, text);
