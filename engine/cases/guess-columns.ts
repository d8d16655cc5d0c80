import type { Attribute, AttributeType, CaseKind, CaseMapping } from '#shared/model/case.ts'
import { nameKey } from './same-name.ts'
import type { TableCells } from './table-cells.ts'
import { readValue } from './values.ts'

const siteLike =
  /^(?:site|centre|center|ward|hospital|clinic|school|organisation|organization|trust|sted)(?:[ _-]?(?:name|id|no|nr|number|code))?\.?$/i
const nameLike =
  /^(?:(?:case|participant|person|respondent|interviewee|patient|mentor|speaker|member|study|record)?[ _-]?(?:id|name|no|nr|number|code|pseudonym|label|key)|case|participant|person|respondent|interviewee|patient|mentor|navn|id\d*)\.?$/i

/** How a table is most likely meant, from its column names and contents; known attributes keep their type. */
export function guessMapping(
  table: TableCells,
  attributes: readonly Attribute[],
  knownSites: readonly string[],
): CaseMapping {
  const { columns } = table
  const named = columns.findIndex(column => nameLike.test(column.trim()))
  const sites = columns.findIndex(column => siteLike.test(column.trim()))
  const name = named >= 0 ? named : sites === 0 ? 0 : firstTelling(table, sites)
  const aboutSites = name === sites || (sites < 0 && namesSites(table, name, knownSites))
  const kind: CaseKind = aboutSites ? 'site' : 'person'
  const site = kind === 'person' && sites >= 0 ? sites : null
  return {
    kind,
    name,
    site,
    attributes: columns.flatMap((head, column) =>
      column === name || column === site || isEmpty(table, column)
        ? []
        : [{ column, name: head, type: typeOf(table, column, known(attributes, kind, head)) }],
    ),
  }
}

/** The attribute of the kind that a column's name means. */
export const known = (
  attributes: readonly Attribute[],
  about: CaseKind,
  head: string,
): Attribute | undefined => attributes.find(one => one.about === about && nameKey(one.name) === nameKey(head))

const typeOf = (table: TableCells, column: number, of: Attribute | undefined): AttributeType =>
  of?.type ?? guessType(valuesIn(table, column))

/** The first column whose cells are all filled and all different, other than `not`; else the first. */
function firstTelling(table: TableCells, not: number): number {
  const found = table.columns.findIndex((_, column) => {
    if (column === not) return false
    const values = valuesIn(table, column)
    return values.length === table.rows.length && new Set(values.map(nameKey)).size === values.length
  })
  return Math.max(0, found)
}

function namesSites(table: TableCells, column: number, knownSites: readonly string[]): boolean {
  const keys = new Set(knownSites.map(nameKey))
  const values = valuesIn(table, column)
  return values.length > 0 && values.every(value => keys.has(nameKey(value)) || /^site\b/i.test(value))
}

const isEmpty = (table: TableCells, column: number): boolean => valuesIn(table, column).length === 0

/** The filled cells of a column. */
export const valuesIn = ({ rows }: TableCells, column: number): string[] =>
  rows.map(({ cells }) => cells[column]?.trim() ?? '').filter(value => value !== '')

const fewChoices = 12
const longestChoice = 60

/** What the values of a column all are; text where they are of several kinds. */
export function guessType(values: readonly string[]): AttributeType {
  const all = (type: AttributeType) =>
    values.length > 0 && values.every(value => 'value' in readValue({ type, choices: [] }, value))
  if (values.every(value => /^(?:yes|no|y|n|true|false)$/i.test(value)) && values.length > 0) return 'yes-no'
  if (all('number')) return 'number'
  if (all('date')) return 'date'
  const distinct = new Set(values.map(nameKey)).size
  const isChoice =
    distinct <= fewChoices &&
    distinct < values.length &&
    distinct <= Math.max(2, values.length / 2) &&
    values.every(value => value.length <= longestChoice)
  return isChoice ? 'choice' : 'text'
}

/** The different values of a column, as first spelled, in the order of names. */
export function choicesIn(values: readonly string[]): string[] {
  const spelled = new Map<string, string>()
  for (const value of values) {
    const key = nameKey(value)
    if (!spelled.has(key)) spelled.set(key, value.trim().replace(/\s+/gu, ' '))
  }
  return [...spelled.values()].sort(new Intl.Collator('en-GB', { numeric: true }).compare)
}
