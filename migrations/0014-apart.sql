-- Working apart: how a round was planned, what was handed out, what came back.

-- How a round's sources were chosen and how it is to be coded. Beside the round, whose own row says who and what.
CREATE TABLE round_plans (
  id            TEXT PRIMARY KEY,
  round         TEXT NOT NULL REFERENCES rounds (id),
  -- The unit agreement is to be reported on.
  unit          TEXT NOT NULL CHECK (unit IN ('character', 'word', 'sentence', 'segment', 'source')),
  -- A day, ISO 8601; null: none was set.
  due           TEXT,
  may_add_codes INTEGER NOT NULL CHECK (may_add_codes IN (0, 1)),
  -- By hand, or drawn: from what, which share, within which strata, by which seed (shared/model/round.ts).
  chosen        TEXT NOT NULL CHECK (json_valid(chosen)),
  note          TEXT NOT NULL,
  UNIQUE (round)
) STRICT, WITHOUT ROWID;

-- A lead's decision to end the blinding of a round before all had submitted, and why.
CREATE TABLE unblindings (
  id      TEXT PRIMARY KEY,
  round   TEXT NOT NULL REFERENCES rounds (id),
  -- The lead; none from the command line.
  made_by TEXT REFERENCES members (id),
  because TEXT NOT NULL CHECK (because <> ''),
  made_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A package made for one coder of a round. Its id is the package's.
CREATE TABLE handouts (
  id         TEXT PRIMARY KEY,
  round      TEXT NOT NULL REFERENCES rounds (id),
  coder      TEXT NOT NULL REFERENCES members (id),
  made_at    INTEGER NOT NULL,
  sources    INTEGER NOT NULL CHECK (sources > 0),
  -- The newest Lamport time in the study when it was made: all it holds is from then or before.
  lamport    INTEGER NOT NULL CHECK (lamport > 0),
  -- Ed25519, 32 bytes in hexadecimal: returns of this hand-out are signed by the key it belongs to.
  public_key TEXT NOT NULL CHECK (length(public_key) = 64),
  protection TEXT NOT NULL CHECK (protection IN ('open', 'passphrase', 'card'))
) STRICT, WITHOUT ROWID;
CREATE INDEX handouts_of_round ON handouts (round);

-- A package that was merged: a coder's return, or what another copy of this study held. Its id is the package's.
CREATE TABLE returns (
  id         TEXT PRIMARY KEY,
  kind       TEXT NOT NULL CHECK (kind IN ('return', 'copy')),
  handout    TEXT REFERENCES handouts (id),
  round      TEXT REFERENCES rounds (id),
  coder      TEXT REFERENCES members (id),
  -- By the clock of the computer it was made on: told to people, never used for order.
  made_at    INTEGER NOT NULL,
  merged_at  INTEGER NOT NULL,
  -- Whether the coder handed in their work with it, or sent what there was so far.
  submits    INTEGER NOT NULL CHECK (submits IN (0, 1)),
  sha256     TEXT NOT NULL CHECK (length(sha256) = 64),
  -- The operations it brought: [[copy, first sequence, last sequence], …].
  operations TEXT NOT NULL CHECK (json_valid(operations)),
  -- What was sent, arrived, was here already, and needed a person (shared/model/merge.ts).
  sheet      TEXT NOT NULL CHECK (json_valid(sheet)),
  -- 1: the merge was undone; what only undone returns brought does not count in the fold.
  undone     INTEGER NOT NULL CHECK (undone IN (0, 1)),
  CHECK ((kind = 'return') = (handout IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX returns_of_round ON returns (round);
