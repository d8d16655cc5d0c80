import '#renderer/theme/install.ts'
import { buildRows } from '#renderer/transcript/rows.ts'
import type { Contestant } from './contestant.ts'
import { makeCodings, makeText } from './material.ts'
import { measuresOf, type PageMeasures } from './page-measures.ts'

declare global {
  interface Window {
    /** Set once the contestant named in the address is ready to be measured. */
    viewer: PageMeasures
  }
}

/** Each loaded alone: no page holds the code of another. */
const contestants: Record<string, () => Promise<Contestant>> = {
  floor: async () => (await import('./floor.ts')).floor(false),
  data: async () => (await import('./floor.ts')).floor(true),
  uncoded: async () => (await import('./ours.tsx')).ours('uncoded'),
  ours: async () => (await import('./ours.tsx')).ours('whole'),
  bare: async () => (await import('./ours.tsx')).ours('bare'),
  peerSpans: async () => (await import('./peer.ts')).peer('SPANS'),
  peerHighlights: async () => (await import('./peer.ts')).peer('CSS_HIGHLIGHTS'),
}

const asked = new URLSearchParams(location.search)
const name = asked.get('contestant') ?? ''
const cell = { characters: Number(asked.get('characters')), codings: Number(asked.get('codings')) }
const contestant = await contestants[name]?.()
const host = document.getElementById('host')
if (!contestant || !host) throw new Error(`There is no contestant “${name}”`)
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
