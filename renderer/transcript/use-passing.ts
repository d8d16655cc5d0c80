import { useMemo } from 'react'
import type { Span } from '#shared/text/span.ts'
import type { PassingLayers, PassingSpan } from './highlighter.ts'
import type { PaintedNote } from './painted.ts'
import { SpanTree } from './span-tree.ts'

interface PassingOptions {
  found: readonly Span[]
  current: number
  notes: readonly PaintedNote[]
  from: number
  to: number
  flash: Span | null
  /** The codings under the pointer and chosen. */
  lit: readonly PassingSpan[]
}

const byStart = (a: Span, b: Span): number => a.start - b.start

const over = (spans: readonly PassingSpan[]) => SpanTree.of(byStart, spans)

/** Everything that lies over the codings, each layer searchable by place. */
export function usePassing(options: PassingOptions): PassingLayers {
  const { found, current, notes, from, to, flash, lit } = options
  const looked = found[current]
  const foundSpans = useMemo(() => over(found), [found])
  const noteSpans = useMemo(() => over(notes), [notes])
  const litSpans = useMemo(() => over(lit), [lit])
  const currentSpan = useMemo(() => over(looked ? [looked] : []), [looked])
  const selectedSpan = useMemo(() => over(from < to ? [{ start: from, end: to }] : []), [from, to])
  const flashSpan = useMemo(() => over(flash ? [flash] : []), [flash])
  return useMemo(
    () => ({
      found: foundSpans,
      note: noteSpans,
      lit: litSpans,
      current: currentSpan,
      selected: selectedSpan,
      flash: flashSpan,
    }),
    [foundSpans, noteSpans, litSpans, currentSpan, selectedSpan, flashSpan],
  )
}
