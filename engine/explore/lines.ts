import { TandemError } from '#shared/errors.ts'
import type { Attribute } from '#shared/model/case.ts'
import type { MatrixCodes, MatrixColumns } from '#shared/model/matrix.ts'
import { kindName } from '#shared/model/source-kind.ts'
import { listAttributes, storedCases } from '../cases/queries.ts'
import { byName } from '../cases/same-name.ts'
import { listFrameworks } from '../codebook/queries.ts'
import { ofCases, type Placed } from '../codings/placed.ts'
import { all, type Db } from '../db/sql.ts'
import { listMembers } from '../members/queries.ts'
import { listThemes } from '../themes/queries.ts'

/** A row or a column before anything is counted. */
export interface Line {
  id: string
  name: string
  depth: number
  colour: number | null
}

/** Lines in their order, and which of them a coding stands in, by index. */
export interface Lines {
  lines: Line[]
  of: (placed: Placed) => readonly number[]
}

/** Codes of a framework or themes, in tree order; a coding stands in its code's line and in those above it. */
export function codeLines(db: Db, wanted: MatrixCodes, me: string): Lines {
  return wanted.kind === 'codes'
    ? frameworkLines(db, wanted.framework, wanted.topOnly, me)
    : themeLines(db, wanted.topOnly)
}

function frameworkLines(db: Db, framework: string, topOnly: boolean, me: string): Lines {
  const found = listFrameworks(db, me).find(({ id }) => id === framework)
  if (!found)
    throw new TandemError('not-found', 'There is no such framework in this study.', 'Choose another.')
  const shown = found.codes.filter(({ parent }) => !topOnly || parent === null)
  const at = new Map(shown.map(({ id }, index) => [id, index]))
  const parents = new Map(found.codes.map(({ id, parent }) => [id, parent]))
  const of = new Map(
    found.codes.map(({ id }) => [id, upwards(parents, id).flatMap(code => at.get(code) ?? [])]),
  )
  return {
    lines: shown.map(({ id, name, path, colour }) => ({ id, name, depth: path.length - 1, colour })),
    of: ({ code }) => of.get(code) ?? [],
  }
}

function themeLines(db: Db, topOnly: boolean): Lines {
  const themes = listThemes(db)
  const shown = themes.filter(({ parent }) => !topOnly || parent === null)
  const at = new Map(shown.map(({ id }, index) => [id, index]))
  const themeParents = new Map(themes.map(({ id, parent }) => [id, parent]))
  const codeParents = new Map(
    all<{ id: string; parent: string | null }>(db, 'SELECT id, parent FROM codes').map(({ id, parent }) => [
      id,
      parent,
    ]),
  )
  const holding = new Map<string, Set<number>>()
  for (const theme of themes) {
    const above = upwards(themeParents, theme.id).flatMap(id => at.get(id) ?? [])
    for (const code of theme.codes) {
      const lines = holding.get(code) ?? new Set()
      for (const line of above) lines.add(line)
      holding.set(code, lines)
    }
  }
  const of = new Map(
    [...codeParents.keys()].map(code => [
      code,
      [...new Set(upwards(codeParents, code).flatMap(above => [...(holding.get(above) ?? [])]))],
    ]),
  )
  return {
    lines: shown.map(({ id, name }) => ({
      id,
      name,
      depth: upwards(themeParents, id).length - 1,
      colour: null,
    })),
    of: ({ code }) => of.get(code) ?? [],
  }
}

function upwards(parents: ReadonlyMap<string, string | null>, id: string): string[] {
  const line: string[] = []
  for (let at: string | null = id; at !== null; at = parents.get(at) ?? null) line.push(at)
  return line
}

/** The most different values an attribute may have to stand across. */
const mostValues = 60

/** What stands across, where it is not codes. A line without an id takes what has none; it is last. */
export function otherLines(db: Db, wanted: Exclude<MatrixColumns, MatrixCodes>): Lines {
  switch (wanted.kind) {
    case 'data-set':
      return byKey(
        all<{ id: string; name: string }>(db, 'SELECT id, name FROM data_sets ORDER BY position, id'),
        'No data set',
        ({ dataSet }) => [dataSet ?? ''],
      )
    case 'source-kind': {
      const kinds = ['interview', 'record', 'email', 'note'] as const
      return byKey(
        kinds.map(id => ({ id, name: kindName(id) })),
        null,
        ({ kind }) => [kind],
      )
    }
    case 'coder':
      return byKey(
        listMembers(db).map(({ id, name }) => ({ id, name })),
        'Agreed or ruled on',
        ({ coder }) => [coder ?? ''],
      )
    case 'person':
    case 'site':
      return caseLines(db, wanted.kind)
    case 'attribute':
      return attributeLines(db, wanted.attribute)
  }
}

function caseLines(db: Db, kind: 'person' | 'site'): Lines {
  const cases = storedCases(db)
  const known = new Map(cases.map(one => [one.id, one]))
  const as = (id: string): string[] => {
    const one = known.get(id)
    if (one?.kind === kind) return [id]
    return kind === 'site' && one?.site ? [one.site] : []
  }
  return byKey(
    cases.filter(one => one.kind === kind).sort(byName),
    kind === 'person' ? 'No person' : 'No site',
    ofTheir(cases => orNone(cases.flatMap(as))),
  )
}

function attributeLines(db: Db, attribute: string): Lines {
  const found = listAttributes(db).find(({ id }) => id === attribute)
  if (!found)
    throw new TandemError('not-found', 'There is no such attribute in this study.', 'Choose another.')
  const { about } = found
  const values = new Map(
    all<{ case: string; value: string }>(
      db,
      'SELECT "case", value FROM case_values WHERE attribute = ?',
      attribute,
    ).map(row => [row.case, row.value]),
  )
  const distinct = inOrder(found, new Set(values.values()))
  if (distinct.length > mostValues) {
    throw new TandemError(
      'bad-input',
      `“${found.name}” has ${distinct.length} different values, more than a table can show.`,
      'Choose an attribute of few values, or people.',
    )
  }
  const cases = new Map(storedCases(db).map(one => [one.id, one]))
  const valuesFor = (id: string): string[] => {
    const one = cases.get(id)
    const bearer = about === 'site' && one?.kind === 'person' ? one.site : id
    if (bearer === null || cases.get(bearer)?.kind !== about) return []
    return [values.get(bearer) ?? '']
  }
  return byKey(
    distinct.map(value => ({ id: value, name: value })),
    `${found.name} not known`,
    ofTheir(cases => orNone(cases.flatMap(valuesFor))),
  )
}

/** The values of an attribute as people would list them. */
function inOrder({ type, choices }: Attribute, used: ReadonlySet<string>): string[] {
  const rest = [...used].filter(value => !choices.includes(value))
  const sorted =
    type === 'number'
      ? rest.sort((a, b) => Number(a) - Number(b))
      : rest.sort(new Intl.Collator('en-GB', { numeric: true }).compare)
  return [...choices.filter(choice => used.has(choice)), ...sorted]
}

/** Keys that follow from who stands behind a coding. */
function ofTheir(
  keys: (cases: readonly string[]) => readonly string[],
): (placed: Placed) => readonly string[] {
  const known = ofCases(keys)
  return ({ cases }) => known(cases)
}

const orNone = (keys: readonly string[]): readonly string[] => (keys.length === 0 ? [''] : keys)

/** Lines by their ids; what names none of them, or an empty id, stands in the line named `without`. */
function byKey(
  known: readonly { id: string; name: string }[],
  without: string | null,
  keys: (placed: Placed) => readonly string[],
): Lines {
  const lines = known.map(({ id, name }): Line => ({ id, name, depth: 0, colour: null }))
  if (without !== null) lines.push({ id: '', name: without, depth: 0, colour: null })
  const at = new Map(lines.map(({ id }, index) => [id, [index]]))
  const lineOf = (key: string): readonly number[] => at.get(key) ?? at.get('') ?? []
  return {
    lines,
    of(placed) {
      const its = keys(placed)
      return its.length === 1 ? lineOf(its[0] ?? '') : [...new Set(its.flatMap(lineOf))]
    },
  }
}
