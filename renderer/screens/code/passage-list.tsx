import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import type { Code } from '#shared/model/codebook.ts'
import type { Coding } from '#shared/model/coding.ts'
import type { Member } from '#shared/model/member.ts'
import type { CodingSet } from '../../transcript/coding-set.ts'
import { CodeChip, CoderBadge } from '../../ui/badge.tsx'
import styles from './passage-panel.module.css'

interface PassageListProps {
  text: string
  codings: CodingSet<Coding>
  byId: ReadonlyMap<string, Code>
  members: ReadonlyMap<string, Member>
  active: string | null
  onActivate: (coding: Coding) => void
}

/** Every coded passage of the text in reading order: what the painted lines say, as a plain list. */
export function PassageList({ text, codings, byId, members, active, onActivate }: PassageListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: codings.size,
    getScrollElement: () => scroller.current,
    estimateSize: () => 84,
    overscan: 10,
    getItemKey: at => codings.at(at)?.id ?? at,
  })
  if (codings.size === 0) return <p className={styles.quiet}>No passage of this text is coded yet.</p>
  return (
    <div ref={scroller} className={styles.scroll}>
      <ol
        className={styles.all}
        aria-label="Coded passages in reading order"
        style={{ blockSize: virtual.getTotalSize() }}
      >
        {virtual.getVirtualItems().map(item => {
          const coding = codings.at(item.index)
          if (!coding) return null
          const code = byId.get(coding.code)
          const coder = coding.coder === null ? undefined : members.get(coding.coder)
          return (
            <li
              key={coding.id}
              ref={virtual.measureElement}
              data-index={item.index}
              aria-setsize={codings.size}
              aria-posinset={item.index + 1}
              className={styles.placed}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <button
                type="button"
                className={styles.entry}
                data-active={coding.id === active || undefined}
                onClick={() => onActivate(coding)}
              >
                <span className={styles.entryHead}>
                  <CodeChip
                    name={code?.name ?? 'Removed code'}
                    colour={code?.colour ?? 1}
                    polarity={coding.polarity ?? undefined}
                  />
                  {coder && <CoderBadge name={coder.name} initials={coder.initials} size="small" />}
                </span>
                <span className={styles.quote} dir="auto">
                  {text.slice(coding.start, Math.min(coding.end, coding.start + 240))}
                </span>
              </button>
            </li>
          )
        })}
      </ol>
    </div>
  )
}
