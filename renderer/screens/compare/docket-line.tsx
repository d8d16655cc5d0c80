import type { DisagreementKind } from '#shared/model/disagreement.ts'
import type { Round } from '#shared/model/round.ts'
import { useNavigation } from '../../state/navigation.ts'
import { useRead } from '../../use-engine.ts'
import { counted, number } from '../../wording.ts'
import { docketCounts } from './docket-counts.ts'
import styles from './overall-figures.module.css'
import type { StanceWords } from './stance-words.ts'
import type { Comparison } from './use-comparison.ts'

interface DocketLineProps {
  comparison: Comparison
  round: Round
  words: StanceWords
}

/** The round's differences as Adjudicate counts them, each kind opening the docket narrowed to it. */
export function DocketLine({ comparison, round, words }: DocketLineProps) {
  const items = useRead('adjudication.disagreements', { round: round.id }).data
  const { go } = useNavigation()
  if (!items || items.length === 0) return null
  const [a, b] = comparison.coders
  const { kinds, alone } = docketCounts(items, [a.id, b.id])
  const named: readonly [DisagreementKind, string][] = [
    ['omission', counted(kinds.omission, ...words.omission)],
    ['boundary', `${number(kinds.boundary)} of extent`],
    ['code', `${number(kinds.code)} of code`],
    ['slot', `${number(kinds.slot)} of framework slot`],
    ['polarity', `${number(kinds.polarity)} of polarity`],
  ]
  return (
    <p className={styles.docket}>
      <span>To adjudicate, {counted(items.length, ...words.difference)}:</span>
      {named.map(
        ([kind, name]) =>
          kinds[kind] > 0 && (
            <span key={kind}>
              <button
                type="button"
                className={styles.kind}
                title="Show these in Adjudicate"
                onClick={() => go('adjudicate', { round: round.id, kind })}
              >
                {name}
              </button>
              {kind === 'omission' &&
                `: ${a.initials} alone ${number(alone[0])}, ${b.initials} alone ${number(alone[1])}`}
            </span>
          ),
      )}
    </p>
  )
}
