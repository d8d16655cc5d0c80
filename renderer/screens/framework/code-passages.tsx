import { useVirtualizer } from '@tanstack/react-virtual'
import { Quote } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { overlapInWords } from '#shared/model/agreed-rule.ts'
import type { Code } from '#shared/model/codebook.ts'
import type { CodedPassage } from '#shared/model/coding.ts'
import { Badge, CoderBadge } from '../../ui/badge.tsx'
import { Callout } from '../../ui/callout.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { useDrawnWith } from '../../ui/drawn-with.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useRead } from '../../use-engine.ts'
import { counted, number } from '../../wording.ts'
import styles from './code-passages.module.css'

interface CodePassagesProps {
  code: Code
  /** How many of its codings the figures count: those in quoted replies alone may be left out. */
  counted: number
  hasCodesUnder: boolean
  onOpen: (passage: CodedPassage) => void
}

const none: readonly CodedPassage[] = []

/** All passages of a code on one page, source by source, each with who said it and who coded it. */
export function CodePassages({ code, counted: inFigures, hasCodesUnder, onOpen }: CodePassagesProps) {
  const [withUnder, setWithUnder] = useState(false)
  const reading = useRead('codings.passages', { code: code.id, withDescendants: withUnder && hasCodesUnder })
  const { data = none, failure } = reading
  const passages = useMemo(
    () => data.toSorted((a, b) => a.sourceTitle.localeCompare(b.sourceTitle) || a.start - b.start),
    [data],
  )
  const scroller = useRef<HTMLDivElement>(null)
  /** The passage that has the keyboard. */
  const [held, setHeld] = useState<string | null>(null)
  const virtual = useVirtualizer({
    count: passages.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 96,
    overscan: 8,
    getItemKey: at => passages[at]?.id ?? at,
    rangeExtractor: useDrawnWith(held === null ? -1 : passages.findIndex(({ id }) => id === held)),
  })
  const sources = new Set(passages.map(({ source }) => source)).size
  const own = passages.filter(passage => passage.code === code.id).length
  const quoted = reading.loading ? 0 : own - inFigures
  return (
    <div className={styles.passages}>
      <div className={styles.head}>
        <p className={styles.count}>
          {passages.length === 0
            ? ''
            : `${counted(passages.length, 'coding')} in ${counted(sources, 'source')}${quoted > 0 ? `; ${number(quoted)} only in what emails quote, not counted` : ''}`}
        </p>
        {hasCodesUnder && (
          <Checkbox isSelected={withUnder} onChange={setWithUnder}>
            With the codes under it
          </Checkbox>
        )}
      </div>
      {failure && (
        <Callout tone="error" title={failure.message}>
          {failure.hint}
        </Callout>
      )}
      {!reading.loading && passages.length === 0 && !failure && (
        <EmptyState isCompact icon={<Quote />} title="No passage yet" headingLevel={3}>
          Passages coded with “{code.name}” are gathered here, with who said them and who coded them.
        </EmptyState>
      )}
      <div ref={scroller} className={styles.scroll}>
        <ol
          className={styles.list}
          aria-label={`Passages of ${code.name}`}
          style={{ blockSize: virtual.getTotalSize() }}
        >
          {virtual.getVirtualItems().map(item => {
            const passage = passages[item.index]
            if (!passage) return null
            const isFirst = passages[item.index - 1]?.source !== passage.source
            return (
              <li
                key={passage.id}
                ref={virtual.measureElement}
                data-index={item.index}
                aria-posinset={item.index + 1}
                aria-setsize={passages.length}
                className={styles.item}
                style={{ transform: `translateY(${item.start}px)` }}
                onFocus={() => setHeld(passage.id)}
                onBlur={() => setHeld(null)}
              >
                {isFirst && <h3 className={styles.source}>{passage.sourceTitle}</h3>}
                <Passage
                  passage={passage}
                  isNamed={passage.code !== code.id}
                  onOpen={() => onOpen(passage)}
                />
              </li>
            )
          })}
        </ol>
      </div>
    </div>
  )
}

function Passage({
  passage,
  isNamed,
  onOpen,
}: {
  passage: CodedPassage
  isNamed: boolean
  onOpen: () => void
}) {
  return (
    <button type="button" className={styles.passage} onClick={onOpen} title="Open in the transcript">
      <span className={styles.quote}>{passage.text}</span>
      <span className={styles.by}>
        {passage.coderName !== null && (
          <CoderBadge name={passage.coderName} initials={passage.coderInitials ?? ''} size="small" />
        )}
        {passage.speaker !== null && <span>{passage.speaker}</span>}
        {isNamed && <span>{passage.codeName}</span>}
        {passage.byRule && <Badge>agreed by rule: {overlapInWords(passage.byRule)}</Badge>}
        {passage.polarity && <Badge>{passage.polarity}</Badge>}
        {passage.comment !== '' && <span className={styles.comment}>{passage.comment}</span>}
      </span>
    </button>
  )
}
