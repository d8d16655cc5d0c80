-- A second judge: rulings of a round drawn at random, to be judged again by somebody who does not see what was ruled.

CREATE TABLE second_judgings (
  id         TEXT PRIMARY KEY,
  round      TEXT NOT NULL REFERENCES rounds (id),
  judge      TEXT NOT NULL REFERENCES members (id),
  -- A ruling's place in the draw is the SHA-256 of `SEED:DIFFERENCE`; those with the lowest places were drawn.
  seed       INTEGER NOT NULL,
  -- How many rulings it was drawn from.
  among      INTEGER NOT NULL CHECK (among > 0),
  -- The member; none from the command line.
  drawn_by   TEXT REFERENCES members (id),
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX second_judgings_of_round ON second_judgings (round);

-- A ruling that was drawn, as it stood then, and what the second judge says; nothing till they do. Writes no consensus.
CREATE TABLE second_rulings (
  id           TEXT PRIMARY KEY,
  judging      TEXT NOT NULL REFERENCES second_judgings (id),
  disagreement TEXT NOT NULL,
  -- Ids of both coders' codings, in order.
  codings      TEXT NOT NULL CHECK (json_valid(codings)),
  first        TEXT NOT NULL CHECK (first IN ('a', 'b', 'both', 'extent', 'code', 'neither')),
  outcome      TEXT CHECK (outcome IN ('a', 'b', 'both', 'extent', 'code', 'neither')),
  reason       TEXT NOT NULL,
  judged_at    INTEGER,
  UNIQUE (judging, disagreement),
  CHECK ((outcome IS NULL) = (judged_at IS NULL))
) STRICT, WITHOUT ROWID;
