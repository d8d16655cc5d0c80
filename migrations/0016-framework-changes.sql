-- A framework that learns: codes that stand for others, and why codes changed.

-- A code that was merged stands for the code it lies under, its parent: what is coded with it counts as coded with that
-- one, in every layer and round, and its own name and definition are kept. Its codings are not touched.
CREATE TABLE code_merges (
  id   TEXT PRIMARY KEY,
  code TEXT NOT NULL UNIQUE REFERENCES codes (id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER merged_codes_lie_under_another BEFORE INSERT ON code_merges
WHEN (SELECT parent FROM codes WHERE id = NEW.code) IS NULL
  OR EXISTS (SELECT 1 FROM codes WHERE parent = NEW.code)
BEGIN SELECT RAISE(ABORT, 'invariant: a merged code stands for the code it lies under, and nothing lies under it'); END;
CREATE TRIGGER nothing_is_added_under_merged_codes BEFORE INSERT ON codes
WHEN EXISTS (SELECT 1 FROM code_merges WHERE code = NEW.parent)
BEGIN SELECT RAISE(ABORT, 'invariant: nothing lies under a merged code'); END;
CREATE TRIGGER nothing_moves_under_merged_codes BEFORE UPDATE OF parent ON codes
WHEN EXISTS (SELECT 1 FROM code_merges WHERE code = NEW.parent)
  OR NEW.parent IS NULL AND EXISTS (SELECT 1 FROM code_merges WHERE code = NEW.id)
BEGIN SELECT RAISE(ABORT, 'invariant: nothing lies under a merged code'); END;

-- What was done to codes on purpose, and why. What changed between two versions follows from the versions; this says the
-- reasons. Codes by id and name, not by reference: a line outlives them.
CREATE TABLE code_changes (
  id         TEXT PRIMARY KEY,
  framework  TEXT NOT NULL REFERENCES frameworks (id),
  kind       TEXT NOT NULL CHECK (kind IN (
    'added', 'renamed', 'moved', 'redefined', 'merged', 'separated', 'split', 'retired', 'restored', 'removed')),
  code       TEXT NOT NULL,
  name       TEXT NOT NULL,
  -- What it was merged into, or the part a split made of it.
  other      TEXT,
  other_name TEXT,
  because    TEXT NOT NULL,
  -- The member; none from the command line.
  made_by    TEXT REFERENCES members (id),
  made_at    INTEGER NOT NULL,
  CHECK ((other IS NULL) = (other_name IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX changes_of_framework ON code_changes (framework, made_at);
