import { useMemo } from 'react'
import type { Span } from '#shared/text/span.ts'
import type { PassingLayers } from './highlighter.ts'
import { IntervalIndex } from './interval-index.ts'
import type { PaintedCoding, PaintedNote } from './painted.ts'

interface PassingOptions {
  found: readonly Span[]
  current: number
  notes: readonly PaintedNote[]
  from: number
  to: number
  flash: Span | null
  active: string | null
  hovered: string | null
  byId: ReadonlyMap<string, PaintedCoding>
}

/** Everything that lies over the codings, each layer searchable by place. */
export function usePassing(options: PassingOptions): PassingLayers {
  const { found, current, notes, from, to, flash, active, hovered, byId } = options
  const foundIndex = useMemo(() => new IntervalIndex(found), [found])
  const noteIndex = useMemo(() => new IntervalIndex(notes), [notes])
  const lit = useMemo(
    () => new IntervalIndex([active, hovered].flatMap(id => (id === null ? [] : (byId.get(id) ?? [])))),
    [active, hovered, byId],
  )
  return useMemo(() => {
    const looked = found[current]
    return {
      found: foundIndex,
      note: noteIndex,
      lit,
      current: new IntervalIndex(looked ? [looked] : []),
      selected: new IntervalIndex(from < to ? [{ start: from, end: to }] : []),
      flash: new IntervalIndex(flash ? [flash] : []),
    }
  }, [found, foundIndex, noteIndex, lit, current, from, to, flash])
}
