-- A framework that learns, further: codes split and their passages judged anew, sources looked at again, codes told apart
-- for good, and passages that show what a code is.

-- The codes that a split code's passages are judged into. Newer parts are added to older ones.
CREATE TABLE split_parts (
  id       TEXT PRIMARY KEY,
  code     TEXT NOT NULL REFERENCES codes (id),
  part     TEXT NOT NULL REFERENCES codes (id),
  position INTEGER NOT NULL,
  UNIQUE (code, part),
  CHECK (code <> part)
) STRICT, WITHOUT ROWID;

-- What one coding of a split code counts as since it was judged; the coding itself stays as it was made. Outlives it.
CREATE TABLE split_judgements (
  id        TEXT PRIMARY KEY,
  coding    TEXT NOT NULL UNIQUE,
  -- The code the coding carried when it was judged: of one that its coder recoded since, this says nothing.
  coded_as  TEXT NOT NULL,
  -- The split code.
  split     TEXT NOT NULL REFERENCES codes (id),
  -- What it counts as: a part, or the split code itself where it was kept.
  part      TEXT NOT NULL REFERENCES codes (id),
  -- Ids of codings made in the same step, where it is a passage of further parts too.
  also      TEXT NOT NULL CHECK (json_valid(also)),
  -- 1: it was submitted before, so that comparing its round is not touched.
  handed_in INTEGER NOT NULL CHECK (handed_in IN (0, 1)),
  made_by   TEXT NOT NULL REFERENCES members (id),
  made_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX judged_into ON split_judgements (part);
CREATE INDEX judged_of ON split_judgements (split);

-- A coder went through a source again with the framework as it was at that moment. Outlives the source.
CREATE TABLE revisits (
  id      TEXT PRIMARY KEY,
  source  TEXT NOT NULL,
  coder   TEXT NOT NULL REFERENCES members (id),
  made_by TEXT NOT NULL REFERENCES members (id),
  made_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX revisits_of_source ON revisits (source, coder, made_at);

-- Two codes that look alike and are not the same; the lesser id first.
CREATE TABLE codes_apart (
  id      TEXT PRIMARY KEY,
  code    TEXT NOT NULL REFERENCES codes (id),
  other   TEXT NOT NULL REFERENCES codes (id),
  made_by TEXT REFERENCES members (id),
  made_at INTEGER NOT NULL,
  UNIQUE (code, other),
  CHECK (code < other)
) STRICT, WITHOUT ROWID;

-- A passage that shows what a code is or is not, in the text it was found in, which a correction leaves as it was.
-- Outlives the source, and then shows nothing.
CREATE TABLE code_examples (
  id           TEXT PRIMARY KEY,
  code         TEXT NOT NULL REFERENCES codes (id),
  kind         TEXT NOT NULL CHECK (kind IN ('inclusion', 'exclusion', 'typical', 'near-miss')),
  source       TEXT NOT NULL,
  revision     TEXT NOT NULL,
  start        INTEGER NOT NULL CHECK (start >= 0),
  "end"        INTEGER NOT NULL,
  note         TEXT NOT NULL,
  -- The round and the difference whose ruling it comes from.
  round        TEXT NOT NULL REFERENCES rounds (id),
  disagreement TEXT NOT NULL,
  made_by      TEXT NOT NULL REFERENCES members (id),
  made_at      INTEGER NOT NULL,
  CHECK (start < "end")
) STRICT, WITHOUT ROWID;
CREATE INDEX examples_of_code ON code_examples (code);
CREATE INDEX examples_of_round ON code_examples (round, disagreement);
