-- Grids: what a case says of a theme, in a sentence or two, and how far a data set bears a theme out.

CREATE TABLE grid_notes (
  id         TEXT PRIMARY KEY,
  theme      TEXT NOT NULL REFERENCES themes (id),
  about_kind TEXT NOT NULL CHECK (about_kind IN ('case', 'data-set')),
  -- By id and not by reference: what was written of a case that is removed comes back with it.
  about      TEXT NOT NULL,
  judgement  TEXT CHECK (judgement IN ('agrees', 'partly', 'silent', 'contradicts')),
  text       TEXT NOT NULL,
  UNIQUE (theme, about),
  CHECK (judgement IS NULL OR about_kind = 'data-set')
) STRICT, WITHOUT ROWID;
