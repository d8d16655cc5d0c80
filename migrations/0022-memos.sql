-- Memos that are talked over, and whose numbers are remembered when they leave.

-- What a member says about a memo under review. The memo by id, not by reference: where it is removed and comes back, so
-- does what was said about it.
CREATE TABLE memo_comments (
  id         TEXT PRIMARY KEY,
  memo       TEXT NOT NULL,
  author     TEXT NOT NULL REFERENCES members (id),
  words      TEXT NOT NULL CHECK (words <> ''),
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX comments_of_memo ON memo_comments (memo, created_at);

-- What the live numbers of a memo said when somebody last took it out of the study. The memo by id, not by reference.
CREATE TABLE memo_exports (
  id      TEXT PRIMARY KEY,
  memo    TEXT NOT NULL,
  -- The member; none from the command line.
  made_by TEXT REFERENCES members (id),
  made_at INTEGER NOT NULL,
  -- What each counts, with what it said: {"…": "14 of the 19 OTs"}.
  numbers TEXT NOT NULL CHECK (json_valid(numbers))
) STRICT, WITHOUT ROWID;
CREATE INDEX exports_of_memo ON memo_exports (memo, made_at);
