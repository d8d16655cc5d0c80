import { useEffect } from 'react'
import type { CodeDifference } from '#shared/model/codebook.ts'
import { reasonOfChange } from '#shared/text/reason-of-change.ts'
import { Badge } from '../../ui/badge.tsx'
import { useRead } from '../../use-engine.ts'
import styles from './version-differences.module.css'

const words: Record<CodeDifference['kind'], string> = {
  added: 'added',
  accepted: 'accepted',
  declined: 'declined',
  renamed: 'renamed',
  moved: 'moved',
  redefined: 'defined anew',
  merged: 'merged',
  separated: 'taken apart',
  split: 'split',
  status: 'status',
  example: 'example',
  retired: 'retired',
  restored: 'brought back',
  removed: 'removed',
}

/** Kinds that say all there is to say of before and after. */
const saidByKind: ReadonlySet<CodeDifference['kind']> = new Set([
  'retired',
  'restored',
  'accepted',
  'declined',
])

/** What was done to a framework from one frozen version to another, or to the framework as it stands (`to` null). */
export function VersionDifferences({
  framework,
  from,
  to,
  onShown,
}: {
  framework: string
  from: number
  to: number | null
  /** When what differs, or that nothing does, stands on the screen. */
  onShown: () => void
}) {
  const { data, failure } = useRead('codebook.compareVersions', { framework, from, to })
  const isShown = data !== undefined || failure !== undefined
  useEffect(() => {
    if (isShown) onShown()
  }, [isShown, onShown])
  if (failure) return <p className={styles.quiet}>{failure.message}</p>
  if (!data) return null
  if (data.differences.length === 0) return <p className={styles.quiet}>Nothing differs.</p>
  return (
    <ul className={styles.list}>
      {data.differences.map(({ kind, code, name, before, after, because, proposedBy }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a code may have several examples, and none ever moves
        <li key={`${kind} ${code} ${place}`} className={styles.difference}>
          <span className={styles.line}>
            <span className={styles.name}>{name}</span>
            <Badge>{words[kind]}</Badge>
          </span>
          {proposedBy !== undefined && <span className={styles.quiet}>Proposed by {proposedBy}</span>}
          {before !== null && after !== null && !saidByKind.has(kind) && (
            <span className={styles.sides}>
              <span className={styles.before}>{before || '–'}</span>
              <span>{after || '–'}</span>
            </span>
          )}
          {(before === null || after === null) && <span className={styles.alone}>{after ?? before}</span>}
          {(because.length > 0 ? because : [reasonOfChange(kind, '')]).map((reason, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one reason may be given twice, and none ever moves
            <span key={at} className={styles.quiet}>
              {reason}
            </span>
          ))}
        </li>
      ))}
    </ul>
  )
}
