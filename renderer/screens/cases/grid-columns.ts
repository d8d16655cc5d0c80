import type { Attribute, Case, CaseKind } from '#shared/model/case.ts'
import { dateOf } from '../../wording.ts'

/** A column of the grid of cases. */
export interface GridColumn {
  /** What the engine knows it by, where it can be written: `name`, `site`, `note` or an attribute's id. */
  id: string
  head: string
  attribute: Attribute | null
  isWritten: boolean
  isNumber: boolean
  /** Whether an empty cell is something to be found out, and shows. */
  isMissed: boolean
  /** CSS pixels. */
  width: number
  /** What may be chosen while writing. */
  choices: readonly string[]
  /** What is kept, as it is written and copied; empty where nothing is known. */
  kept(of: Case): string
  /** What is kept, as it is read. */
  shown(of: Case): string
}

interface Known {
  attributes: readonly Attribute[]
  /** Names of sites by id. */
  sites: ReadonlyMap<string, string>
  /** How many codings may be seen of a case, by id. */
  codings: Readonly<Record<string, number>> | undefined
}

/** The columns of people, or of sites: what every case has, its attributes between. */
export function gridColumns(kind: CaseKind, { attributes, sites, codings }: Known): GridColumn[] {
  const plain = { attribute: null, isWritten: true, isNumber: false, isMissed: false, choices: [] }
  const column = (
    id: string,
    head: string,
    width: number,
    kept: (of: Case) => string,
    rest: Partial<GridColumn> = {},
  ): GridColumn => ({ ...plain, id, head, width, kept, shown: kept, ...rest })
  const count = { isWritten: false, isNumber: true }
  return [
    column('name', kind === 'person' ? 'Person' : 'Site', 180, one => one.name),
    ...(kind === 'person'
      ? [
          column('site', 'Site', 130, one => sites.get(one.site ?? '') ?? '', {
            choices: [...sites.values()],
            isMissed: true,
          }),
        ]
      : []),
    ...attributes.filter(one => one.about === kind).map(ofAttribute),
    column('sources', 'Sources', 84, one => String(new Set(one.links.map(l => l.source)).size), count),
    column('codings', 'Codings', 84, one => (codings ? String(codings[one.id] ?? 0) : ''), count),
    column('note', 'Note', 220, one => one.note, { shown: one => one.note.replace(/\s+/g, ' ') }),
  ]
}

function ofAttribute(attribute: Attribute): GridColumn {
  const { id, name, type, choices } = attribute
  const kept = (of: Case) => of.values[id] ?? ''
  return {
    id,
    head: name,
    attribute,
    isWritten: true,
    isNumber: type === 'number',
    isMissed: true,
    width: type === 'text' ? 170 : 130,
    choices: type === 'choice' ? choices : type === 'yes-no' ? ['yes', 'no'] : [],
    kept,
    shown: type === 'date' ? of => (kept(of) === '' ? '' : dateOf(kept(of))) : kept,
  }
}

/** What a column is ordered by: numbers by their size, the rest as kept; undefined where nothing is known. */
export function sortValue(column: GridColumn, of: Case): string | number | undefined {
  const kept = column.kept(of)
  if (kept === '') return undefined
  return column.isNumber ? Number(kept) : kept
}
