import type { TextsApart } from '#shared/model/merge.ts'
import { counted } from '../../wording.ts'
import styles from './merge.module.css'

/** Two texts beside each other where they differ, each difference in its sentence. */
export function TextsBeside({
  texts: { changes, further },
  stands,
  other,
}: {
  texts: TextsApart
  stands: string
  other: string
}) {
  return (
    <>
      <table className={styles.beside}>
        <thead>
          <tr>
            <th scope="col">Stands: {stands}</th>
            <th scope="col">The other: {other}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ start, head, before, after, tail }) => (
            <tr key={start}>
              {[before, after].map((words, side) => (
                <td key={side === 0 ? 'stands' : 'other'} dir="auto">
                  {head}
                  {words !== '' && <mark>{words}</mark>}
                  {tail}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {changes.length === 0 && <p className={styles.quiet}>The words are the same; who speaks is not.</p>}
      {further > 0 && <p className={styles.quiet}>They differ in {counted(further, 'further place')}.</p>}
    </>
  )
}
