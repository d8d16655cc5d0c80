-- How the columns of a table of records are read, kept under a name and found again by the columns' names.
CREATE TABLE record_mappings (
  id         TEXT PRIMARY KEY,
  name       TEXT NOT NULL CHECK (name <> ''),
  -- [{"name": …, "role": …}] in the order of the table.
  columns    TEXT NOT NULL CHECK (json_valid(columns)),
  date_order TEXT NOT NULL CHECK (date_order IN ('day-month', 'month-day')),
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What a row of a table said besides its text. Without a value, null: nothing is made up.
CREATE TABLE records (
  id       TEXT PRIMARY KEY,
  source   TEXT NOT NULL REFERENCES sources (id),
  mapping  TEXT NOT NULL REFERENCES record_mappings (id),
  -- What tells the row apart from the others of its mapping, and a hash of all that came in of it.
  key      TEXT NOT NULL CHECK (key <> ''),
  content  TEXT NOT NULL,
  site     TEXT,
  mode     TEXT,
  minutes  REAL CHECK (minutes >= 0),
  -- How many took part, and those of them who are named.
  attended INTEGER CHECK (attended >= 0),
  names    TEXT NOT NULL CHECK (json_valid(names)),
  -- Other short columns by name: {"Weather": "rain"}.
  others   TEXT NOT NULL CHECK (json_valid(others)),
  UNIQUE (source)
) STRICT, WITHOUT ROWID;
CREATE INDEX records_by_key ON records (mapping, key);
