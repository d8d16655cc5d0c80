import type { MergedPackage } from '#shared/model/merge.ts'
import { Paper } from '../../ui/paper.tsx'
import { moment } from '../../wording.ts'
import styles from './merge.module.css'
import { whoseIs } from './merge-words.ts'

/** In place of a figure that is withheld, and of a sum that would tell it. */
const none = '–'

/** The conservation sheet as it comes out of the printer: every package, and that nothing of it is lost. */
export function PrintedSheet({ study, merged }: { study: string; merged: readonly MergedPackage[] }) {
  const standing = merged.filter(({ undone }) => !undone)
  const withheld = standing.find(each => each.withheld !== null)?.withheld ?? null
  const sum = (of: (each: MergedPackage) => number | null) =>
    withheld === null ? standing.reduce((total, each) => total + (of(each) ?? 0), 0) : none
  return (
    <Paper className={styles.sheet}>
      <h2>What was merged into “{study}”</h2>
      <p>
        Printed {moment(new Date().toISOString())}. Counted in steps of the history: sent = arrived + already
        here + to decide.
      </p>
      {withheld !== null && <p>{withheld}</p>}
      <table>
        <thead>
          <tr>
            <th>Package</th>
            <th>Made</th>
            <th>Merged</th>
            <th>Sent</th>
            <th>Arrived</th>
            <th>Already here</th>
            <th>To decide</th>
          </tr>
        </thead>
        <tbody>
          {standing.map(each => (
            <tr key={each.id}>
              <td>
                {whoseIs(each)}
                {each.coder && (each.submits ? ', handed in' : ', so far')}
              </td>
              <td>{moment(each.madeAt)}</td>
              <td>{moment(each.mergedAt)}</td>
              <td>{each.sent ?? none}</td>
              <td>{each.arrived ?? none}</td>
              <td>{each.alreadyHere ?? none}</td>
              <td>{each.needDecision ?? none}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={3}>Together</td>
            <td>{sum(({ sent }) => sent)}</td>
            <td>{sum(({ arrived }) => arrived)}</td>
            <td>{sum(({ alreadyHere }) => alreadyHere)}</td>
            <td>{sum(({ needDecision }) => needDecision)}</td>
          </tr>
        </tfoot>
      </table>
    </Paper>
  )
}
