-- What the coders' readings were when a ruling was given, so that one whose coder works on is seen to be another by then.
CREATE TABLE ruled_readings (
  id       TEXT PRIMARY KEY,
  ruling   TEXT NOT NULL REFERENCES rulings (id),
  -- Of each coding that differed, in the order of their ids: [id, revision, start, end, polarity].
  readings TEXT NOT NULL CHECK (json_valid(readings)),
  UNIQUE (ruling)
) STRICT, WITHOUT ROWID;
