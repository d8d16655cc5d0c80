-- The contact log: sessions, calls and emails between those who support and those who are supported.

-- One contact. Minutes as somebody recorded them, null where nobody did: what then counts for an email is a setting of
-- the study, and is worked out when it is asked for. No CHECK binds two columns: copies that worked apart may each have
-- written one of them.
CREATE TABLE contacts (
  id         TEXT PRIMARY KEY,
  date       TEXT NOT NULL CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  mode       TEXT NOT NULL CHECK (mode IN ('phone', 'email', 'face to face', 'other')),
  minutes    INTEGER CHECK (minutes >= 0),
  note       TEXT NOT NULL,
  -- Where it came from a file: what the file calls it, if it does, and a hash of what its row said. Null by hand.
  row_id     TEXT,
  row_hash   TEXT,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX contacts_by_date ON contacts (date);

-- The sites a contact served and the people in it, each with whether they took part and, where not, why.
CREATE TABLE contact_cases (
  id       TEXT PRIMARY KEY,
  contact  TEXT NOT NULL REFERENCES contacts (id),
  "case"   TEXT NOT NULL REFERENCES cases (id),
  attended INTEGER NOT NULL CHECK (attended IN (0, 1)),
  reason   TEXT NOT NULL,
  UNIQUE (contact, "case")
) STRICT, WITHOUT ROWID;
CREATE INDEX contacts_of_case ON contact_cases ("case");

-- How the columns of a contact log were read, found again by the columns' names.
CREATE TABLE contact_mappings (
  id         TEXT PRIMARY KEY,
  -- [{"name": …, "role": …}] in the order of the table.
  columns    TEXT NOT NULL CHECK (json_valid(columns)),
  date_order TEXT NOT NULL CHECK (date_order IN ('day-month', 'month-day')),
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
