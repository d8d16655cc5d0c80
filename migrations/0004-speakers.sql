-- What a person said about a speaker of a source: whether it is the interviewer, and which case it is.
-- Without a row, or where `interviewer` is null, the label decides.
CREATE TABLE source_speakers (
  id          TEXT PRIMARY KEY,
  source      TEXT NOT NULL REFERENCES sources (id),
  name        TEXT NOT NULL CHECK (name <> ''),
  interviewer INTEGER CHECK (interviewer IN (0, 1)),
  "case"      TEXT REFERENCES cases (id),
  UNIQUE (source, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX speakers_of_case ON source_speakers ("case") WHERE "case" IS NOT NULL;

-- How a person said that a source's speakers are found and named, in place of what was recognised.
-- The newest that suits is offered for the next file.
CREATE TABLE speaker_choices (
  id     TEXT PRIMARY KEY,
  source TEXT NOT NULL UNIQUE REFERENCES sources (id),
  choice TEXT NOT NULL CHECK (json_valid(choice)),  -- shared/model/speakers.ts
  found  TEXT NOT NULL CHECK (json_valid(found)),   -- the labels recognised in it, a list
  at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
