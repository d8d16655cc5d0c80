-- By which rule what two coders agree on enters the consensus, where it need not be the same to the letter.

-- How much of a round's coders' passages must be shared; a round without a row: the same extent. Its id follows from the round.
CREATE TABLE agreed_rules (
  id      TEXT PRIMARY KEY,
  round   TEXT NOT NULL REFERENCES rounds (id),
  -- Intersection over union in characters; none: the same extent.
  overlap REAL CHECK (overlap BETWEEN 0.5 AND 1),
  extent  TEXT CHECK (extent IN ('union', 'intersection', 'longer')),
  -- Why it was changed; empty where the round was opened with it.
  because TEXT NOT NULL,
  -- The member; none from the command line.
  set_by  TEXT REFERENCES members (id),
  set_at  INTEGER NOT NULL,
  UNIQUE (round),
  CHECK ((overlap IS NULL) = (extent IS NULL))
) STRICT, WITHOUT ROWID;

-- Consensus codings that such a rule made of a difference, beside them. What both coders gave to the letter has no row here.
CREATE TABLE entered_by_rule (
  id           TEXT PRIMARY KEY,
  coding       TEXT NOT NULL,
  round        TEXT NOT NULL REFERENCES rounds (id),
  disagreement TEXT NOT NULL,
  overlap      REAL NOT NULL CHECK (overlap BETWEEN 0.5 AND 1),
  extent       TEXT NOT NULL CHECK (extent IN ('union', 'intersection', 'longer')),
  UNIQUE (coding)
) STRICT, WITHOUT ROWID;
CREATE INDEX entered_by_rule_of_round ON entered_by_rule (round, disagreement);
