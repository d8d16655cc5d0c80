import { Check, CircleAlert, EyeOff, FileCheck2 } from 'lucide-react'
import type { PackageReport } from '#shared/model/merge.ts'
import { arrivingInWords } from '#shared/text/arriving.ts'
import { Badge, CoderBadge } from '../../ui/badge.tsx'
import { counted, dayAndTime } from '../../wording.ts'
import styles from './merge.module.css'
import { whoseIs } from './merge-words.ts'

/** One file: whose it is, what comes of it, what a person must look at, and why it is refused where it is. */
export function PackageItem({ report, isDone }: { report: PackageReport; isDone: boolean }) {
  const { file, status, coder, madeAt, submits, needDecision, notes } = report
  const whose = whoseIs(report)
  return (
    <li className={styles.package} data-status={status}>
      <div className={styles.packageHead}>
        <StatusIcon status={status} />
        <div className={styles.packageWords}>
          <h3 className={styles.packageTitle}>{whose ?? file}</h3>
          <p className={styles.quiet}>
            {whose === null ? '' : `${file} · `}
            {madeAt !== null && `made ${dayAndTime(madeAt)}`}
          </p>
        </div>
        {coder && <CoderBadge name={coder.name} initials={coder.initials} size="small" />}
        {status === 'merged' && coder && (
          <Badge tone={submits ? 'good' : 'plain'}>{submits ? 'Handed in' : 'So far'}</Badge>
        )}
        {status === 'already' && <Badge>Already here</Badge>}
        {status === 'refused' && <Badge tone="danger">Refused</Badge>}
      </div>
      {status === 'merged' ? (
        <>
          <Brings report={report} />
          <Sum report={report} />
          {needDecision.length > 0 && (
            <div>
              <p className={styles.strong}>
                {isDone ? 'For a person to decide' : 'A person will have to decide'}:{' '}
                {counted(needDecision.length, 'step')}
              </p>
              <ul className={styles.meetings}>
                {needDecision
                  .flatMap(({ what, also }) => [what, ...also])
                  .map((each, n) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: hidden ones read alike, and the list does not change
                    <li key={n}>{each}</li>
                  ))}
              </ul>
            </div>
          )}
        </>
      ) : (
        <p className={styles.reason}>
          {report.reason}
          {report.hint !== undefined && <span className={styles.quiet}> {report.hint}</span>}
        </p>
      )}
      {notes.map(note => (
        <p key={note} className={styles.quiet}>
          {note}
        </p>
      ))}
    </li>
  )
}

function StatusIcon({ status }: Pick<PackageReport, 'status'>) {
  if (status === 'refused') return <CircleAlert className={styles.refusedIcon} aria-hidden="true" />
  return status === 'already' ? (
    <Check className={styles.quietIcon} aria-hidden="true" />
  ) : (
    <FileCheck2 className={styles.goodIcon} aria-hidden="true" />
  )
}

/** What comes, as a person counts; while the round is blind only that it is not shown. */
function Brings({ report: { counts, hidden, withheld } }: { report: PackageReport }) {
  if (hidden) {
    return (
      <p className={styles.hidden}>
        <EyeOff aria-hidden="true" />
        {withheld ?? 'Blind until both submit: what it holds is not shown.'}
      </p>
    )
  }
  const words = counts && arrivingInWords(counts)
  return <p>{words ?? 'Nothing that was not here before.'}</p>
}

/** That nothing is lost, as a sum. */
function Sum({ report: { sent, arrived, alreadyHere, withheld, needDecision } }: { report: PackageReport }) {
  if (withheld !== null) return null
  return (
    <dl className={styles.sum} aria-label="What became of every step">
      <div>
        <dt>sent</dt>
        <dd>{sent}</dd>
      </div>
      <span aria-hidden="true">=</span>
      <div>
        <dt>arrived</dt>
        <dd>{arrived}</dd>
      </div>
      <span aria-hidden="true">+</span>
      <div>
        <dt>already here</dt>
        <dd>{alreadyHere}</dd>
      </div>
      <span aria-hidden="true">+</span>
      <div>
        <dt>to decide</dt>
        <dd>{needDecision.length}</dd>
      </div>
    </dl>
  )
}
