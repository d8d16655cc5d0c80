import type { PairedCode, ProposalPair } from '#shared/model/merge.ts'
import { counted } from '../../wording.ts'
import styles from './merge.module.css'

/** Codes that were proposed apart and may be one, side by side; `actions` is what can be done with a pair. */
export function ProposalPairs({
  pairs,
  actions,
}: {
  pairs: readonly ProposalPair[]
  actions?: (pair: ProposalPair) => React.ReactNode
}) {
  return (
    <ul className={styles.pairs} aria-label="Codes that may be one">
      {pairs.map(pair => (
        <li key={`${pair.proposed.id} ${pair.other.id}`} className={styles.pair}>
          <p className={styles.quiet}>{alike(pair)}</p>
          <div className={styles.sides}>
            <Side code={pair.proposed} />
            <Side code={pair.other} />
          </div>
          {actions?.(pair)}
        </li>
      ))}
    </ul>
  )
}

function Side({ code: { name, definition, by, passages } }: { code: PairedCode }) {
  return (
    <div className={styles.side}>
      <p className={styles.strong}>{name}</p>
      <p className={styles.quiet}>
        {by === null ? 'In the framework' : `Proposed by ${by}`} · {counted(passages, 'coding')}
      </p>
      {definition === '' ? <p className={styles.quiet}>No definition yet.</p> : <p>{definition}</p>}
    </div>
  )
}

function alike({ sameName, together }: ProposalPair): string {
  const places = together > 0 ? `on the same words at ${counted(together, 'place')}` : null
  if (!sameName) return `Not called the same, but ${places}`
  return places === null ? 'Called the same' : `Called the same, and ${places}`
}
