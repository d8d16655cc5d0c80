import { type Dispatch, type RefObject, type SetStateAction, useEffect, useRef, useState } from 'react'
import type { Coding } from '#shared/model/coding.ts'
import type { Span } from '#shared/text/span.ts'
import { type ScreenParams, useNavigation } from '../../state/navigation.ts'
import { useSelectionLength } from '../../state/selection-length.ts'
import { whenTakenBack } from '../../state/taken-back.ts'
import type { CodingSet } from '../../transcript/coding-set.ts'
import { type Row, shownOffset } from '../../transcript/rows.ts'
import { type Selected, spanOf } from '../../transcript/snap.ts'
import type { TranscriptHandle } from '../../transcript/transcript.tsx'
import { announce } from '../../ui/live-announcer.tsx'
import { counted, inSentence, listedInShort } from '../../wording.ts'
import { useBench } from './bench.ts'
import { keepPlace, keptPlace } from './kept-places.ts'
import type { PanelState } from './panel-state.ts'
import { selectionAfter } from './revisions/selection-after.ts'
import type { ReadText } from './use-kept-text.ts'
import { charactersIn, wordsIn } from './words-in.ts'

/**
 * Puts the caret where the screen was opened on, else where this person left the text, and gives the text the keyboard;
 * not where somebody has opened a list meanwhile, that of the sources above the text.
 */
export function useArrival(
  member: string,
  text: ReadText,
  { start, end, coding }: ScreenParams,
  transcript: RefObject<TranscriptHandle | null>,
): void {
  // Of the text as it was come to: a correction does not send anybody back to its beginning.
  const [{ first, left }] = useState(() => ({
    first: text.rows[0]?.bodyStart ?? 0,
    left: keptPlace(member, text.id),
  }))
  const rows = useRef(text.rows)
  useEffect(() => {
    rows.current = text.rows
  })
  const hasArrived = useRef(false)
  const from = typeof start === 'number' ? start : null
  const to = typeof end === 'number' ? end : null
  const chosen = typeof coding === 'string' ? coding : null
  useEffect(() => {
    // Opened again on nothing, as by the screen's own name: who reads stays.
    if (hasArrived.current && from === null) return
    hasArrived.current = true
    const caret = (at: number) => ({ anchor: at, focus: at })
    const selection = from === null ? (left?.selection ?? caret(first)) : caret(from)
    useBench.setState({ selection: within(rows.current, selection), active: chosen })
    if (from !== null)
      transcript.current?.show({ start: from, end: Math.max(from + 1, to ?? 0) }, { flash: true })
    else if (left?.looked != null) transcript.current?.show({ start: left.looked, end: left.looked + 1 })
    if (document.activeElement?.getAttribute('aria-expanded') !== 'true') transcript.current?.focus()
  }, [from, to, chosen, first, left, transcript])
  // Whoever leaves is noted while the text is still in the page.
  useEffect(() => {
    const keep = () => {
      const { selection } = useBench.getState()
      const looked = transcript.current?.looked()
      if (selection && looked !== undefined) keepPlace(member, text.id, { selection, looked })
    }
    const forget = useNavigation.subscribe(keep)
    addEventListener('pagehide', keep)
    return () => {
      forget()
      removeEventListener('pagehide', keep)
    }
  }, [member, text.id, transcript])
}

/** A selection in a text that may have been corrected since it was made. */
const within = (rows: readonly Row[], { anchor, focus }: Selected): Selected => ({
  anchor: shownOffset(rows, anchor),
  focus: shownOffset(rows, focus),
})

/**
 * Carries the selection into a text that was corrected while it is open: it stays on its words where they are
 * untouched, and becomes a caret where they are not. So does the passage that is being annotated.
 */
export function useSelectionKept(text: ReadText, onPanel: Dispatch<SetStateAction<PanelState>>): void {
  const [before, setBefore] = useState(text)
  useEffect(() => {
    if (before.revision === text.revision) return
    setBefore(text)
    onPanel(panel => {
      if (!panel.noting) return panel
      const { start, end } = panel.noting.passage
      const passage = spanOf(selectionAfter(before.text, text.text, { anchor: start, focus: end }))
      return { ...panel, noting: { ...panel.noting, passage: { ...panel.noting.passage, ...passage } } }
    })
    const { selection } = useBench.getState()
    if (!selection) return
    const kept = selectionAfter(before.text, text.text, selection)
    const at = (offset: number) => shownOffset(text.rows, offset)
    useBench.setState({ selection: { anchor: at(kept.anchor), focus: at(kept.focus) } })
  }, [before, text, onPanel])
}

/**
 * Keeps the caret at the chosen coding when that is given another extent, by a key or by taking a step back: the keys
 * and the panel go by both.
 */
export function useCaretFollows(codings: CodingSet<Coding>, active: string | null): void {
  const chosen = active === null ? undefined : codings.get(active)
  const before = useRef(chosen)
  useEffect(() => {
    const was = before.current
    before.current = chosen
    if (!chosen || was?.id !== chosen.id || (was.start === chosen.start && was.end === chosen.end)) return
    const { selection } = useBench.getState()
    if (!selection) return
    const { start, end } = spanOf(selection)
    if (end >= chosen.start && start <= chosen.end) return
    const edge = end < chosen.start ? chosen.start : chosen.end
    useBench.setState({ selection: { anchor: edge, focus: edge } })
  }, [chosen])
}

/** Leads to the passage of a step that was taken back, or done again, in another text than the open one. */
export function useStepsElsewhere(source: string, go: (passage: Span & { source: string }) => void): void {
  const latest = useRef(go)
  useEffect(() => {
    latest.current = go
  })
  useEffect(
    () =>
      whenTakenBack(({ passage }) => {
        if (passage && passage.source !== source) latest.current(passage)
      }),
    [source],
  )
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
 * Says in one what a key brought the caret to, if one did, and which codings it has come into, or that it has left them:
 * painted lines are silent to a screen reader. At an edge it is in the coding, as for the keys that change one. For a
 * caret that was moved through the text: what jumps to a passage says what is there.
 */
export function sayMove(
  codings: CodingSet<Coding>,
  from: Selected | null,
  to: Selected,
  nameOf: (code: string) => string,
  words = '',
): void {
  const at = (place: Selected | null) =>
    place === null
      ? []
      : codings.within(Math.max(0, place.focus - 1), place.focus + 1).map(({ coding }) => coding)
  const [before, here] = [at(from), at(to)]
  const isSame = before.length === here.length && before.every(({ id }, index) => id === here[index]?.id)
  const names = listedInShort(here.map(({ code }) => inSentence(nameOf(code))))
  const now = here.length === 0 ? 'Not coded here' : `${counted(here.length, 'coding')} here: ${names}`
  const said = [words, isSame ? '' : now].filter(Boolean)
  if (said.length > 0) announce(said.join(/\p{P}$/u.test(words) ? ' ' : '. '))
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
