import type { Layer } from '#shared/model/coding.ts'
import type { Unblinding } from '#shared/model/round.ts'
import type { StudyReader } from './study-reader.ts'

/** The layers as exports name them. */
export const layerNames: Record<Layer, string> = { independent: 'Independent', consensus: 'Consensus' }

/** What every export says where a blind round keeps codings out of it. */
export const withheldNote =
  'A blind round is open: what other coders did in it is left out here until all of them have submitted.'

/** What an export of rulings says where a round is judged without names. */
export const namesHiddenNote =
  'A round is judged with its coders’ names hidden: there, readings are told apart as the first and the second, in an order drawn for each difference. Names come back when the round is closed.'

/** The day an export is made, as it is printed: `23 November 2026`. */
export const dayOf = (when: Date): string =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' }).format(when)

/** A moment as a person reads it, by this computer's clock: `27 Nov 2026, 14:02`. */
export const momentOf = (when: Date): string =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(when)

/** A day, ISO 8601, as it is printed: `1 April 2020`. */
export const dayInWords = (iso: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${iso}T00:00:00Z`))

/** The layers an export of codings and counts holds: the one asked for, or both. */
export const layersOf = ({ layer }: StudyReader): Layer[] =>
  layer === null ? ['independent', 'consensus'] : [layer]

/** The line that names the layers of an export of both or one. */
export function layersNote(layers: readonly Layer[]): string {
  if (layers.length > 1)
    return 'Layers: independent (each coder’s own codings) and consensus (agreed by both coders or ruled on).'
  return layers[0] === 'consensus'
    ? 'Layer: consensus (codings agreed by both coders or ruled on).'
    : 'Layer: independent (each coder’s own codings).'
}

/** Where something stands by the names above it, as a list of one line or none: `in Coherence`. */
export const placeIn = (path: readonly string[]): string[] =>
  path.length > 1 ? [`in ${pathText(path.slice(0, -1))}`] : []

/** A path of names from the root: `Coherence › Differentiation`. */
export const pathText = (path: readonly string[]): string => path.join(' › ')

/** When and by what a round's blinding ended while it was open, to go after “blind”. */
export const blindUntil = ({ by, because, at }: Unblinding): string =>
  `until ${dayOf(new Date(at))}, when ${by ?? 'the command line'} ended it: ${because}`
