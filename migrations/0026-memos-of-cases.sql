-- A memo may be about a case too. SQLite changes no CHECK, so the table is made anew; what refers to it is put back after.
DROP TRIGGER themes_keep_their_memos;
DROP TRIGGER codes_keep_their_memos;
DROP TRIGGER sources_keep_their_memos;

CREATE TABLE memos_with_cases (
  id         TEXT PRIMARY KEY,
  title      TEXT NOT NULL CHECK (title <> ''),
  kind       TEXT NOT NULL CHECK (kind IN ('theme summary', 'analytic', 'methodological', 'reflexive')),
  state      TEXT NOT NULL CHECK (state IN ('draft', 'in review', 'confirmed')),
  about_kind TEXT NOT NULL CHECK (about_kind IN ('theme', 'code', 'source', 'case', 'study')),
  about      TEXT,
  author     TEXT REFERENCES members (id),
  body       TEXT NOT NULL REFERENCES contents (sha256),
  words      INTEGER NOT NULL CHECK (words >= 0),
  updated_at INTEGER NOT NULL,
  CHECK ((about_kind = 'study') = (about IS NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO memos_with_cases (id, title, kind, state, about_kind, about, author, body, words, updated_at)
SELECT id, title, kind, state, about_kind, about, author, body, words, updated_at FROM memos;
DROP TABLE memos;
ALTER TABLE memos_with_cases RENAME TO memos;

-- `about` points into one of four tables, so triggers hold what a foreign key cannot.
CREATE TRIGGER themes_keep_their_memos BEFORE DELETE ON themes
WHEN EXISTS (SELECT 1 FROM memos WHERE about_kind = 'theme' AND about = OLD.id)
BEGIN SELECT RAISE(ABORT, 'invariant: a memo stands on what it is about'); END;
CREATE TRIGGER codes_keep_their_memos BEFORE DELETE ON codes
WHEN EXISTS (SELECT 1 FROM memos WHERE about_kind = 'code' AND about = OLD.id)
BEGIN SELECT RAISE(ABORT, 'invariant: a memo stands on what it is about'); END;
CREATE TRIGGER sources_keep_their_memos BEFORE DELETE ON sources
WHEN EXISTS (SELECT 1 FROM memos WHERE about_kind = 'source' AND about = OLD.id)
BEGIN SELECT RAISE(ABORT, 'invariant: a memo stands on what it is about'); END;
CREATE TRIGGER cases_keep_their_memos BEFORE DELETE ON cases
WHEN EXISTS (SELECT 1 FROM memos WHERE about_kind = 'case' AND about = OLD.id)
BEGIN SELECT RAISE(ABORT, 'invariant: a memo stands on what it is about'); END;
