-- Tags of sources: a word a team gives to any number of them.
CREATE TABLE tags (
  id         TEXT PRIMARY KEY,
  name       TEXT NOT NULL CHECK (name <> ''),
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE source_tags (
  id     TEXT PRIMARY KEY,
  source TEXT NOT NULL REFERENCES sources (id),
  tag    TEXT NOT NULL REFERENCES tags (id),
  UNIQUE (source, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX sources_of_tag ON source_tags (tag);

-- Filters of the sources kept by name; what each asks for as JSON (shared/model/source-filter.ts).
CREATE TABLE saved_filters (
  id       TEXT PRIMARY KEY,
  name     TEXT NOT NULL CHECK (name <> ''),
  asks     TEXT NOT NULL CHECK (json_valid(asks)),
  position REAL NOT NULL
) STRICT, WITHOUT ROWID;
