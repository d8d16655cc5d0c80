import { History } from 'lucide-react'
import { useState } from 'react'
import type { KeptSummary } from '#shared/model/kept-agreement.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FailureCallout } from '../../ui/failure-callout.tsx'
import { useAct, useClient, useRead } from '../../use-engine.ts'
import { unitFor, useCompare } from './compare-store.ts'
import { unitNames } from './figure-words.ts'
import styles from './over-time.module.css'
import { OverTimeChange } from './over-time-change.tsx'
import { OverTimeDrift } from './over-time-drift.tsx'
import { KeptResults } from './over-time-results.tsx'
import { usualPair } from './over-time-words.ts'
import type { Comparison } from './use-comparison.ts'

interface OverTimeProps {
  comparison: Comparison
  withCoefficients: boolean
}

/** Agreement over time: the results the study keeps, what changed between two, and drift within the round. */
export function OverTime({ comparison, withCoefficients }: OverTimeProps) {
  const { round, report } = comparison
  const { unit: chosenUnit, withInterviewer, withQuoted } = useCompare()
  const unit = unitFor(chosenUnit, round)
  const { data: kept, failure } = useRead('agreement.kept', {})
  const [chosen, setChosen] = useState<readonly string[] | null>(null)
  const client = useClient()
  const { run, busy } = useAct()
  const results = kept?.results ?? []
  const there = chosen?.filter(id => results.some(result => result.id === id))
  const isShown = ({ unit: counted, options }: KeptSummary): boolean =>
    counted === unit &&
    options.withInterviewer === withInterviewer &&
    options.withQuoted === withQuoted &&
    options.codes === null
  const pair = there ?? usualPair(results, isShown) ?? []
  const isKept = results.some(
    result => result.round === round?.id && isShown(result) && result.changedSince.length === 0,
  )
  return (
    <div className={styles.overTime}>
      <section aria-labelledby="kept-results" className={styles.part}>
        <div className={styles.head}>
          <h2 id="kept-results">Kept results</h2>
          {round && kept && !isKept && (
            <Button
              size="small"
              isPending={busy}
              onPress={() =>
                void run(
                  () =>
                    client.agreement.keep({
                      round: round.id,
                      unit,
                      withInterviewer,
                      withQuoted,
                    }),
                  {
                    undoable: `Kept the result of “${round.title}” by ${unitNames[unit].many}.`,
                  },
                )
              }
            >
              Keep this result
            </Button>
          )}
          <p className={styles.quiet}>
            {round === null
              ? 'Results are kept of rounds; choose one to keep another.'
              : isKept
                ? `What is shown above, counted in ${unitNames[report.unit].many}, is kept.`
                : `What is shown above, counted in ${unitNames[report.unit].many}, is not kept yet.`}
          </p>
        </div>
        <FailureCallout failure={failure} />
        {kept && results.length === 0 ? (
          <EmptyState isCompact headingLevel={3} icon={<History />} title="No result is kept yet">
            A round’s figures are kept by themselves when both coders have submitted, by characters and by
            words.
          </EmptyState>
        ) : (
          <KeptResults
            results={results}
            chosen={pair}
            onChoose={setChosen}
            withCoefficients={withCoefficients}
          />
        )}
        {kept?.hidden.map(sentence => (
          <p key={sentence} className={styles.quiet}>
            {sentence}
          </p>
        ))}
      </section>
      {results.length > 1 && (
        <OverTimeChange pair={pair} codes={comparison.codes} withCoefficients={withCoefficients} />
      )}
      {round && <OverTimeDrift comparison={comparison} round={round} withCoefficients={withCoefficients} />}
    </div>
  )
}
