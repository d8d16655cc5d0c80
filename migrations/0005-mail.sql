-- What an email needs besides its text.

-- The files that came with a message, in their order. `content` is null where they are too large to keep.
CREATE TABLE attachments (
  id         TEXT PRIMARY KEY,
  source     TEXT NOT NULL REFERENCES sources (id),
  name       TEXT NOT NULL CHECK (name <> ''),
  media_type TEXT NOT NULL CHECK (media_type <> ''),
  bytes      INTEGER NOT NULL CHECK (bytes >= 0),
  content    TEXT REFERENCES contents (sha256),
  position   INTEGER NOT NULL CHECK (position > 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX attachments_of_source ON attachments (source, position);

-- Choices for the whole study that have a default; a row only where a person chose. `id` names the choice.
CREATE TABLE settings (
  id    TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

-- Derived from contents when a revision arrives, as segments are: what says which messages belong together.
CREATE TABLE messages (
  revision   TEXT PRIMARY KEY REFERENCES revisions (id) ON DELETE CASCADE,
  message_id TEXT,
  -- The messages it answers and goes back to, as a list.
  answers    TEXT NOT NULL CHECK (json_valid(answers)),
  subject    TEXT NOT NULL,
  sender     TEXT NOT NULL,
  people     TEXT NOT NULL CHECK (json_valid(people))
) STRICT, WITHOUT ROWID;

INSERT INTO messages (revision, message_id, answers, subject, sender, people)
SELECT r.id, m.mail ->> 'messageId',
  json(iif(m.mail ->> 'inReplyTo' IS NULL, '[]', json_array(m.mail ->> 'inReplyTo'))),
  coalesce(m.mail ->> 'subject', ''), coalesce(m.mail ->> 'from', ''),
  (SELECT json_group_array(value) FROM (
     SELECT value FROM json_each(coalesce(m.mail -> 'to', '[]'))
     UNION ALL SELECT value FROM json_each(coalesce(m.mail -> 'cc', '[]'))))
FROM revisions r
JOIN (SELECT sha256, CAST(bytes AS TEXT) -> '$.mail' AS mail FROM contents WHERE kind = 'structure') m
  ON m.sha256 = r.structure
WHERE json_type(m.mail) = 'object';

-- What was quoted and signed is asked for on its own, and most sources have none of it.
CREATE INDEX segments_around_mail ON segments (revision, start) WHERE kind IN ('quoted', 'signature');
