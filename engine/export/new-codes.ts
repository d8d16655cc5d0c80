import type { Saturation } from '#shared/model/theme.ts'
import { counted, number } from './agreement-words.ts'
import type { StudyReader } from './study-reader.ts'
import { dayInWords, dayOf, layerNames, withheldNote } from './words.ts'
import type { XlsxCell, XlsxColumn } from './writing/xlsx.ts'

/** What is the same of every list of new codes, whatever its format. */
export const newCodesExport = {
  what: 'new-codes',
  whatName: 'New codes by source',
  description:
    'How the codes grew from source to source (saturation): for each its codes, those that no source before it has, and how many there are by then.',
}

/** How the codes grew, as every format shows it. */
export interface NewCodes {
  studyTitle: string
  day: string
  notes: string[]
  /** In words. */
  layer: string
  columns: XlsxColumn[]
  /** A row for each source in which something is coded, by date. */
  rows: XlsxCell[][]
}

/** The first of the columns that hold figures; those after it do too. */
export const firstFigure = 3

/** New codes source by source, of the consensus unless the other layer is asked for. */
export function newCodesOf(study: StudyReader): NewCodes {
  const layer = study.layer ?? 'consensus'
  const { points } = study.newCodes(layer)
  return {
    studyTitle: study.study.title,
    day: dayOf(study.madeAt),
    layer: layerNames[layer],
    notes: [
      `Layer: ${layerNames[layer].toLowerCase()}. Sources stand by their dates, those without one after them as they came; codes of deductive frameworks are not counted.`,
      newCodesSentence(points) ?? 'Nothing is coded there yet.',
      ...(study.withheld ? [withheldNote] : []),
    ],
    columns: [
      { head: 'No.', width: 6 },
      { head: 'Source', width: 40 },
      { head: 'Date', width: 14 },
      { head: 'Codes', width: 10 },
      { head: 'New codes', width: 12 },
      { head: 'Codes so far', width: 14 },
    ],
    rows: points.map(({ title, date, codes, fresh, seen }, at) => [
      at + 1,
      title,
      date === null ? 'no date' : dayInWords(date.slice(0, 10)),
      codes,
      fresh,
      seen,
    ]),
  }
}

/** What the growth comes to, as a sentence of a report, or null where nothing is coded. */
export function newCodesSentence(points: Saturation['points']): string | null {
  const last = points.findLastIndex(({ fresh }) => fresh > 0)
  const all = points.at(-1)
  if (!all) return null
  const since = points.length - 1 - last
  const after =
    since === 0
      ? 'the last source still brought a new one'
      : `the last new one came with the ${ordinal(last + 1)} source, and ${since === 1 ? 'the one source' : `the ${number(since)} sources`} after it brought none`
  return `${counted(all.seen, 'code')} in ${counted(points.length, 'coded source')}, taken by date: ${after}.`
}

/** `1st`, `22nd`, `113th`. */
function ordinal(n: number): string {
  const endings: Record<string, string> = { one: 'st', two: 'nd', few: 'rd' }
  const rule = new Intl.PluralRules('en-GB', { type: 'ordinal' }).select(n)
  return `${number(n)}${endings[rule] ?? 'th'}`
}
