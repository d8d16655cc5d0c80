import { isDeepStrictEqual } from 'node:util'
import { TandemError } from '#shared/errors.ts'
import type { Attribute, Case, CaseKind, CaseTable } from '#shared/model/case.ts'
import { type ParticipantsChoice, standingParticipants } from '#shared/model/report.ts'
import { mean, percent } from './half-up.ts'
import type { StudyReader } from './study-reader.ts'
import { dayInWords, dayOf } from './words.ts'

/** What is the same of every participants table, whatever its format. */
export const participantsExport = {
  what: 'participants',
  whatName: 'Participants table',
  description:
    'People or sites by their attributes, in groups: n (%) and mean (range), with what is missing counted.',
}

/** What holds where nothing is chosen. */
export const usualParticipants: ParticipantsChoice = {
  kind: 'person',
  groupBy: null,
  attributes: null,
  decimals: 1,
}

/** A line of the table: an attribute's own, or one under it. Cells by group; null where the line is a heading. */
export interface ParticipantsRow {
  label: string
  /** What the cells give, for the line of an attribute: `n (%)`, `mean (range)`, `range`. */
  measure: string | null
  level: 0 | 1
  cells: string[] | null
}

export interface Participants {
  studyTitle: string
  day: string
  /** The columns: each group with how many cases are in it; all of them last. */
  groups: { name: string; n: number }[]
  /** The lines of each attribute, those under it included. */
  sections: ParticipantsRow[][]
  notes: string[]
}

/** More different texts than this are counted instead of listed. */
const listedTexts = 20
/** Where nothing is known of anybody in a group. */
const nothing = '–'

/** The participants table as every format of its export shows it. Throws where what was chosen is not there. */
export function participantsOf(study: StudyReader): Participants {
  const table = study.cases()
  const standing = standingParticipants(study.participants, table.attributes)
  const { kind, groupBy, attributes, decimals } = standing
  const cases = table.cases.filter(one => one.kind === kind)
  const groups = groupsOf(table, cases, kind, groupBy)
  const by = groups.length > 1 || groupBy !== null ? attributeNamed(table, kind, groupBy) : undefined
  const shown =
    attributes === null
      ? table.attributes.filter(one => one.about === kind && one.id !== by?.id)
      : attributes.map(name => mustBe(table, kind, name))
  const what = kind === 'person' ? 'people' : 'sites'
  const columns = groupBy === null ? groups : [...groups, { name: 'All', cases }]
  return {
    studyTitle: study.study.title,
    day: dayOf(study.madeAt),
    groups: columns.map(({ name, cases: of }) => ({ name, n: of.length })),
    sections: cases.length === 0 ? [] : shown.map(one => section(one, columns, decimals)),
    notes:
      cases.length === 0
        ? [`The study has no ${what} yet.`]
        : [
            ...(shown.length === 0 ? [`Nothing is recorded of the ${what} yet.`] : []),
            ...(isDeepStrictEqual(standing, study.participants)
              ? []
              : [
                  'An attribute that was chosen for this table is no longer here, or is a number or a date by now; the usual stands in its place.',
                ]),
            `Per cents are of all ${what} in a column, those whose value is missing included; means and ranges are of the values known.`,
            `Rounded half up, to ${decimals === 1 ? '1 decimal' : `${decimals} decimals`}. An attribute without a line “Missing” is known of everyone.`,
          ],
  }
}

interface Group {
  name: string
  cases: Case[]
}

function groupsOf(table: CaseTable, cases: Case[], kind: CaseKind, groupBy: string | null): Group[] {
  if (groupBy === null) return [{ name: 'All', cases }]
  const withoutEmpty = (groups: Group[]) => groups.filter(group => group.cases.length > 0)
  if (isSite(groupBy)) {
    if (kind === 'site') {
      throw new TandemError('bad-input', 'Sites are not grouped by site.', 'Choose an attribute of sites.')
    }
    const sites = table.cases.filter(one => one.kind === 'site')
    return withoutEmpty([
      ...sites.map(({ id, name }) => ({ name, cases: cases.filter(one => one.site === id) })),
      { name: 'No site', cases: cases.filter(one => one.site === null) },
    ])
  }
  const by = mustBe(table, kind, groupBy)
  if (by.type === 'number' || by.type === 'date') {
    throw new TandemError(
      'bad-input',
      `“${by.name}” is a ${by.type}, and groups are of words.`,
      'Choose a choice, a yes or no, or a text.',
    )
  }
  return withoutEmpty([
    ...wordsOf(by, cases).map(value => ({
      name: value,
      cases: cases.filter(one => one.values[by.id] === value),
    })),
    { name: `${by.name} missing`, cases: cases.filter(one => one.values[by.id] === undefined) },
  ])
}

const isSite = (groupBy: string): boolean => groupBy.toLowerCase() === 'site'

const attributeNamed = (table: CaseTable, kind: CaseKind, word: string | null): Attribute | undefined =>
  word === null
    ? undefined
    : table.attributes.find(
        one => one.about === kind && (one.id === word || one.name.toLowerCase() === word.toLowerCase()),
      )

function mustBe(table: CaseTable, kind: CaseKind, word: string): Attribute {
  const found = attributeNamed(table, kind, word)
  if (found) return found
  const names = table.attributes.filter(one => one.about === kind).map(({ name }) => name)
  throw new TandemError(
    'not-found',
    `There is no attribute “${word}” of ${kind === 'person' ? 'people' : 'sites'}.`,
    names.length === 0 ? 'Add attributes under Cases.' : `Known: ${names.join(', ')}.`,
  )
}

/** The values an attribute of words has among the cases: choices in their order, yes before no, texts by name. */
function wordsOf({ id, type, choices }: Attribute, cases: readonly Case[]): string[] {
  const used = new Set(cases.flatMap(one => one.values[id] ?? []))
  if (type === 'choice') return choices.filter(choice => used.has(choice))
  if (type === 'yes-no') return ['yes', 'no'].filter(word => used.has(word))
  return [...used].sort(new Intl.Collator('en-GB', { numeric: true }).compare)
}

function section(attribute: Attribute, groups: readonly Group[], decimals: number): ParticipantsRow[] {
  const { id, name, type } = attribute
  const share = (n: number, of: number) => (of === 0 ? nothing : `${n} (${percent(n, of, decimals)})`)
  const under = (label: string, counts: (cases: readonly Case[]) => number): ParticipantsRow => ({
    label,
    measure: null,
    level: 1,
    cells: groups.map(({ cases }) => share(counts(cases), cases.length)),
  })
  const all = [...new Set(groups.flatMap(group => group.cases))]
  const missing = all.some(one => one.values[id] === undefined)
    ? [under('Missing', cases => cases.filter(one => one.values[id] === undefined).length)]
    : []
  if (type === 'number' || type === 'date') {
    const told = groups.map(({ cases }) => {
      const values = cases.flatMap(one => one.values[id] ?? [])
      if (values.length === 0) return nothing
      return type === 'number' ? `${mean(values, decimals)} (${numberRange(values)})` : dateRange(values)
    })
    const measure = type === 'number' ? 'mean (range)' : 'range'
    return [{ label: name, measure, level: 0, cells: told }, ...missing]
  }
  const words = wordsOf(attribute, all)
  const rows =
    type === 'text' && words.length > listedTexts
      ? [
          under(
            `Known (${words.length} different texts)`,
            cases => cases.filter(one => id in one.values).length,
          ),
        ]
      : words.map(word => under(word, cases => cases.filter(one => one.values[id] === word).length))
  return [{ label: name, measure: 'n (%)', level: 0, cells: null }, ...rows, ...missing]
}

function numberRange(values: readonly string[]): string {
  const sorted = [...values].sort((a, b) => Number(a) - Number(b))
  return `${sorted[0]}–${sorted.at(-1)}`
}

function dateRange(values: readonly string[]): string {
  const sorted = [...values].sort()
  const [first = '', last = ''] = [sorted[0], sorted.at(-1)]
  return first === last ? dayInWords(first) : `${dayInWords(first)} – ${dayInWords(last)}`
}

/** A line's label with what its cells give: `Age, mean (range)`. */
export const labelOf = ({ label, measure }: ParticipantsRow): string =>
  measure === null ? label : `${label}, ${measure}`

/** A column's head: `OT (n = 19)`. */
export const headOf = ({ name, n }: { name: string; n: number }): string => `${name} (n = ${n})`
