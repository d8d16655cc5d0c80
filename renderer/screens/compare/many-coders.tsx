import { GitCompareArrows } from 'lucide-react'
import { useState } from 'react'
import { RememberedPanes } from '../../remembered-panes.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import type { Pane } from '../../ui/split-panes.tsx'
import { SegmentedControl } from '../../ui/toggle.tsx'
import { useSession } from '../../use-engine.ts'
import styles from './compare.module.css'
import { type ManyDrill, useCompare } from './compare-store.ts'
import { ComparisonChoice } from './comparison-choice.tsx'
import many from './many-coders.module.css'
import { ManyCodes } from './many-coders-codes.tsx'
import { ManyOverall } from './many-coders-overall.tsx'
import { CoderPairs } from './many-coders-pairs.tsx'
import { ManyPanel } from './many-coders-panel.tsx'
import { stanceWords } from './stance-words.ts'
import { useManyCoders } from './use-many-coders.ts'

/** Three people or more outside rounds: all figures together, code by code, and every two of them. */
export function ManyCoders({ coders }: { coders: readonly string[] }) {
  const { study } = useSession()
  const { coefficients, manyDrill: drill, choose } = useCompare()
  const { rounds, members, comparison, failure } = useManyCoders(coders)
  const [view, setView] = useState<'codes' | 'pairs'>('codes')
  const isReflexive = study?.stance === 'reflexive'
  const withCoefficients = !isReflexive || coefficients
  const props = comparison && {
    comparison,
    withCoefficients,
    drill,
    onOpen: (opened: ManyDrill) => choose({ manyDrill: opened }),
  }
  const shown = props ? (
    <>
      <ManyOverall {...props} onAskCoefficients={() => choose({ coefficients: true })} />
      <div className={styles.viewBar}>
        <SegmentedControl<'codes' | 'pairs'>
          label="How the figures are laid out"
          options={[
            { id: 'codes', label: 'By code' },
            { id: 'pairs', label: 'By pair of coders' },
          ]}
          value={view}
          onChange={setView}
        />
        {view === 'pairs' && (
          <span className={many.hint}>
            All codes in one table, over the sources both have read. A pair opens its own comparison.
          </span>
        )}
      </div>
      {view === 'codes' ? (
        <ManyCodes {...props} />
      ) : (
        <CoderPairs comparison={props.comparison} withCoefficients={withCoefficients} />
      )}
    </>
  ) : (
    failure && (
      <EmptyState icon={<GitCompareArrows />} title={failure.message}>
        {failure.hint}
      </EmptyState>
    )
  )
  // The head stays what it is while figures are on their way, so that a choice being made in it stays open.
  const figures = (
    <div className={styles.figures}>
      <PageHeader
        title={stanceWords[study?.stance ?? 'codebook'].title}
        description={
          isReflexive
            ? 'Where several people read alike and where their readings part.'
            : 'Where several people agree and where they differ.'
        }
        actions={<ComparisonChoice rounds={rounds} round={null} members={members} />}
      />
      {shown}
    </div>
  )
  const panes: Pane[] = [
    { id: 'figures', label: 'Figures', content: figures, minSize: 480 },
    ...(props && drill
      ? [
          {
            id: 'passages',
            label: 'Passages',
            content: (
              <ManyPanel
                key={`${drill.code} ${drill.given}`}
                {...props}
                drill={drill}
                onClose={() => choose({ manyDrill: null })}
              />
            ),
            defaultSize: 372,
            minSize: 280,
            maxSize: 560,
            keepsPixels: true,
          },
        ]
      : []),
  ]
  return (
    <div className={styles.screen}>
      <RememberedPanes name="compare" panes={panes} />
    </div>
  )
}
