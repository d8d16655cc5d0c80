-- Statements: what a sub-theme says of a framework's components, as a helping or a hindering influence.

CREATE TABLE statements (
  id         TEXT PRIMARY KEY,
  theme      TEXT NOT NULL REFERENCES themes (id),
  polarity   TEXT NOT NULL CHECK (polarity IN ('facilitator', 'barrier')),
  text       TEXT NOT NULL CHECK (text <> ''),
  -- 0: every passage coded to both stands behind it, also those to come; 1: the passages chosen.
  chosen     INTEGER NOT NULL CHECK (chosen IN (0, 1)),
  position   REAL NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX statements_of_theme ON statements (theme);

-- The components (or constructs) that a statement is about.
CREATE TABLE statement_codes (
  id        TEXT PRIMARY KEY,
  statement TEXT NOT NULL REFERENCES statements (id),
  code      TEXT NOT NULL REFERENCES codes (id),
  UNIQUE (statement, code)
) STRICT, WITHOUT ROWID;
CREATE INDEX statements_of_code ON statement_codes (code);

-- The codings chosen as a statement's evidence. By id and not by reference: that one is gone is something to be said.
CREATE TABLE statement_passages (
  id        TEXT PRIMARY KEY,
  statement TEXT NOT NULL REFERENCES statements (id),
  coding    TEXT NOT NULL,
  UNIQUE (statement, coding)
) STRICT, WITHOUT ROWID;
