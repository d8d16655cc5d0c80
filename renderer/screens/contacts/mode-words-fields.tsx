import { type ContactMode, contactModes, type ModeWords } from '#shared/model/contact.ts'
import { Select } from '../../ui/select.tsx'
import { counted } from '../../wording.ts'
import { modeNames } from './contact-words.ts'
import styles from './contacts.module.css'

const modes = contactModes.map(id => ({ id, label: modeNames[id] }))

/** So many words can be told what they stand for: a column of free text has too many. */
const most = 24

/** What words for a mode stand for that no one mode is known by, for the whole log. */
export function ModeWordsFields({
  words,
  choose,
}: {
  words: readonly ModeWords[]
  choose(words: string, mode: ContactMode): void
}) {
  const more = words.length - most
  return (
    <fieldset className={styles.modeWords}>
      <legend>Words for a mode that are not known</legend>
      <div className={styles.mapping}>
        {words.slice(0, most).map(({ words: said, rows, mode }) => (
          <div key={said} className={styles.mapped}>
            <Select<ContactMode>
              label={`“${said}”`}
              options={modes}
              value={mode}
              onChange={next => choose(said, next)}
            />
            <span className={styles.examples}>{counted(rows, 'row')}</span>
          </div>
        ))}
      </div>
      {more > 0 && (
        <p className={styles.quiet}>And {counted(more, 'other')}, which are taken as the list below says.</p>
      )}
    </fieldset>
  )
}
