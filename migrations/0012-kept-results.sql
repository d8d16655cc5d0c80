-- Figures of agreement as they were at a moment, with what they were computed from. A record: nothing is shown from it in
-- place of computing, and where the study has moved on since, its state says so.
--
-- Ids are kept without references, and names beside them: a result outlives the round, the codes and the sources it
-- was computed from. No words of a transcript.
CREATE TABLE kept_results (
  id          TEXT PRIMARY KEY,
  round       TEXT NOT NULL,
  round_title TEXT NOT NULL,
  -- Kept by itself as the last coder submitted, or because somebody asked.
  occasion    TEXT NOT NULL CHECK (occasion IN ('submitted', 'asked')),
  -- The member; none from the command line.
  made_by     TEXT,
  made_at     INTEGER NOT NULL,
  unit        TEXT NOT NULL CHECK (unit IN ('character', 'word', 'sentence', 'segment', 'source')),
  options     TEXT NOT NULL CHECK (json_valid(options)),
  -- The version of the computation (engine/agreement/computation.ts), and of Tandem.
  computation INTEGER NOT NULL CHECK (computation > 0),
  app         TEXT NOT NULL,
  -- SHA-256 over all that was compared.
  state       TEXT NOT NULL CHECK (length(state) = 64),
  -- Coders, sources and codes by id, with what tells which of them is other than it was.
  inputs      TEXT NOT NULL CHECK (json_valid(inputs)),
  n           INTEGER NOT NULL CHECK (n >= 0),
  figures     TEXT NOT NULL CHECK (json_valid(figures))
) STRICT, WITHOUT ROWID;
CREATE INDEX kept_results_of_round ON kept_results (round, made_at);

CREATE TRIGGER kept_results_never_change BEFORE UPDATE ON kept_results
BEGIN SELECT RAISE(ABORT, 'invariant: a kept result stays as it was'); END;
