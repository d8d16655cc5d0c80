import { useState } from 'react'
import { flushSync } from 'react-dom'
import { CodingSet } from '#renderer/transcript/coding-set.ts'
import { offsetAtPoint } from '#renderer/transcript/dom-position.ts'
import type { MarginColumn } from '#renderer/transcript/painted.ts'
import type { Row } from '#renderer/transcript/rows.ts'
import type { Selected } from '#renderer/transcript/snap.ts'
import { Transcript, type TranscriptHandle } from '#renderer/transcript/transcript.tsx'
import type { Mark } from '#shared/model/document.ts'
import type { Contestant } from './contestant.ts'
import { lookOf } from './look-of.ts'
import type { MadeCoding } from './material.ts'
import { isPainted, registered } from './painted-rows.ts'
import type { Show } from './running-window.tsx'

type Codings = CodingSet<MadeCoding>
type Change = (codings: Codings) => Codings

const noMargin: readonly MarginColumn[] = []
/** The same list each time, as the screens give theirs: with another the transcript draws all its rows anew. */
const noMarks: readonly Mark[] = []

interface Shown {
  text: string
  rows: readonly Row[]
  codings: Codings
  hasMargin: boolean
  /** Given once: how to change the codings, and the transcript's handle. */
  onReady: (ready: { change: (by: Change) => void; handle: () => TranscriptHandle | null }) => void
}

let handle: TranscriptHandle | null = null

function Reader({ text, rows, codings: first, hasMargin, onReady }: Shown) {
  const [codings, setCodings] = useState(first)
  const [selection, setSelection] = useState<Selected | null>(null)
  return (
    <Transcript
      ref={each => {
        handle = each
        onReady({ change: setCodings, handle: () => handle })
      }}
      label="Transcript"
      text={text}
      rows={rows}
      marks={noMarks}
      codings={codings}
      look={lookOf}
      {...(hasMargin ? {} : { columns: noMargin })}
      selection={selection}
      onSelect={setSelection}
    />
  )
}

/**
 * Our viewer as the screens use it: whole, without its margin, or without any codings (what its rows alone take).
 * The only file of the benchmark that knows the transcript's props.
 */
export function ours(show: Show, kind: 'whole' | 'bare' | 'uncoded'): Contestant {
  let host: HTMLElement | undefined
  let rows: readonly Row[] = []
  let change: (by: Change) => void = () => {}
  let held: Codings = CodingSet.of<MadeCoding>([])
  const view = () => {
    const found = host?.querySelector('[role="document"]')
    if (!(found instanceof HTMLElement)) throw new Error('The transcript is not mounted')
    return found
  }
  const list = () => {
    const found = view().querySelector('[data-row]')?.parentElement?.parentElement
    if (!found) throw new Error('The transcript has no rows')
    return found
  }
  return {
    mount(into, material) {
      host = into
      rows = material.rows
      held = CodingSet.of(kind === 'uncoded' ? [] : material.codings)
      show(
        <Reader
          text={material.text}
          rows={rows}
          codings={held}
          hasMargin={kind !== 'bare'}
          onReady={ready => {
            change = by =>
              ready.change(before => {
                held = by(before)
                return held
              })
          }}
        />,
      )
    },
    calm: 5,
    view,
    list,
    jump: ({ start, end }) => handle?.show({ start, end }),
    ...(kind === 'uncoded'
      ? {}
      : {
          codes: {
            isOurs: true,
            drawn: registered,
            shows: (_coding, row) => isPainted(row),
            // As a key press does it: at once.
            add: coding => flushSync(() => change(before => before.with(coding))),
            remove: ({ id }) => flushSync(() => change(before => before.without(id))),
            hit(x, y) {
              const at = offsetAtPoint(list(), rows, x, y)
              return at === null ? 0 : held.within(at, at + 1).length
            },
          },
        }),
  }
}
