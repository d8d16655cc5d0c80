import '#renderer/theme/install.ts'
import { buildRows } from '#renderer/transcript/rows.ts'
import type { Contestant } from './contestant.ts'
import { makeCodings, makeText } from './material.ts'
import { measuresOf, type PageMeasures } from './page-measures.ts'
import { runWindow, type Show } from './running-window.tsx'

declare global {
  interface Window {
    /** Set once the contestant named in the address is ready to be measured. */
    viewer: PageMeasures
  }
}

/** Each loaded alone: no page holds the code of another. */
const contestants: Record<string, (show: Show) => Promise<Contestant>> = {
  floor: async show => (await import('./floor.ts')).floor(show, false),
  data: async show => (await import('./floor.ts')).floor(show, true),
  uncoded: async show => (await import('./ours.tsx')).ours(show, 'uncoded'),
  ours: async show => (await import('./ours.tsx')).ours(show, 'whole'),
  bare: async show => (await import('./ours.tsx')).ours(show, 'bare'),
  peerSpans: async show => (await import('./peer.ts')).peer(show, 'SPANS'),
  peerHighlights: async show => (await import('./peer.ts')).peer(show, 'CSS_HIGHLIGHTS'),
}

const asked = new URLSearchParams(location.search)
const name = asked.get('contestant') ?? ''
const cell = { characters: Number(asked.get('characters')), codings: Number(asked.get('codings')) }
const host = document.getElementById('host')
const contestant = host && (await contestants[name]?.(runWindow(host)))
if (!contestant) throw new Error(`There is no contestant “${name}”`)
await Promise.all(
  ['400 18px "Source Serif 4 Variable"', '400 14px "Source Sans 3 Variable"'].map(font =>
    document.fonts.load(font),
  ),
)
window.viewer = measuresOf(contestant, host, () => {
  const made = makeText(cell.characters)
  const rows = buildRows(made.text, made.parts, ['Interviewer'])
  const codings = name === 'floor' || name === 'uncoded' ? [] : makeCodings(made, cell)
  return { ...made, rows, codings }
})
