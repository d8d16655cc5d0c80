import type { SuggestedPair } from '#shared/model/confusion.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Table } from '../../ui/table.tsx'
import type { TableColumn } from '../../ui/table-head.tsx'
import { useRead } from '../../use-engine.ts'
import { number, share } from '../../wording.ts'
import { CodeName, nameOf } from './code-figures.tsx'
import styles from './compare.module.css'
import { useCompare } from './compare-store.ts'
import { percent } from './figure-words.ts'
import type { Comparison } from './use-comparison.ts'
import { useWhatIsCompared } from './what-is-compared.ts'

/** From which share of the smaller code's text within the larger a pair is listed whatever else. */
const contained = 0.8

interface CodePairsProps {
  comparison: Comparison
  framework: string | null
  /** From which share of the characters that either covers. */
  jaccard: number
}

/** Codes of the two coders that cover the same words: to merge, or to tell apart, when the framework is agreed. */
export function CodePairs({ comparison, framework, jaccard }: CodePairsProps) {
  const { coders, codes } = comparison
  const { drill, choose } = useCompare()
  const [a, b] = coders
  const compared = useWhatIsCompared(comparison)
  const { data: pairs } = useRead(
    'agreement.pairs',
    { ...compared, ...(framework === null ? {} : { framework }), jaccard, contained },
    { keepPrevious: true },
  )
  if (!pairs) return null
  const count = (
    id: string,
    header: string,
    width: string,
    value: (pair: SuggestedPair) => number,
    words: (value: number) => string = number,
  ): TableColumn<SuggestedPair> => ({
    id,
    header,
    width,
    align: 'end',
    cell: pair => words(value(pair)),
    sortValue: value,
  })
  const columns: TableColumn<SuggestedPair>[] = [
    {
      id: 'a',
      header: `${a.initials}’s code`,
      cell: pair => <CodeName code={codes.get(pair.a)} isFlat />,
      sortValue: pair => nameOf(codes, pair.a),
    },
    {
      id: 'b',
      header: `${b.initials}’s code`,
      cell: pair => <CodeName code={codes.get(pair.b)} isFlat />,
      sortValue: pair => nameOf(codes, pair.b),
    },
    count('jaccard', 'Same words', '116px', pair => pair.jaccard, percent),
    count('contained', 'Of the smaller', '132px', pair => pair.contained, percent),
    count('shared', 'Shared', '92px', pair => pair.shared),
    count('onlyA', `Only ${a.initials}’s`, '104px', pair => pair.onlyA),
    count('onlyB', `Only ${b.initials}’s`, '104px', pair => pair.onlyB),
    count('instead', 'One for the other', '148px', pair => pair.instead),
    count('passages', 'Passages', '104px', pair => pair.passages),
  ]
  const selected = drill && 'pair' in drill ? `${drill.pair.a} ${drill.pair.b}` : ''
  return (
    <>
      <p className={styles.explained}>
        Codes that {a.initials} and {b.initials} put on the same text, for the meeting on the framework: to
        merge, or to tell apart by their definitions. Listed where the two share {share(jaccard)} of the
        characters that either covers, or {share(contained)} of the smaller one’s, or have the same name.{' '}
        <i>One for the other</i>: shared characters that neither coder gave the other code too.
      </p>
      <div className={styles.table}>
        <Table
          label="Pairs of codes to discuss"
          columns={columns}
          rows={pairs}
          rowId={pair => `${pair.a} ${pair.b}`}
          minWidth="1120px"
          defaultSort={{ column: 'jaccard', direction: 'descending' }}
          selectionMode="single"
          selected={new Set([selected])}
          onSelectionChange={ids => {
            const pair = pairs.find(each => ids.has(`${each.a} ${each.b}`))
            if (pair) choose({ drill: { pair: { a: pair.a, b: pair.b }, part: 'both' }, reading: null })
          }}
          empty={
            <EmptyState isCompact headingLevel={3} title="No two codes cover the same words">
              Nowhere do a code of {a.name} and another code of {b.name} share as much. Lower the share to see
              more.
            </EmptyState>
          }
        />
      </div>
    </>
  )
}
