import type { MailHeader } from '#shared/model/document.ts'
import { dateOf, listed } from '../../wording.ts'
import styles from './mail-head.module.css'

/** The header of an email above its text: read, not coded. */
export function MailHead({ mail }: { mail: MailHeader }) {
  const lines = [
    { term: 'From', words: mail.from ?? '' },
    { term: 'To', words: listed(mail.to ?? []) },
    { term: 'Copy', words: listed(mail.cc ?? []) },
    { term: 'Date', words: mail.date === undefined ? '' : dateOf(mail.date) },
    { term: 'With', words: listed((mail.attachments ?? []).map(({ name }) => name)) },
  ].filter(({ words }) => words !== '')
  return (
    <header className={styles.head}>
      {mail.subject !== undefined && <p className={styles.subject}>{mail.subject}</p>}
      <dl className={styles.lines}>
        {lines.map(({ term, words }) => (
          <div key={term} className={styles.line}>
            <dt>{term}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </header>
  )
}
