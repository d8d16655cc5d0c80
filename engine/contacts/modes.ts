import type { ContactMode, ContactProblem, ContactReading, ModeWords } from '#shared/model/contact.ts'
import { nameKey } from '../cases/same-name.ts'
import { readModes, tidy } from './cells.ts'

/** The mode of a row, as it is read. */
export interface RowMode {
  /** What the row says, '' where it says nothing. */
  words: string
  mode: ContactMode
  /** The modes that its words name, where nobody said what they stand for. */
  named: readonly ContactMode[]
  isSaid: boolean
  /** Whether the words go to the note: they say more than the mode does. */
  isKept: boolean
}

/** What words stand for, by `modeKey`. */
export type SaidModes = ReadonlyMap<string, ContactMode>

/** Words for a mode as they are shown and told apart: on one line, of a length that can be read. */
const wordsOf = (cell: string): string => tidy(tidy(cell).slice(0, 200).toWellFormed())

const modeKey = (cell: string): string => nameKey(wordsOf(cell))

export const saidModesOf = ({ modes = [] }: ContactReading): SaidModes =>
  new Map(modes.map(({ words, mode }) => [modeKey(words), mode]))

/** The mode that a cell says, or that somebody said it stands for. */
export function modeIn(cell: string, said: SaidModes): RowMode {
  const words = wordsOf(cell)
  const meant = words === '' ? undefined : said.get(modeKey(words))
  const named = readModes(cell)
  const isKnown = named.length === 1 || words === '' || nameKey(words) === 'other'
  return {
    words,
    mode: meant ?? named[0] ?? 'other',
    named,
    isSaid: meant !== undefined,
    isKept: meant !== undefined || !isKnown,
  }
}

/** A contact as it would be with its mode read otherwise. */
export interface OtherMode {
  mode: ContactMode
  note: string
}

/** How a row may have come in before somebody said what its words stand for, or since: never as a row with other words. */
export function otherModesOf(
  { words, named: [only, another] }: RowMode,
  noteWith: (isKept: boolean) => string,
): OtherMode[] {
  if (words === '') return []
  const kept = (['phone', 'email', 'face to face', 'other'] as const).map(mode => ({
    mode,
    note: noteWith(true),
  }))
  return only !== undefined && another === undefined ? [{ mode: only, note: noteWith(false) }, ...kept] : kept
}

type Row = { row: number; says: RowMode }

const byWords = (rows: readonly Row[]): Row[][] => [
  ...Map.groupBy(rows, ({ says }) => modeKey(says.words)).values(),
]

/** The words of rows that somebody may say the meaning of, those of most rows first. */
export const modeWordsIn = (rows: readonly Row[]): ModeWords[] =>
  byWords(rows.filter(({ says }) => says.isKept))
    .flatMap(of => {
      const [first] = of
      if (!first) return []
      const { words, mode, isSaid } = first.says
      return [{ words, rows: of.length, mode, isSaid }]
    })
    .sort((a, b) => b.rows - a.rows)

/** What should be looked at of the modes that rows are taken for, once for all rows that say the same. */
export function remarksOnModes(rows: readonly Row[]): ContactProblem[] {
  const unclear = rows.filter(({ says }) => says.words === '' || (says.isKept && !says.isSaid))
  return byWords(unclear).flatMap((of): ContactProblem[] => {
    const [first, ...others] = of
    if (!first) return []
    const { row, says } = first
    const more = others.length === 1 ? '1 more row' : `${others.length.toLocaleString('en-GB')} more rows`
    const where = others.length === 0 ? `Row ${row}` : `Row ${row} and ${more}`
    return [{ row, kind: 'remark', what: `${where}: ${unclearly(says, others.length > 0)}` }]
  })
}

function unclearly({ words, named, mode }: RowMode, isMany: boolean): string {
  if (words === '')
    return isMany ? 'no mode is said; they are taken as other.' : 'says no mode and is taken as other.'
  const names = named.length > 1 ? `names ${named.join(' and ')} and is` : 'is'
  const shown = words.length > 60 ? `${words.slice(0, 59).toWellFormed().trim()}…` : words
  return `“${shown}” ${names} taken as ${mode}; the words are kept in the note. If it is another mode, say which before the log comes in, or change the ${isMany ? 'contacts' : 'contact'}.`
}
