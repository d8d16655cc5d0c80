-- Contents in rows found by an index, no longer in the index itself: there, every look for one hash read whole attachments
-- on its way, and keeping five files of 30 MB took a minute.
CREATE TABLE contents_by_row (
  sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
  kind   TEXT NOT NULL CHECK (kind IN ('text', 'structure', 'imported', 'memo')),
  bytes  BLOB NOT NULL
) STRICT;
INSERT INTO contents_by_row (sha256, kind, bytes) SELECT sha256, kind, bytes FROM contents;
DROP TABLE contents;
ALTER TABLE contents_by_row RENAME TO contents;

CREATE TRIGGER contents_never_change BEFORE UPDATE ON contents
BEGIN SELECT RAISE(ABORT, 'invariant: stored content is immutable'); END;

-- The journal in the same way, for the import of a large mailbox is one long entry; what is long stands last in its row.
CREATE TABLE operations_by_row (
  id        TEXT PRIMARY KEY,
  copy      TEXT NOT NULL,
  sequence  INTEGER NOT NULL CHECK (sequence > 0),
  lamport   INTEGER NOT NULL CHECK (lamport > 0),
  actor     TEXT NOT NULL,
  at        INTEGER NOT NULL,
  kind      TEXT NOT NULL CHECK (kind <> ''),
  summary   TEXT NOT NULL,
  undoes    TEXT REFERENCES operations (id),
  undoable  INTEGER NOT NULL CHECK (undoable IN (0, 1)),
  previous  TEXT NOT NULL,
  hash      TEXT NOT NULL,
  changes   TEXT NOT NULL CHECK (json_valid(changes)),
  UNIQUE (copy, sequence)
) STRICT;
INSERT INTO operations_by_row (id, copy, sequence, lamport, actor, at, kind, summary, undoes, undoable, previous, hash, changes)
SELECT id, copy, sequence, lamport, actor, at, kind, summary, undoes, undoable, previous, hash, changes FROM operations
ORDER BY lamport, actor, sequence;
DROP TABLE operations;
ALTER TABLE operations_by_row RENAME TO operations;
CREATE INDEX operations_in_order ON operations (lamport, actor, sequence);
CREATE INDEX operations_of_actor ON operations (actor, lamport);
CREATE INDEX operations_undoing ON operations (undoes) WHERE undoes IS NOT NULL;
CREATE TRIGGER operations_never_change BEFORE UPDATE ON operations
BEGIN SELECT RAISE(ABORT, 'invariant: the journal is append-only'); END;
CREATE TRIGGER operations_never_go BEFORE DELETE ON operations
BEGIN SELECT RAISE(ABORT, 'invariant: the journal is append-only'); END;

-- The changes that a large import is to make in its one step, in JSON, as they are found on the way: as many in a row as
-- are made in a moment. Cleared with `arriving`.
CREATE TABLE arriving_changes (
  number  INTEGER PRIMARY KEY,
  changes TEXT NOT NULL
) STRICT;

-- A long entry of the journal while it is written, in the order of its parts; empty otherwise.
CREATE TABLE entry_parts (
  number INTEGER PRIMARY KEY,
  text   TEXT NOT NULL
) STRICT;
