-- Which passages of the search index are a revision's, so that they are found again without reading the index through.
-- Derived. Passages of a revision that is not there (yet) belong to a large import on its way in.
CREATE TABLE indexed_passages (
  revision TEXT PRIMARY KEY,
  first    INTEGER NOT NULL,
  last     INTEGER NOT NULL,
  CHECK (first <= last)
) STRICT, WITHOUT ROWID;
INSERT INTO indexed_passages (revision, first, last)
SELECT revision, min(rowid), max(rowid) FROM passages GROUP BY revision;

-- Content kept for a large import that is on its way in: no entry of the journal speaks of it yet. What is still here
-- when a study is opened was left by an import that was broken off, and goes.
CREATE TABLE arriving (
  sha256 TEXT PRIMARY KEY REFERENCES contents (sha256)
) STRICT, WITHOUT ROWID;

-- The same file again is known by its bytes.
CREATE INDEX sources_of_file ON sources (imported);
