-- Queries kept by name; what each asks for as JSON (shared/model/query.ts). What it names is by id and not by reference:
-- where a code or a case goes, the query stays and says so. `names` has what these were called when it was saved.
CREATE TABLE saved_queries (
  id       TEXT PRIMARY KEY,
  name     TEXT NOT NULL CHECK (name <> ''),
  asks     TEXT NOT NULL CHECK (json_valid(asks)),
  names    TEXT NOT NULL CHECK (json_valid(names)),
  -- Who saved it last; none from the command line.
  saved_by TEXT REFERENCES members (id),
  saved_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
