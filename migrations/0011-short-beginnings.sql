-- The search index with beginnings of up to three letters of its own: a short one stands in nearly every passage, and
-- gathering it from all the words that begin so took longer than a person types. Derived, and made anew.
CREATE VIRTUAL TABLE new_passages USING fts5 (
  text, revision UNINDEXED, start UNINDEXED, speaker UNINDEXED,
  tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3'
);
INSERT INTO new_passages (rowid, text, revision, start, speaker)
SELECT rowid, text, revision, start, speaker FROM passages;
DROP TABLE passages;
ALTER TABLE new_passages RENAME TO passages;
