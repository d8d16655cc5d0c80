-- Corrections of a text, and what could not be placed in it.

-- What a further revision came of. The first revision of a source, its import, has none.
CREATE TABLE corrections (
  id       TEXT PRIMARY KEY,
  revision TEXT NOT NULL UNIQUE REFERENCES revisions (id),
  kind     TEXT NOT NULL CHECK (kind IN ('correction', 'pseudonyms', 'restored')),
  note     TEXT NOT NULL,
  -- [start, end, length]: this extent of the text before became that many units of this one. No words.
  edits    TEXT NOT NULL CHECK (json_valid(edits)),
  made_by  TEXT REFERENCES members (id),
  made_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What stood on words that a revision changed: `touched` stands in its table on what became of them, till a person has
-- looked; `gone` waits here with its whole row (`kept`), since nothing is left for it to stand on.
CREATE TABLE to_place (
  id         TEXT PRIMARY KEY,
  what       TEXT NOT NULL CHECK (what IN ('coding', 'annotation', 'ruling', 'quotation')),
  -- Id of the coding, annotation, ruling, or memo that quotes.
  "row"      TEXT NOT NULL,
  why        TEXT NOT NULL CHECK (why IN ('touched', 'gone')),
  source     TEXT NOT NULL REFERENCES sources (id),
  -- Where it stood last on words that it was put on: an extent of that revision.
  revision   TEXT NOT NULL REFERENCES revisions (id),
  start      INTEGER NOT NULL CHECK (start >= 0),
  "end"      INTEGER NOT NULL,
  layer      TEXT NOT NULL CHECK (layer IN ('independent', 'consensus')),
  -- Whose it is: the coder, or the author. None of the consensus.
  coder      TEXT REFERENCES members (id),
  round      TEXT REFERENCES rounds (id),
  kept       TEXT CHECK (json_valid(kept)),
  created_at INTEGER NOT NULL,
  CHECK (start < "end"),
  CHECK ((kept IS NOT NULL) = (why = 'gone' AND what IN ('coding', 'annotation')))
) STRICT, WITHOUT ROWID;
CREATE INDEX to_place_in_source ON to_place (source);
CREATE INDEX to_place_of_row ON to_place ("row");

-- Derived, beside `passages`: which of its rows are a revision's, so that they go without looking through all.
CREATE TABLE indexed (
  revision TEXT PRIMARY KEY REFERENCES revisions (id) ON DELETE CASCADE,
  first    INTEGER NOT NULL,
  last     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO indexed SELECT revision, min(rowid), max(rowid) FROM passages
  WHERE revision IN (SELECT id FROM revisions) GROUP BY revision;

-- Submitted work and closed rounds stay as they are, on whatever revision: the extent goes with the text, and what is
-- on the list may be placed by hand. Nothing else of them changes.
DROP TRIGGER submitted_codings_are_not_added_to;
CREATE TRIGGER submitted_codings_are_not_added_to BEFORE INSERT ON codings
WHEN NEW.layer = 'independent' AND EXISTS (
  SELECT 1 FROM round_coders WHERE round = NEW.round AND coder = NEW.coder AND submitted_at IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM to_place WHERE "row" = NEW.id AND why = 'gone')
BEGIN SELECT RAISE(ABORT, 'invariant: submitted work no longer changes'); END;

DROP TRIGGER submitted_codings_do_not_change;
CREATE TRIGGER submitted_codings_do_not_change BEFORE UPDATE ON codings
WHEN OLD.layer = 'independent' AND EXISTS (
  SELECT 1 FROM round_coders WHERE round IN (OLD.round, NEW.round) AND coder = OLD.coder AND submitted_at IS NOT NULL)
  AND NOT ((OLD.revision <> NEW.revision OR EXISTS (SELECT 1 FROM to_place WHERE "row" = OLD.id))
    AND OLD.id = NEW.id AND OLD.source = NEW.source AND OLD.code = NEW.code AND OLD.polarity IS NEW.polarity
    AND OLD.comment = NEW.comment AND OLD.round IS NEW.round AND OLD.created_at = NEW.created_at)
BEGIN SELECT RAISE(ABORT, 'invariant: submitted work no longer changes'); END;

DROP TRIGGER submitted_codings_do_not_go;
CREATE TRIGGER submitted_codings_do_not_go BEFORE DELETE ON codings
WHEN OLD.layer = 'independent' AND EXISTS (
  SELECT 1 FROM round_coders WHERE round = OLD.round AND coder = OLD.coder AND submitted_at IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM to_place WHERE "row" = OLD.id AND why = 'gone')
BEGIN SELECT RAISE(ABORT, 'invariant: submitted work no longer changes'); END;

DROP TRIGGER closed_rounds_take_no_consensus;
CREATE TRIGGER closed_rounds_take_no_consensus BEFORE INSERT ON codings
WHEN NEW.layer = 'consensus' AND (SELECT state FROM rounds WHERE id = NEW.round) = 'closed'
  AND NOT EXISTS (SELECT 1 FROM to_place WHERE "row" = NEW.id AND why = 'gone')
BEGIN SELECT RAISE(ABORT, 'invariant: a closed round keeps its rulings'); END;

DROP TRIGGER closed_rounds_keep_their_consensus_as_it_is;
CREATE TRIGGER closed_rounds_keep_their_consensus_as_it_is BEFORE UPDATE ON codings
WHEN OLD.layer = 'consensus'
  AND EXISTS (SELECT 1 FROM rounds WHERE id IN (OLD.round, NEW.round) AND state = 'closed')
  AND NOT ((OLD.revision <> NEW.revision OR EXISTS (SELECT 1 FROM to_place WHERE "row" = OLD.id))
    AND OLD.id = NEW.id AND OLD.source = NEW.source AND OLD.code = NEW.code AND OLD.polarity IS NEW.polarity
    AND OLD.comment = NEW.comment AND OLD.round IS NEW.round AND OLD.ruling IS NEW.ruling
    AND OLD.created_at = NEW.created_at)
BEGIN SELECT RAISE(ABORT, 'invariant: a closed round keeps its rulings'); END;

DROP TRIGGER closed_rounds_keep_their_consensus;
CREATE TRIGGER closed_rounds_keep_their_consensus BEFORE DELETE ON codings
WHEN OLD.layer = 'consensus' AND (SELECT state FROM rounds WHERE id = OLD.round) = 'closed'
  AND NOT EXISTS (SELECT 1 FROM to_place WHERE "row" = OLD.id AND why = 'gone')
BEGIN SELECT RAISE(ABORT, 'invariant: a closed round keeps its rulings'); END;

-- A ruling has no revision of its own: its extent goes with the text of a source that was revised.
DROP TRIGGER closed_rounds_keep_their_rulings_as_they_are;
CREATE TRIGGER closed_rounds_keep_their_rulings_as_they_are BEFORE UPDATE ON rulings
WHEN EXISTS (SELECT 1 FROM rounds WHERE id IN (OLD.round, NEW.round) AND state = 'closed')
  AND NOT (EXISTS (SELECT 1 FROM revisions WHERE source = OLD.source AND number > 1)
    AND OLD.id = NEW.id AND OLD.round = NEW.round AND OLD.source = NEW.source AND OLD.outcome = NEW.outcome
    AND OLD.code IS NEW.code AND OLD.reason = NEW.reason AND OLD.discussed_with = NEW.discussed_with
    AND OLD.reviewer = NEW.reviewer AND OLD.created_at = NEW.created_at)
BEGIN SELECT RAISE(ABORT, 'invariant: a closed round keeps its rulings'); END;

DROP TRIGGER annotations_lie_in_their_text;
CREATE TRIGGER annotations_lie_in_their_text_when_made BEFORE INSERT ON annotations
WHEN NOT EXISTS (
  SELECT 1 FROM revisions WHERE id = NEW.revision AND source = NEW.source AND NEW."end" <= characters
)
BEGIN SELECT RAISE(ABORT, 'invariant: an annotation lies within its text'); END;
CREATE TRIGGER annotations_lie_in_their_text_when_moved
BEFORE UPDATE OF source, revision, start, "end" ON annotations
WHEN NOT EXISTS (
  SELECT 1 FROM revisions WHERE id = NEW.revision AND source = NEW.source AND NEW."end" <= characters
)
BEGIN SELECT RAISE(ABORT, 'invariant: an annotation lies within its text'); END;

DROP TRIGGER submitted_annotations_are_not_added_to;
CREATE TRIGGER submitted_annotations_are_not_added_to BEFORE INSERT ON annotations
WHEN EXISTS (
  SELECT 1 FROM round_coders WHERE round = NEW.round AND coder = NEW.author AND submitted_at IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM to_place WHERE "row" = NEW.id AND why = 'gone')
BEGIN SELECT RAISE(ABORT, 'invariant: submitted work no longer changes'); END;

DROP TRIGGER submitted_annotations_do_not_change;
CREATE TRIGGER submitted_annotations_do_not_change BEFORE UPDATE ON annotations
WHEN EXISTS (
  SELECT 1 FROM round_coders WHERE round IN (OLD.round, NEW.round) AND coder = OLD.author AND submitted_at IS NOT NULL)
  AND NOT ((OLD.revision <> NEW.revision OR EXISTS (SELECT 1 FROM to_place WHERE "row" = OLD.id))
    AND OLD.id = NEW.id AND OLD.source = NEW.source AND OLD.text = NEW.text AND OLD.round IS NEW.round
    AND OLD.created_at = NEW.created_at)
BEGIN SELECT RAISE(ABORT, 'invariant: submitted work no longer changes'); END;

DROP TRIGGER submitted_annotations_do_not_go;
CREATE TRIGGER submitted_annotations_do_not_go BEFORE DELETE ON annotations
WHEN EXISTS (
  SELECT 1 FROM round_coders WHERE round = OLD.round AND coder = OLD.author AND submitted_at IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM to_place WHERE "row" = OLD.id AND why = 'gone')
BEGIN SELECT RAISE(ABORT, 'invariant: submitted work no longer changes'); END;
