import { useRead } from '../../use-engine.ts'
import { counted, dateOf, listed, number } from '../../wording.ts'
import styles from './mail-head.module.css'

/** What a record said besides its text, above it: read, not coded. Nothing where the source was no row of a table. */
export function RecordHead({ source, date }: { source: string; date: string | null }) {
  const record = useRead('records.ofSource', { source }).data
  if (!record) return null
  const { site, mode, minutes, attended, names, others } = record
  const people = [
    ...(attended === null ? [] : [counted(attended, 'person', 'people')]),
    ...(names.length > 0 ? [listed(names)] : []),
  ]
  const lines = [
    { term: 'Date', words: date === null ? '' : dateOf(date) },
    { term: 'Site', words: site ?? '' },
    { term: 'Mode', words: mode ?? '' },
    { term: 'Minutes', words: minutes === null ? '' : number(minutes) },
    { term: 'Present', words: people.join(': ') },
    ...Object.entries(others).map(([term, words]) => ({ term, words })),
  ].filter(({ words }) => words !== '')
  if (lines.length === 0) return null
  return (
    <header className={styles.head}>
      <dl className={styles.wide}>
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
