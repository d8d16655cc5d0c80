-- Cases: the people and sites that sources and speakers belong to, with attributes of a named type.
CREATE TABLE cases (
  id         TEXT PRIMARY KEY,
  kind       TEXT NOT NULL CHECK (kind IN ('person', 'site')),
  name       TEXT NOT NULL CHECK (name <> ''),
  site       TEXT REFERENCES cases (id),
  note       TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  CHECK (site IS NULL OR kind = 'person')
) STRICT, WITHOUT ROWID;
CREATE INDEX cases_of_site ON cases (site);

CREATE TABLE attributes (
  id       TEXT PRIMARY KEY,
  about    TEXT NOT NULL CHECK (about IN ('person', 'site')),
  name     TEXT NOT NULL CHECK (name <> ''),
  type     TEXT NOT NULL CHECK (type IN ('text', 'number', 'date', 'choice', 'yes-no')),
  -- The choices of a `choice`, in their order; an empty list for the other types.
  choices  TEXT NOT NULL CHECK (json_valid(choices)),
  position REAL NOT NULL
) STRICT, WITHOUT ROWID;

-- A value as text: numbers in decimal, dates ISO 8601, yes and no in words. No row where nothing is known.
CREATE TABLE case_values (
  id        TEXT PRIMARY KEY,
  "case"    TEXT NOT NULL REFERENCES cases (id),
  attribute TEXT NOT NULL REFERENCES attributes (id),
  value     TEXT NOT NULL CHECK (value <> ''),
  UNIQUE ("case", attribute)
) STRICT, WITHOUT ROWID;
CREATE INDEX values_of_attribute ON case_values (attribute);

CREATE TABLE source_cases (
  id     TEXT PRIMARY KEY,
  source TEXT NOT NULL REFERENCES sources (id),
  "case" TEXT NOT NULL REFERENCES cases (id),
  UNIQUE (source, "case")
) STRICT, WITHOUT ROWID;
CREATE INDEX sources_of_case ON source_cases ("case");
