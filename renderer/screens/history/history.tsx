import { EyeOff, History as HistoryIcon, Undo2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { type JournalChoice, wholeJournal } from '#shared/model/journal.ts'
import type { HistoryEntry } from '#shared/model/operation.ts'
import { redo } from '../../commands/redo.ts'
import { undo } from '../../commands/undo.ts'
import { useCommandContext } from '../../commands/use-command-context.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FailureCallout } from '../../ui/failure-callout.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Toolbar } from '../../ui/toolbar.tsx'
import { useRead } from '../../use-engine.ts'
import { dayHeading } from '../../wording.ts'
import { ExportMenu } from '../reports/export-menu.tsx'
import { Entry } from './entry.tsx'
import styles from './history.module.css'
import { JournalFilter } from './journal-filter.tsx'

const step = 100
/** As many as the engine gives at once; earlier ones are shown instead of these. */
const most = 500

/** The journal in words, newest first: what was done, when and by whom, and the way back. */
export function History() {
  const context = useCommandContext()
  const [choice, setChoice] = useState(wholeJournal)
  const [limit, setLimit] = useState(step)
  const [before, setBefore] = useState<number | null>(null)
  const { data, failure, asking } = useRead('history.list', {
    limit,
    ...(before === null ? {} : { before }),
    ...asked(choice),
  })
  const isNarrowed = Object.values(choice).some(each => each !== null)
  const days = useMemo(() => byDay(data?.entries ?? []), [data])
  const mine = context.session.member?.id ?? null
  const latest =
    context.undo.undo === null
      ? undefined
      : data?.entries.find(entry => entry.by === mine && entry.undoable && !entry.undone)
  const showEarlier = () => {
    const last = data?.entries.at(-1)
    if (limit < most) setLimit(limit => Math.min(most, limit + step))
    else if (last) setBefore(last.sequence)
  }
  return (
    <>
      <PageHeader
        title="History"
        description="Everything that was done in this study. Nothing is erased: taking a step back is a step of its own. Steps that came with a merge are listed as long as the merge stands."
        actions={
          <>
            <ExportMenu what="audit" label="Export as audit trail" chosen={{ audit: choice }} />
            <Button
              icon={<Undo2 />}
              isDisabled={context.undo.undo === null}
              onPress={() => void undo.run(context)}
            >
              Undo my last step
            </Button>
            {context.undo.redo !== null && <Button onPress={() => void redo.run(context)}>Redo</Button>}
          </>
        }
      >
        <Toolbar label="Filter">
          <JournalFilter
            isInToolbar
            choice={choice}
            onChange={chosen => {
              setChoice(chosen)
              setLimit(step)
              setBefore(null)
            }}
          />
        </Toolbar>
      </PageHeader>
      <div className={styles.list}>
        <FailureCallout failure={failure} />
        {data?.withheld && (
          <p className={styles.withheld}>
            <EyeOff aria-hidden="true" />
            While a round is blind, the steps of its other coders are not listed. They are when both have
            submitted.
          </p>
        )}
        {data?.entries.length === 0 && (
          <EmptyState
            isCompact
            icon={<HistoryIcon />}
            title={isNarrowed ? 'No step is like that' : 'Nothing here yet'}
            {...(isNarrowed && {
              action: <Button onPress={() => setChoice(wholeJournal)}>Show every step</Button>,
            })}
          >
            {isNarrowed
              ? 'Choose other people, things or days.'
              : 'Every change in the study is listed here as soon as it is saved.'}
          </EmptyState>
        )}
        {days.map(({ heading, entries }) => (
          <section key={heading} className={styles.day} aria-label={heading}>
            <h2 className={styles.heading}>{heading}</h2>
            <ol className={styles.entries}>
              {entries.map(entry => (
                <Entry
                  key={entry.id}
                  entry={entry}
                  {...(entry === latest ? { onUndo: () => void undo.run(context) } : {})}
                />
              ))}
            </ol>
          </section>
        ))}
        <div className={styles.more}>
          {data?.more && (
            <Button onPress={showEarlier} isPending={asking}>
              Show earlier steps
            </Button>
          )}
          {before !== null && (
            <Button variant="quiet" onPress={() => setBefore(null)}>
              Back to the newest
            </Button>
          )}
        </div>
      </div>
    </>
  )
}

/** What is chosen, as the engine is asked: without what is not. */
const asked = ({ member, thing, from, to }: JournalChoice) => ({
  ...(member === null ? {} : { member }),
  ...(thing === null ? {} : { thing }),
  ...(from === null ? {} : { from }),
  ...(to === null ? {} : { to }),
})

function byDay(entries: readonly HistoryEntry[]): { heading: string; entries: HistoryEntry[] }[] {
  const days: { heading: string; entries: HistoryEntry[] }[] = []
  for (const entry of entries) {
    const heading = dayHeading(entry.at)
    const last = days.at(-1)
    if (last?.heading === heading) last.entries.push(entry)
    else days.push({ heading, entries: [entry] })
  }
  return days
}
