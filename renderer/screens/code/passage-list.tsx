import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useCallback, useLayoutEffect, useRef, useState } from 'react'
import type { Code } from '#shared/model/codebook.ts'
import type { Coding } from '#shared/model/coding.ts'
import type { Member } from '#shared/model/member.ts'
import { turnName } from '../../transcript/caret-words.ts'
import type { CodingSet } from '../../transcript/coding-set.ts'
import { type Row, rowAt } from '../../transcript/rows.ts'
import { CodeChip, CoderBadge } from '../../ui/badge.tsx'
import { useDrawnWith } from '../../ui/drawn-with.ts'
import styles from './passage-panel.module.css'

interface PassageListProps {
  text: string
  rows: readonly Row[]
  codings: CodingSet<Coding>
  byId: ReadonlyMap<string, Code>
  called: ReadonlyMap<string, string>
  members: ReadonlyMap<string, Member>
  active: string | null
  onActivate: (coding: Coding) => void
}

/**
 * Every coded passage of the text in reading order: what the painted lines say, as a plain list. Tab comes to one of
 * them, arrows, Page Up and Page Down, Home and End go along them, Enter goes to the passage. Only what is in view is
 * drawn, and the one the keyboard is on.
 */
export function PassageList(props: PassageListProps) {
  const { text, rows, codings, byId, called, members, active, onActivate } = props
  const scroller = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLOListElement>(null)
  const hasKeyboard = useRef(false)
  const [stop, setStop] = useState<{ id: string | null; at: number }>({ id: active, at: 0 })
  const found = stop.id === null ? -1 : codings.indexOf(stop.id)
  // Where it is gone, the one that has come into its place.
  const at = found >= 0 ? found : Math.min(stop.at, codings.size - 1)
  const virtual = useVirtualizer({
    count: codings.size,
    getScrollElement: () => scroller.current,
    estimateSize: () => 102,
    overscan: 10,
    getItemKey: useCallback((index: number) => codings.at(index)?.id ?? index, [codings]),
    rangeExtractor: useDrawnWith(at),
  })
  const stopId = codings.at(at)?.id
  // The keyboard goes with the stop, by a key and where the passage that had it is gone.
  useLayoutEffect(() => {
    if (!hasKeyboard.current || stopId === undefined) return
    list.current?.querySelector<HTMLElement>('[data-stop]')?.focus({ preventScroll: true })
  }, [stopId])
  const keyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const { startIndex = 0, endIndex = 0 } = virtual.range ?? {}
    const page = Math.max(1, endIndex - startIndex)
    const places: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: codings.size - 1,
    }
    const place = places[event.key]
    if (place === undefined) return
    event.preventDefault()
    const to = Math.max(0, Math.min(codings.size - 1, place))
    setStop({ id: codings.at(to)?.id ?? null, at: to })
    virtual.scrollToIndex(to)
  }
  if (codings.size === 0) return <p className={styles.quiet}>No passage of this text is coded yet.</p>
  return (
    <div ref={scroller} className={styles.scroll}>
      <ol
        ref={list}
        className={styles.all}
        aria-label="Coded passages in reading order"
        style={{ blockSize: virtual.getTotalSize() }}
        onKeyDown={keyDown}
        onFocus={() => {
          hasKeyboard.current = true
        }}
        onBlur={() => {
          hasKeyboard.current = false
        }}
      >
        {virtual.getVirtualItems().map(item => {
          const coding = codings.at(item.index)
          if (!coding) return null
          const code = byId.get(coding.code)
          const row = rowAt(rows, coding.start)
          const where = row ? turnName(row) : ''
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
                tabIndex={item.index === at ? 0 : -1}
                data-stop={item.index === at || undefined}
                onFocus={() => setStop({ id: coding.id, at: item.index })}
                data-active={coding.id === active || undefined}
                onClick={() => onActivate(coding)}
              >
                <span className={styles.entryHead}>
                  <CodeChip
                    name={called.get(coding.code) ?? 'Removed code'}
                    colour={code?.colour ?? 1}
                    polarity={coding.polarity ?? undefined}
                  />
                  {coder && <CoderBadge name={coder.name} initials={coder.initials} size="small" />}
                </span>
                <span className={styles.entryWhere} title={where}>
                  {where}
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
