-- A study: what was done (operations), what it was done to (contents), and the tables that fold from it.
--
-- `operations` and `contents` are the record. Every other table here is the deterministic fold of the operations,
-- in the order (lamport, actor, sequence), except the two `derived` ones at the end, which are projections of
-- `contents`. `local` and `answered` belong to this copy alone and never travel.

CREATE TABLE local (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE answered (
  command TEXT PRIMARY KEY,
  output  TEXT NOT NULL,
  at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE operations (
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
  changes   TEXT NOT NULL CHECK (json_valid(changes)),
  previous  TEXT NOT NULL,
  hash      TEXT NOT NULL,
  UNIQUE (copy, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX operations_in_order ON operations (lamport, actor, sequence);
CREATE INDEX operations_of_actor ON operations (actor, lamport);
CREATE INDEX operations_undoing ON operations (undoes) WHERE undoes IS NOT NULL;

CREATE TRIGGER operations_never_change BEFORE UPDATE ON operations
BEGIN SELECT RAISE(ABORT, 'invariant: the journal is append-only'); END;
CREATE TRIGGER operations_never_go BEFORE DELETE ON operations
BEGIN SELECT RAISE(ABORT, 'invariant: the journal is append-only'); END;

-- Immutable by content: stored texts, their structure, imported bytes, memo bodies.
CREATE TABLE contents (
  sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
  kind   TEXT NOT NULL CHECK (kind IN ('text', 'structure', 'imported', 'memo')),
  bytes  BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER contents_never_change BEFORE UPDATE ON contents
BEGIN SELECT RAISE(ABORT, 'invariant: stored content is immutable'); END;

CREATE TABLE studies (
  id         TEXT PRIMARY KEY,
  title      TEXT NOT NULL CHECK (title <> ''),
  stance     TEXT NOT NULL CHECK (stance IN ('reliability', 'codebook', 'reflexive')),
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE members (
  id          TEXT PRIMARY KEY,
  name        TEXT NOT NULL CHECK (name <> ''),
  initials    TEXT NOT NULL CHECK (initials <> ''),
  accent      INTEGER NOT NULL CHECK (accent BETWEEN 1 AND 8),
  is_coder    INTEGER NOT NULL CHECK (is_coder IN (0, 1)),
  is_reviewer INTEGER NOT NULL CHECK (is_reviewer IN (0, 1)),
  is_lead     INTEGER NOT NULL CHECK (is_lead IN (0, 1)),
  created_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE data_sets (
  id       TEXT PRIMARY KEY,
  name     TEXT NOT NULL CHECK (name <> ''),
  position REAL NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sources (
  id          TEXT PRIMARY KEY,
  title       TEXT NOT NULL CHECK (title <> ''),
  kind        TEXT NOT NULL CHECK (kind IN ('interview', 'record', 'email', 'note')),
  data_set    TEXT REFERENCES data_sets (id),
  format      TEXT NOT NULL,
  file_name   TEXT NOT NULL,
  imported    TEXT REFERENCES contents (sha256),
  date        TEXT,
  warnings    TEXT NOT NULL CHECK (json_valid(warnings)),
  created_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sources_in_data_set ON sources (data_set);

-- The text of a source at a moment. Immutable; a correction is a further revision.
CREATE TABLE revisions (
  id         TEXT PRIMARY KEY,
  source     TEXT NOT NULL REFERENCES sources (id),
  number     INTEGER NOT NULL CHECK (number > 0),
  text       TEXT NOT NULL REFERENCES contents (sha256),
  structure  TEXT NOT NULL REFERENCES contents (sha256),
  characters INTEGER NOT NULL CHECK (characters > 0),
  words      INTEGER NOT NULL CHECK (words >= 0),
  UNIQUE (source, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX revisions_of_text ON revisions (text);

CREATE TABLE frameworks (
  id          TEXT PRIMARY KEY,
  name        TEXT NOT NULL CHECK (name <> ''),
  kind        TEXT NOT NULL CHECK (kind IN ('inductive', 'deductive')),
  description TEXT NOT NULL,
  position    REAL NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE framework_versions (
  id         TEXT PRIMARY KEY,
  framework  TEXT NOT NULL REFERENCES frameworks (id),
  number     INTEGER NOT NULL CHECK (number > 0),
  note       TEXT NOT NULL,
  codes      TEXT NOT NULL CHECK (json_valid(codes)),
  created_at INTEGER NOT NULL,
  UNIQUE (framework, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE rounds (
  id         TEXT PRIMARY KEY,
  title      TEXT NOT NULL CHECK (title <> ''),
  state      TEXT NOT NULL CHECK (state IN ('open', 'submitted', 'closed')),
  blind      INTEGER NOT NULL CHECK (blind IN (0, 1)),
  version    INTEGER NOT NULL,
  opened_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE round_sources (
  id     TEXT PRIMARY KEY,
  round  TEXT NOT NULL REFERENCES rounds (id),
  source TEXT NOT NULL REFERENCES sources (id),
  position INTEGER NOT NULL,
  UNIQUE (round, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX rounds_of_source ON round_sources (source);

CREATE TABLE round_coders (
  id           TEXT PRIMARY KEY,
  round        TEXT NOT NULL REFERENCES rounds (id),
  coder        TEXT NOT NULL REFERENCES members (id),
  position     INTEGER NOT NULL,
  submitted_at INTEGER,
  UNIQUE (round, coder)
) STRICT, WITHOUT ROWID;
CREATE INDEX rounds_of_coder ON round_coders (coder);

CREATE TABLE codes (
  id            TEXT PRIMARY KEY,
  framework     TEXT NOT NULL REFERENCES frameworks (id),
  parent        TEXT REFERENCES codes (id),
  name          TEXT NOT NULL CHECK (name <> ''),
  definition    TEXT NOT NULL,
  when_to_use   TEXT NOT NULL,
  when_not      TEXT NOT NULL,
  example       TEXT NOT NULL,
  colour        INTEGER NOT NULL CHECK (colour BETWEEN 1 AND 24),
  status        TEXT NOT NULL CHECK (status IN ('provisional', 'agreed', 'retired')),
  position      REAL NOT NULL,
  proposed_in   TEXT REFERENCES rounds (id),
  created_by    TEXT REFERENCES members (id),
  created_at    INTEGER NOT NULL,
  CHECK (parent IS NOT id)
) STRICT, WITHOUT ROWID;
CREATE INDEX codes_of_framework ON codes (framework);
CREATE INDEX codes_under ON codes (parent);

CREATE TRIGGER codes_keep_to_their_framework AFTER INSERT ON codes
WHEN NEW.parent IS NOT NULL
  AND (SELECT framework FROM codes WHERE id = NEW.parent) IS NOT NEW.framework
BEGIN SELECT RAISE(ABORT, 'invariant: a code and its parent belong to one framework'); END;
CREATE TRIGGER codes_make_no_circle AFTER UPDATE OF parent, framework ON codes
WHEN NEW.parent IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'invariant: a code and its parent belong to one framework')
  WHERE (SELECT framework FROM codes WHERE id = NEW.parent) IS NOT NEW.framework;
  SELECT RAISE(ABORT, 'invariant: a code is not under itself')
  WHERE NEW.id IN (
    WITH RECURSIVE above (id) AS (
      SELECT NEW.parent UNION SELECT codes.parent FROM codes JOIN above ON codes.id = above.id
    ) SELECT id FROM above
  );
END;

CREATE TABLE rulings (
  id            TEXT PRIMARY KEY,
  round         TEXT NOT NULL REFERENCES rounds (id),
  disagreement  TEXT NOT NULL,
  kind          TEXT NOT NULL CHECK (kind IN ('omission', 'boundary', 'code', 'polarity')),
  source        TEXT NOT NULL REFERENCES sources (id),
  outcome       TEXT NOT NULL CHECK (outcome IN ('a', 'b', 'both', 'extent', 'code', 'neither')),
  start         INTEGER,
  "end"         INTEGER,
  code          TEXT REFERENCES codes (id),
  reason        TEXT NOT NULL,
  discussed_with TEXT NOT NULL,
  reviewer      TEXT NOT NULL REFERENCES members (id),
  created_at    INTEGER NOT NULL,
  UNIQUE (round, disagreement)
) STRICT, WITHOUT ROWID;

CREATE TABLE codings (
  id         TEXT PRIMARY KEY,
  layer      TEXT NOT NULL CHECK (layer IN ('independent', 'consensus')),
  source     TEXT NOT NULL REFERENCES sources (id),
  revision   TEXT NOT NULL REFERENCES revisions (id),
  start      INTEGER NOT NULL CHECK (start >= 0),
  "end"      INTEGER NOT NULL,
  code       TEXT NOT NULL REFERENCES codes (id),
  coder      TEXT REFERENCES members (id),
  polarity   TEXT CHECK (polarity IN ('facilitator', 'barrier')),
  comment    TEXT NOT NULL,
  round      TEXT REFERENCES rounds (id),
  ruling     TEXT REFERENCES rulings (id),
  created_at INTEGER NOT NULL,
  CHECK (start < "end"),
  CHECK ((layer = 'independent') = (coder IS NOT NULL)),
  CHECK (layer = 'consensus' OR ruling IS NULL),
  CHECK (layer = 'independent' OR round IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX codings_in_source ON codings (source, layer, start);
CREATE INDEX codings_of_code ON codings (code, layer);
CREATE INDEX codings_of_coder ON codings (coder);
CREATE INDEX codings_in_round ON codings (round, layer);
CREATE INDEX codings_of_ruling ON codings (ruling) WHERE ruling IS NOT NULL;

CREATE TRIGGER codings_lie_in_their_text_when_made BEFORE INSERT ON codings
WHEN NOT EXISTS (
  SELECT 1 FROM revisions WHERE id = NEW.revision AND source = NEW.source AND NEW."end" <= characters
)
BEGIN SELECT RAISE(ABORT, 'invariant: a coding lies within its text'); END;
CREATE TRIGGER codings_lie_in_their_text_when_moved BEFORE UPDATE OF source, revision, start, "end" ON codings
WHEN NOT EXISTS (
  SELECT 1 FROM revisions WHERE id = NEW.revision AND source = NEW.source AND NEW."end" <= characters
)
BEGIN SELECT RAISE(ABORT, 'invariant: a coding lies within its text'); END;
CREATE TRIGGER codings_keep_their_coder BEFORE UPDATE OF coder, layer ON codings
WHEN OLD.coder IS NOT NEW.coder OR OLD.layer <> NEW.layer
BEGIN SELECT RAISE(ABORT, 'invariant: a coding belongs to the coder who made it'); END;

CREATE TRIGGER submitted_codings_are_not_added_to BEFORE INSERT ON codings
WHEN NEW.layer = 'independent' AND EXISTS (
  SELECT 1 FROM round_coders WHERE round = NEW.round AND coder = NEW.coder AND submitted_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'invariant: submitted work no longer changes'); END;
CREATE TRIGGER submitted_codings_do_not_change BEFORE UPDATE ON codings
WHEN OLD.layer = 'independent' AND EXISTS (
  SELECT 1 FROM round_coders WHERE round IN (OLD.round, NEW.round) AND coder = OLD.coder AND submitted_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'invariant: submitted work no longer changes'); END;
CREATE TRIGGER submitted_codings_do_not_go BEFORE DELETE ON codings
WHEN OLD.layer = 'independent' AND EXISTS (
  SELECT 1 FROM round_coders WHERE round = OLD.round AND coder = OLD.coder AND submitted_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'invariant: submitted work no longer changes'); END;

-- A closed round's rulings, and the consensus they and the coders' agreement made, stay as they are.
CREATE TRIGGER closed_rounds_take_no_rulings BEFORE INSERT ON rulings
WHEN (SELECT state FROM rounds WHERE id = NEW.round) = 'closed'
BEGIN SELECT RAISE(ABORT, 'invariant: a closed round keeps its rulings'); END;
CREATE TRIGGER closed_rounds_keep_their_rulings BEFORE DELETE ON rulings
WHEN (SELECT state FROM rounds WHERE id = OLD.round) = 'closed'
BEGIN SELECT RAISE(ABORT, 'invariant: a closed round keeps its rulings'); END;
CREATE TRIGGER closed_rounds_take_no_consensus BEFORE INSERT ON codings
WHEN NEW.layer = 'consensus' AND (SELECT state FROM rounds WHERE id = NEW.round) = 'closed'
BEGIN SELECT RAISE(ABORT, 'invariant: a closed round keeps its rulings'); END;
CREATE TRIGGER closed_rounds_keep_their_rulings_as_they_are BEFORE UPDATE ON rulings
WHEN EXISTS (SELECT 1 FROM rounds WHERE id IN (OLD.round, NEW.round) AND state = 'closed')
BEGIN SELECT RAISE(ABORT, 'invariant: a closed round keeps its rulings'); END;
CREATE TRIGGER closed_rounds_keep_their_consensus_as_it_is BEFORE UPDATE ON codings
WHEN OLD.layer = 'consensus'
  AND EXISTS (SELECT 1 FROM rounds WHERE id IN (OLD.round, NEW.round) AND state = 'closed')
BEGIN SELECT RAISE(ABORT, 'invariant: a closed round keeps its rulings'); END;
CREATE TRIGGER closed_rounds_keep_their_consensus BEFORE DELETE ON codings
WHEN OLD.layer = 'consensus' AND (SELECT state FROM rounds WHERE id = OLD.round) = 'closed'
BEGIN SELECT RAISE(ABORT, 'invariant: a closed round keeps its rulings'); END;

CREATE TABLE annotations (
  id         TEXT PRIMARY KEY,
  source     TEXT NOT NULL REFERENCES sources (id),
  revision   TEXT NOT NULL REFERENCES revisions (id),
  start      INTEGER NOT NULL CHECK (start >= 0),
  "end"      INTEGER NOT NULL,
  author     TEXT NOT NULL REFERENCES members (id),
  text       TEXT NOT NULL CHECK (text <> ''),
  round      TEXT REFERENCES rounds (id),
  created_at INTEGER NOT NULL,
  CHECK (start < "end")
) STRICT, WITHOUT ROWID;
CREATE INDEX annotations_in_source ON annotations (source);
CREATE TRIGGER annotations_lie_in_their_text BEFORE INSERT ON annotations
WHEN NOT EXISTS (
  SELECT 1 FROM revisions WHERE id = NEW.revision AND source = NEW.source AND NEW."end" <= characters
)
BEGIN SELECT RAISE(ABORT, 'invariant: an annotation lies within its text'); END;
CREATE TRIGGER annotations_keep_their_author BEFORE UPDATE OF author ON annotations
WHEN OLD.author <> NEW.author
BEGIN SELECT RAISE(ABORT, 'invariant: an annotation belongs to its author'); END;
CREATE TRIGGER submitted_annotations_are_not_added_to BEFORE INSERT ON annotations
WHEN EXISTS (
  SELECT 1 FROM round_coders WHERE round = NEW.round AND coder = NEW.author AND submitted_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'invariant: submitted work no longer changes'); END;
CREATE TRIGGER submitted_annotations_do_not_change BEFORE UPDATE ON annotations
WHEN EXISTS (
  SELECT 1 FROM round_coders WHERE round IN (OLD.round, NEW.round) AND coder = OLD.author AND submitted_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'invariant: submitted work no longer changes'); END;
CREATE TRIGGER submitted_annotations_do_not_go BEFORE DELETE ON annotations
WHEN EXISTS (
  SELECT 1 FROM round_coders WHERE round = OLD.round AND coder = OLD.author AND submitted_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'invariant: submitted work no longer changes'); END;

CREATE TABLE themes (
  id         TEXT PRIMARY KEY,
  parent     TEXT REFERENCES themes (id),
  name       TEXT NOT NULL CHECK (name <> ''),
  summary    TEXT NOT NULL,
  position   REAL NOT NULL,
  created_at INTEGER NOT NULL,
  CHECK (parent IS NOT id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER themes_make_no_circle AFTER UPDATE OF parent ON themes
WHEN NEW.parent IS NOT NULL AND NEW.id IN (
  WITH RECURSIVE above (id) AS (
    SELECT NEW.parent UNION SELECT themes.parent FROM themes JOIN above ON themes.id = above.id
  ) SELECT id FROM above)
BEGIN SELECT RAISE(ABORT, 'invariant: a theme is not under itself'); END;

CREATE TABLE theme_codes (
  id       TEXT PRIMARY KEY,
  theme    TEXT NOT NULL REFERENCES themes (id),
  code     TEXT NOT NULL REFERENCES codes (id),
  position REAL NOT NULL,
  UNIQUE (theme, code)
) STRICT, WITHOUT ROWID;
CREATE INDEX themes_of_code ON theme_codes (code);

CREATE TABLE memos (
  id         TEXT PRIMARY KEY,
  title      TEXT NOT NULL CHECK (title <> ''),
  kind       TEXT NOT NULL CHECK (kind IN ('theme summary', 'analytic', 'methodological', 'reflexive')),
  state      TEXT NOT NULL CHECK (state IN ('draft', 'in review', 'confirmed')),
  about_kind TEXT NOT NULL CHECK (about_kind IN ('theme', 'code', 'source', 'study')),
  about      TEXT,
  author     TEXT REFERENCES members (id),
  body       TEXT NOT NULL REFERENCES contents (sha256),
  words      INTEGER NOT NULL CHECK (words >= 0),
  updated_at INTEGER NOT NULL,
  CHECK ((about_kind = 'study') = (about IS NULL))
) STRICT, WITHOUT ROWID;

-- `about` points into one of three tables, so triggers hold what a foreign key cannot.
CREATE TRIGGER themes_keep_their_memos BEFORE DELETE ON themes
WHEN EXISTS (SELECT 1 FROM memos WHERE about_kind = 'theme' AND about = OLD.id)
BEGIN SELECT RAISE(ABORT, 'invariant: a memo stands on what it is about'); END;
CREATE TRIGGER codes_keep_their_memos BEFORE DELETE ON codes
WHEN EXISTS (SELECT 1 FROM memos WHERE about_kind = 'code' AND about = OLD.id)
BEGIN SELECT RAISE(ABORT, 'invariant: a memo stands on what it is about'); END;
CREATE TRIGGER sources_keep_their_memos BEFORE DELETE ON sources
WHEN EXISTS (SELECT 1 FROM memos WHERE about_kind = 'source' AND about = OLD.id)
BEGIN SELECT RAISE(ABORT, 'invariant: a memo stands on what it is about'); END;

-- Derived from contents when a revision arrives; rebuilt, never journalled.
CREATE TABLE segments (
  revision   TEXT NOT NULL REFERENCES revisions (id) ON DELETE CASCADE,
  number     INTEGER NOT NULL,
  kind       TEXT NOT NULL,
  start      INTEGER NOT NULL,
  body_start INTEGER NOT NULL,
  "end"      INTEGER NOT NULL,
  speaker    TEXT,
  start_ms   INTEGER,
  end_ms     INTEGER,
  PRIMARY KEY (revision, number),
  CHECK (0 <= start AND start <= body_start AND body_start <= "end")
) STRICT, WITHOUT ROWID;
CREATE INDEX segments_by_place ON segments (revision, start);

CREATE VIRTUAL TABLE passages USING fts5 (
  text, revision UNINDEXED, start UNINDEXED, speaker UNINDEXED,
  tokenize = "unicode61 remove_diacritics 2"
);
