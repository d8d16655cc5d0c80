import { EyeOff } from 'lucide-react'
import { useState } from 'react'
import type { PassageChange, PassageStep } from '#shared/model/operation.ts'
import type { Span } from '#shared/text/span.ts'
import { Badge, CodeDot } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { useRead } from '../../use-engine.ts'
import { dayAndTime, number } from '../../wording.ts'
import styles from './passage-history.module.css'
import { When } from './when.tsx'

/** How many steps are shown at first, and how many more each time. */
const step = 20
/** As many as the engine gives at once; earlier ones are shown instead of these. */
const most = 200

interface PassageHistoryProps {
  source: string
  text: string
  /** Give another key for another passage: it begins at the newest step. */
  passage: Span
}

/** What was done to the codings and annotations of a passage, newest first; those that are gone among them. */
export function PassageHistory({ source, text, passage: { start, end } }: PassageHistoryProps) {
  const [limit, setLimit] = useState(step)
  const [before, setBefore] = useState<string | null>(null)
  const { data, failure, asking } = useRead(
    'history.ofPassage',
    { source, start, end, limit, ...(before === null ? {} : { before }) },
    { keepPrevious: true },
  )
  if (failure) {
    return (
      <Callout tone="error" title={failure.message}>
        {failure.hint}
      </Callout>
    )
  }
  if (!data) return <Spinner />
  const last = data.steps.at(-1)
  const showEarlier = () => {
    if (limit < most) setLimit(Math.min(most, limit + step))
    else if (last) setBefore(last.id)
  }
  return (
    <>
      {data.steps.length === 0 ? (
        <p className={styles.quiet}>Nothing that you may see was done here yet.</p>
      ) : (
        <ol className={styles.steps} aria-label="Steps, newest first" aria-busy={asking}>
          {data.steps.map(each => (
            <Step key={each.id} step={each} text={text} />
          ))}
        </ol>
      )}
      {data.more && (
        <Button size="small" onPress={showEarlier} isPending={asking}>
          Show earlier steps
        </Button>
      )}
      {before !== null && (
        <Button size="small" variant="quiet" onPress={() => setBefore(null)}>
          Back to the newest
        </Button>
      )}
      {data.withheld && (
        <p className={styles.withheld}>
          <EyeOff aria-hidden="true" />
          While a round is blind, the steps of its other coders are not listed.
        </p>
      )}
    </>
  )
}

function Step({ step, text }: { step: PassageStep; text: string }) {
  return (
    <li className={styles.step} data-undone={step.undone || undefined}>
      <p className={styles.by}>
        <span className={styles.who}>{step.who ?? 'Not signed in'}</span>
        <When at={step.at} says={dayAndTime} />
        {step.undone && <Badge>Undone</Badge>}
      </p>
      {step.changes.map(change => (
        <Change key={change.what} change={change} text={text} />
      ))}
      {step.further > 0 && <p className={styles.quiet}>and {number(step.further)} more here</p>}
    </li>
  )
}

function Change({ change: { what, count, colour, moved }, text }: { change: PassageChange; text: string }) {
  const extent = moved?.after ?? moved?.before
  return (
    <>
      <p className={styles.what}>
        {colour !== null && <CodeDot colour={colour} />}
        <span>
          {what}
          {count > 1 && ` × ${number(count)}`}
        </span>
      </p>
      {extent && (
        <p className={styles.words} dir="auto">
          {text.slice(extent.start, Math.min(extent.end, extent.start + 160)).replace(/\s+/g, ' ')}
        </p>
      )}
    </>
  )
}
