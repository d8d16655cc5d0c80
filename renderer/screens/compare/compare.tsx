import { EyeOff, GitCompareArrows } from 'lucide-react'
import { useMemo } from 'react'
import { RememberedPanes } from '../../remembered-panes.tsx'
import { useNavigation } from '../../state/navigation.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Progress } from '../../ui/progress.tsx'
import type { Pane } from '../../ui/split-panes.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { useSession } from '../../use-engine.ts'
import { BlindNotice } from './blind-notice.tsx'
import { BothCodersReader } from './both-coders-reader.tsx'
import styles from './compare.module.css'
import { useCompare } from './compare-store.ts'
import { ComparisonChoice } from './comparison-choice.tsx'
import { NamesHiddenNotice } from './names-hidden-notice.tsx'
import { Opened } from './opened.tsx'
import { OverallFigures } from './overall-figures.tsx'
import { stanceWords } from './stance-words.ts'
import { type Comparison, useComparison } from './use-comparison.ts'
import { useNameless } from './use-nameless.ts'
import { compareViews, type ViewProps } from './views.tsx'

/** Where two coders agree and differ: the figures, what is behind each, and the text with both in columns. */
export function Compare() {
  const { study } = useSession()
  const { rounds, members, round, comparison, failure, progress, cancel, askAgain } = useComparison()
  const { drill, reading, coefficients, choose } = useCompare()
  const { go } = useNavigation()
  const words = stanceWords[study?.stance ?? 'codebook']
  const withCoefficients = study?.stance !== 'reflexive' || coefficients
  const nameless = useNameless(round)
  const isBlind = round?.state === 'open'
  const place = reading === null ? null : placeOf(reading)
  const readCodes = useReadCodes(comparison, place?.codes ?? null)

  const isShown = !isBlind && !(round && nameless) && comparison !== null && nameless !== null
  const waiting = isBlind ? (
    <BlindNotice round={round} />
  ) : round && nameless ? (
    <NamesHiddenNotice round={round} />
  ) : failure ? (
    <EmptyState
      icon={<GitCompareArrows />}
      title={failure.code === 'cancelled' ? 'The comparison was stopped' : failure.message}
      action={failure.code === 'cancelled' && <Button onPress={askAgain}>Compare again</Button>}
    >
      {failure.hint}
    </EmptyState>
  ) : (
    rounds?.length === 0 && (
      <EmptyState
        icon={<GitCompareArrows />}
        title="No round to compare yet"
        action={
          <Button variant="primary" onPress={() => go('study')}>
            Plan a round
          </Button>
        }
      >
        In a round two coders code the same sources, each without seeing the other’s work. When both have
        submitted, this screen lays their codings side by side.
      </EmptyState>
    )
  )
  // The head stays what it is while figures are on their way, so that a choice being made in it stays open.
  const figures = (
    <div className={styles.figures}>
      <PageHeader
        title={words.title}
        description={words.description}
        aside={
          isBlind && (
            <Badge icon={<EyeOff />}>{round.blind ? 'Blind until both submit' : 'Being coded'}</Badge>
          )
        }
        actions={
          rounds &&
          (rounds.length > 0 || members.length > 1) && (
            <ComparisonChoice rounds={rounds} round={round} members={members} />
          )
        }
      />
      {progress && (
        <Progress
          label="Comparing"
          value={progress.total ? progress.done / progress.total : null}
          onCancel={cancel}
        />
      )}
      {isShown ? (
        <>
          <OverallFigures comparison={comparison} withCoefficients={withCoefficients} words={words} />
          <Views comparison={comparison} withCoefficients={withCoefficients} words={words} />
        </>
      ) : (
        waiting
      )}
    </div>
  )
  const main =
    isShown && place ? (
      <BothCodersReader
        source={place.source}
        start={place.start}
        end={place.end}
        comparison={comparison}
        codes={readCodes}
        onBack={() => choose({ reading: null })}
      />
    ) : (
      figures
    )
  const panes: Pane[] = [
    { id: 'figures', label: isShown && place ? 'Transcript' : 'Figures', content: main, minSize: 480 },
    ...(isShown && drill
      ? [
          {
            id: 'passages',
            label: 'Passages',
            content: (
              <Opened
                comparison={comparison}
                drill={drill}
                withCoefficients={withCoefficients}
                words={words}
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

/** The ways of looking at what is compared, one at a time. */
function Views(props: ViewProps) {
  const { view, choose } = useCompare()
  return (
    <Tabs
      label="What to look at"
      tabs={compareViews.map(({ id, label, Content }) => ({
        id,
        label: label(props.words),
        content: <Content {...props} />,
      }))}
      value={compareViews.some(({ id }) => id === view) ? view : 'codes'}
      onChange={chosen => choose({ view: chosen })}
      isFlush
    />
  )
}

/** Codes and all beneath them, whose codings belong to the passage being read. */
function useReadCodes(comparison: Comparison | null, codes: string | null): ReadonlySet<string> {
  return useMemo(() => {
    const found = new Set<string>()
    const under = (id: string) => {
      found.add(id)
      for (const child of comparison?.codes.values() ?? []) if (child.parent === id) under(child.id)
    }
    for (const code of codes?.split(',') ?? []) under(code)
    return found
  }, [comparison, codes])
}

/** Where a passage's key points: `source code start-end`; of two codes, both with a comma between. */
function placeOf(key: string): { source: string; codes: string; start: number; end: number } | null {
  const [source, codes, span] = key.split(' ')
  const [start, end] = (span ?? '').split('-').map(Number)
  return source && codes && start !== undefined && end !== undefined ? { source, codes, start, end } : null
}
