import { type RefObject, useEffect, useState } from 'react'
import type { Coding } from '#shared/model/coding.ts'
import type { Span } from '#shared/text/span.ts'
import type { ScreenParams } from '../../state/navigation.ts'
import { useSelectionLength } from '../../state/selection-length.ts'
import type { CodingSet } from '../../transcript/coding-set.ts'
import { shownOffset } from '../../transcript/rows.ts'
import { type Selected, spanOf } from '../../transcript/snap.ts'
import type { TranscriptHandle } from '../../transcript/transcript.tsx'
import { announce } from '../../ui/live-announcer.tsx'
import { counted, listed } from '../../wording.ts'
import { useBench } from './bench.ts'
import { selectionAfter } from './revisions/selection-after.ts'
import type { ReadText } from './use-kept-text.ts'
import { charactersIn, wordsIn } from './words-in.ts'

/**
 * Puts the caret where the screen was opened on, and gives the text the keyboard; not where somebody has opened a list
 * meanwhile, that of the sources above the text.
 */
export function useArrival(
  text: ReadText,
  { start, end }: ScreenParams,
  transcript: RefObject<TranscriptHandle | null>,
): void {
  // Of the text as it was come to: a correction does not send anybody back to its beginning.
  const [first] = useState(text.rows[0]?.bodyStart ?? 0)
  const from = typeof start === 'number' ? start : null
  const to = typeof end === 'number' ? end : null
  useEffect(() => {
    const at = from ?? first
    useBench.setState({ selection: { anchor: at, focus: at }, active: null })
    if (from !== null)
      transcript.current?.show({ start: from, end: Math.max(from + 1, to ?? 0) }, { flash: true })
    if (document.activeElement?.getAttribute('aria-expanded') !== 'true') transcript.current?.focus()
  }, [from, to, first, transcript])
}

/**
 * Carries the selection into a text that was corrected while it is open: it stays on its words where they are
 * untouched, and becomes a caret where they are not.
 */
export function useSelectionKept(text: ReadText): void {
  const [before, setBefore] = useState(text)
  useEffect(() => {
    if (before.revision === text.revision) return
    setBefore(text)
    const { selection } = useBench.getState()
    if (!selection) return
    const kept = selectionAfter(before.text, text.text, selection)
    const at = (offset: number) => shownOffset(text.rows, offset)
    useBench.setState({ selection: { anchor: at(kept.anchor), focus: at(kept.focus) } })
  }, [before, text])
}

/** Keeps the status line's word on what is selected. */
export function useSelectionWords({ text: words, rows }: ReadText, selection: Selected | null): void {
  useEffect(() => {
    const span = selection && spanOf(selection)
    useSelectionLength.setState({
      length:
        !span || span.start === span.end
          ? null
          : {
              characters: charactersIn({ text: words, rows }, span),
              words: wordsIn({ text: words, rows }, span),
            },
    })
  }, [words, rows, selection])
  // Not between two selections: the status line would be drawn once more for each.
  useEffect(() => () => useSelectionLength.setState({ length: null }), [])
}

/**
 * Says which codings the caret has come into, or that it has left them: painted lines are silent to a screen reader.
 * At an edge it is in the coding, as for
 * the keys that change one. For a caret that was moved through the text: what jumps to a passage says what is there.
 */
export function sayEntered(
  codings: CodingSet<Coding>,
  from: Selected | null,
  to: Selected,
  nameOf: (code: string) => string,
): void {
  const at = (place: Selected | null) =>
    place === null
      ? []
      : codings.within(Math.max(0, place.focus - 1), place.focus + 1).map(({ coding }) => coding)
  const [before, here] = [at(from), at(to)]
  if (before.length === here.length && before.every(({ id }, index) => id === here[index]?.id)) return
  announce(
    here.length === 0
      ? 'Not coded here'
      : `${counted(here.length, 'coding')} here: ${listed(here.map(({ code }) => nameOf(code)))}`,
  )
}

/** A passage that was dragged, or null where something else was. */
export function draggedSpan(data: string): Span | null {
  try {
    const { start, end } = JSON.parse(data) as Partial<Span>
    return typeof start === 'number' && typeof end === 'number' && start < end ? { start, end } : null
  } catch {
    return null
  }
}
