-- Settling: what a ruling was given on, what is talked over and where, and how a round's differences are judged.
--
-- A difference is computed and has no row. What is kept about one names it by its id and by the codings that differed,
-- so that it is found again when a later return made another difference of them.

-- A meeting in which parked differences were decided.
CREATE TABLE meetings (
  id         TEXT PRIMARY KEY,
  round      TEXT NOT NULL REFERENCES rounds (id),
  -- A day, ISO 8601.
  held_on    TEXT NOT NULL,
  attendees  TEXT NOT NULL CHECK (attendees <> ''),
  notes      TEXT NOT NULL,
  opened_by  TEXT NOT NULL REFERENCES members (id),
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX meetings_of_round ON meetings (round);

-- What a ruling was given on.
CREATE TABLE ruled_on (
  id          TEXT PRIMARY KEY,
  ruling      TEXT NOT NULL REFERENCES rulings (id),
  -- Ids of both coders' codings, in order.
  codings     TEXT NOT NULL CHECK (json_valid(codings)),
  -- The coder whose reading was shown first; none where it is not known.
  first_shown TEXT REFERENCES members (id),
  -- The meeting in which it was decided; none outside meetings.
  meeting     TEXT REFERENCES meetings (id),
  UNIQUE (ruling)
) STRICT, WITHOUT ROWID;

-- What is to be talked over: a difference, or two codes that may be one. Outlives what it names.
CREATE TABLE agenda (
  id           TEXT PRIMARY KEY,
  round        TEXT NOT NULL REFERENCES rounds (id),
  about        TEXT NOT NULL CHECK (about IN ('difference', 'codes')),
  disagreement TEXT,
  -- Ids: of the codings that differ, or of the two codes.
  named        TEXT NOT NULL CHECK (json_valid(named)),
  question     TEXT NOT NULL,
  parked_by    TEXT NOT NULL REFERENCES members (id),
  created_at   INTEGER NOT NULL,
  -- None while it waits. A difference is decided by its ruling; of codes the decision is told here.
  meeting      TEXT REFERENCES meetings (id),
  decision     TEXT NOT NULL,
  decided_at   INTEGER,
  CHECK ((about = 'difference') = (disagreement IS NOT NULL)),
  CHECK (decided_at IS NOT NULL OR decision = '')
) STRICT, WITHOUT ROWID;
CREATE INDEX agenda_of_round ON agenda (round);

-- What somebody said about a difference.
CREATE TABLE item_comments (
  id           TEXT PRIMARY KEY,
  round        TEXT NOT NULL REFERENCES rounds (id),
  disagreement TEXT NOT NULL,
  codings      TEXT NOT NULL CHECK (json_valid(codings)),
  author       TEXT NOT NULL REFERENCES members (id),
  words        TEXT NOT NULL CHECK (words <> ''),
  created_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX item_comments_of_round ON item_comments (round);

-- How a round's differences are judged; a round without a row: names shown, in the coders' order, coders may rule.
CREATE TABLE judging_rules (
  id              TEXT PRIMARY KEY,
  round           TEXT NOT NULL REFERENCES rounds (id),
  names_hidden    INTEGER NOT NULL CHECK (names_hidden IN (0, 1)),
  -- Which reading comes first follows from this and the difference's id.
  seed            INTEGER NOT NULL,
  coders_may_rule INTEGER NOT NULL CHECK (coders_may_rule IN (0, 1)),
  UNIQUE (round)
) STRICT, WITHOUT ROWID;
