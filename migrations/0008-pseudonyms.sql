-- That the study has a key of pseudonyms, and its id: the key itself is a file apart, with the real names sealed in it.
CREATE TABLE pseudonym_keys (
  id         TEXT PRIMARY KEY,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
