import { FolderTree } from 'lucide-react'
import { useMemo } from 'react'
import type { CodedPassage } from '#shared/model/coding.ts'
import { intersection } from '#shared/text/span.ts'
import { useNavigation } from '../../state/navigation.ts'
import { CodeChip } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SegmentedControl } from '../../ui/toggle.tsx'
import { useRead } from '../../use-engine.ts'
import { counted, number } from '../../wording.ts'
import { useKeptFrameworks } from '../code/kept-frameworks.ts'
import { useFrameworkStore } from '../framework/framework-store.ts'
import { type PairDrill, type PairPart, useCompare } from './compare-store.ts'
import { type ComparedPassage, comparedPassages, inCell } from './compared-passages.ts'
import { unitNames } from './figure-words.ts'
import { OpenedPanel } from './opened-panel.tsx'
import { PassageList } from './passage-list.tsx'
import styles from './passage-panel.module.css'
import type { Comparison } from './use-comparison.ts'

interface PairPanelProps {
  comparison: Comparison
  drill: PairDrill
}

/** The passages of a code of the first coder and one of the second, on the same text or each alone. */
export function PairPanel({ comparison, drill }: PairPanelProps) {
  const { coders, codes, report } = comparison
  const { reading, choose } = useCompare()
  const { go } = useNavigation()
  const { kept, keep } = useKeptFrameworks('screen')
  const { pair, part } = drill
  const passages = usePairPassages(comparison, pair)
  const [a, b] = coders
  const isPair = pair.a !== null && pair.b !== null
  const shown = passages && (isPair ? inCell(passages, part) : passages)
  const tally = (which: PairPart) => (passages ? ` ${number(inCell(passages, which).length)}` : '')

  return (
    <OpenedPanel
      title={
        pair.a === pair.b
          ? 'Both gave the same code'
          : isPair
            ? 'Two codes on the same text'
            : `Coded by ${pair.a === null ? b.initials : a.initials}, with no code by the other`
      }
      onClose={() => choose({ drill: null, reading: null })}
    >
      <dl className={styles.meanings}>
        {[
          { who: a.initials, id: pair.a },
          { who: b.initials, id: pair.b },
        ].map(({ who, id }) => {
          const code = id === null ? undefined : codes.get(id)
          return (
            <div key={who}>
              <dt>{who}</dt>
              <dd>
                {code ? (
                  <CodeChip name={code.name} colour={code.colour} path={code.path.join(' › ')} />
                ) : (
                  'no code of this framework'
                )}
                {code && pair.a !== pair.b && <p>{code.definition || 'Not defined yet.'}</p>}
              </dd>
            </div>
          )
        })}
      </dl>
      {isPair && pair.a !== pair.b && reading === null && (
        <Button
          size="small"
          icon={<FolderTree />}
          onPress={() => {
            const both = [pair.a, pair.b].filter(id => id !== null)
            useFrameworkStore.setState({ several: new Set(both) })
            keep({ ...kept, allFolded: false, except: [] })
            go('framework', { code: pair.a ?? '' })
          }}
        >
          Both codes in Framework
        </Button>
      )}
      {isPair && (
        <SegmentedControl<PairPart>
          label="Which passages"
          options={[
            { id: 'both', label: `On the same text${tally('both')}` },
            { id: 'onlyA', label: `Only ${a.initials}’s${tally('onlyA')}` },
            { id: 'onlyB', label: `Only ${b.initials}’s${tally('onlyB')}` },
          ]}
          value={part}
          onChange={chosen => choose({ drill: { pair, part: chosen }, reading: null })}
        />
      )}
      {shown?.length === 0 ? (
        <EmptyState isCompact headingLevel={3} title="No such passage">
          {part === 'both' && report.unit !== 'character'
            ? `The two share a ${unitNames[report.unit].one}, but no character of it: look at each alone.`
            : 'Nothing stands behind this figure.'}
        </EmptyState>
      ) : (
        shown && (
          <>
            <p className={styles.count}>{counted(shown.length, 'passage')}</p>
            <PassageList passages={shown} comparison={comparison} withCode={false} />
          </>
        )
      )}
    </OpenedPanel>
  )
}

/** Both coders' passages of the two codes, matched by overlap; of one code, those that met no code of the other. */
function usePairPassages(
  { coders, codes, round, report }: Comparison,
  pair: PairDrill['pair'],
): ComparedPassage[] | null {
  const asked = (coder: string, code: string | null) => ({
    layer: 'independent' as const,
    coder,
    ...(round ? { round: round.id } : {}),
    ...(code === null ? {} : { code }),
  })
  const a = useRead('codings.passages', asked(coders[0].id, pair.a)).data
  const b = useRead('codings.passages', asked(coders[1].id, pair.b)).data
  return useMemo(() => {
    if (!a || !b) return null
    const compared = new Set(report.sources.map(({ source }) => source))
    const here = (list: typeof a) => list.filter(({ source }) => compared.has(source))
    const name = [...new Set([pair.a, pair.b])].filter(id => id !== null).join(',')
    if (pair.a !== null && pair.b !== null) return comparedPassages(here(a), here(b), name)
    const [own, other] = pair.a === null ? [b, a] : [a, b]
    const framework = codes.get(name)?.framework
    const met = clippedTo(
      here(own),
      here(other).filter(({ code }) => codes.get(code)?.framework === framework),
    )
    const found =
      pair.a === null ? comparedPassages(met, here(own), name) : comparedPassages(here(own), met, name)
    return found.filter(({ onlyA, onlyB }) => (pair.a === null ? onlyB : onlyA) > 0)
  }, [a, b, report, codes, pair.a, pair.b])
}

/** What of some passages lies within others of the same source. */
function clippedTo(within: readonly CodedPassage[], passages: readonly CodedPassage[]): CodedPassage[] {
  const bySource = Map.groupBy(within, ({ source }) => source)
  return passages.flatMap(passage =>
    (bySource.get(passage.source) ?? []).flatMap(own => {
      const shared = intersection(own, passage)
      if (!shared) return []
      return [
        { ...passage, ...shared, text: own.text.slice(shared.start - own.start, shared.end - own.start) },
      ]
    }),
  )
}
