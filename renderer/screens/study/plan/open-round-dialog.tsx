import { useState } from 'react'
import type { SampleAsked } from '#shared/model/round.ts'
import { Button } from '../../../ui/button.tsx'
import { Callout } from '../../../ui/callout.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { FailureCallout } from '../../../ui/failure-callout.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { useClient, useRead } from '../../../use-engine.ts'
import { counted } from '../../../wording.ts'
import { asksSomething, filterSources } from '../../sources/filter-sources.ts'
import { useStep } from '../../use-step.ts'
import { dueWords } from '../due-words.ts'
import { CodingPart } from './coding-part.tsx'
import { filterInWords } from './filter-in-words.ts'
import styles from './plan.module.css'
import { dueOf, emptyPlan, type PlanDraft } from './plan-draft.ts'
import { SourcesPart } from './sources-part.tsx'

/** Plans a round: who codes and how, and which sources, chosen by hand or drawn. */
export function OpenRoundDialog({ close }: { close: () => void }) {
  const client = useClient()
  const members = useRead('members.list', {}).data ?? []
  const sources = useRead('sources.list', {}).data ?? []
  const rounds = useRead('rounds.list', {}).data ?? []
  const coders = members.filter(({ roles }) => roles.includes('coder'))
  const [draft, setDraft] = useState(emptyPlan)
  const [part, setPart] = useState<'coding' | 'sources'>('coding')
  const { take, failure, busy } = useStep()
  const change = (what: Partial<PlanDraft>) => setDraft(known => ({ ...known, ...what }))

  const title = draft.title ?? `Round ${rounds.length + 1}`
  const a = draft.a ?? coders[0]?.id ?? null
  const b = draft.b ?? coders.find(({ id }) => id !== a)?.id ?? null
  const due = dueOf(draft.due)
  const listed = filterSources(sources, draft.filter)
  const sample = sampleOf(
    draft,
    listed.map(({ id }) => id),
  )
  const drawn = useRead('rounds.draw', sample, { keepPrevious: true })
  const number =
    draft.how === 'hand'
      ? draft.chosen.size
      : sample && !drawn.failure
        ? (drawn.data?.sources.length ?? 0)
        : 0
  const isReady =
    title.trim() !== '' && a !== null && b !== null && a !== b && due.why === undefined && number > 0

  const open = () =>
    take(async () => {
      if (a === null || b === null) return
      const { unit, blind, mayAddCodes, note, agree } = draft
      const which = draft.how === 'sample' && sample ? { sample } : { sources: [...draft.chosen] }
      const how = { unit, blind, mayAddCodes, agree, note: note.trim(), due: due.day }
      await client.rounds.open({ title: title.trim(), coders: [a, b], ...which, ...how })
      close()
    })

  return (
    <Dialog
      title="Open a round"
      description="Two coders code the same sources, each alone. The framework’s version is frozen as it stands."
      size="large"
      isOpen
      isHeld
      onOpenChange={opened => !opened && close()}
      footer={
        <>
          <Button onPress={close}>Cancel</Button>
          {part === 'coding' && (
            <Button variant={number > 0 ? 'secondary' : 'primary'} onPress={() => setPart('sources')}>
              Next: sources
            </Button>
          )}
          {(part === 'sources' || number > 0) && (
            <Button variant="primary" isDisabled={!isReady} isPending={busy} onPress={open}>
              {number > 0 ? `Open with ${counted(number, 'source')}` : 'Open the round'}
            </Button>
          )}
        </>
      }
    >
      <div className={styles.plan}>
        <FailureCallout failure={failure} />
        {coders.length < 2 && (
          <Callout tone="warn" title="A round needs two coders.">
            Add a person with the role of coder first; the list of people is on the Study screen.
          </Callout>
        )}
        <Tabs
          label="Parts of the plan"
          value={part}
          onChange={setPart}
          tabs={[
            {
              id: 'coding',
              label: 'Who and how',
              content: (
                <CodingPart
                  draft={draft}
                  title={title}
                  pair={[a, b]}
                  coders={coders}
                  dueWhy={due.why}
                  isLate={due.day !== null && dueWords(due.day).isLate}
                  change={change}
                />
              ),
            },
            {
              id: 'sources',
              label: 'Sources',
              ...(number > 0 ? { count: number } : {}),
              content: (
                <SourcesPart draft={draft} sources={sources} listed={listed} drawn={drawn} change={change} />
              ),
            },
          ]}
        />
      </div>
    </Dialog>
  )

  function sampleOf(plan: PlanDraft, among: string[]): SampleAsked | null {
    const { how, size, share, number: many, by, seed } = plan
    const asked = size === 'share' ? share : many
    if (how !== 'sample' || asked === null || seed === null || among.length === 0) return null
    return {
      among,
      described: asksSomething(plan.filter) ? filterInWords(plan.filter, sources) : 'all of the study',
      size: size === 'share' ? { share: asked / 100 } : { number: asked },
      by,
      seed,
    }
  }
}
