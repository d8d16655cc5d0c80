import type { Attribute } from '#shared/model/case.ts'
import type { Framework } from '#shared/model/codebook.ts'
import type { Layer } from '#shared/model/coding.ts'
import type { MatrixCodes, MatrixColumns } from '#shared/model/matrix.ts'

/** What stands on a side, as one word a list of choices can hold: `codes ID`, `themes`, `attribute ID`, `person`. */
export type Side = string

interface Choice {
  id: Side
  label: string
}

/** What may stand down the side: each framework, and the themes. */
export const rowChoices = (frameworks: readonly Framework[]): Choice[] => [
  ...frameworks.map(({ id, name }) => ({ id: `codes ${id}`, label: name })),
  { id: 'themes', label: 'Themes' },
]

/** What may stand across. Who coded is known in the layer of each coder's own alone. */
export const columnChoices = (
  frameworks: readonly Framework[],
  attributes: readonly Attribute[],
  withCoders: boolean,
): Choice[] => [
  { id: 'data-set', label: 'Data sets' },
  { id: 'source-kind', label: 'Kinds of source' },
  { id: 'site', label: 'Sites' },
  { id: 'person', label: 'People' },
  ...attributes.map(({ id, name, about }) => ({
    id: `attribute ${id}`,
    label: about === 'person' ? name : `${name} of the site`,
  })),
  ...(withCoders ? [{ id: 'coder', label: 'Coders' }] : []),
  ...rowChoices(frameworks).map(({ id, label }) => ({ id, label: `On the same text: ${label}` })),
]

/** The sides as they were chosen; what was removed since is what Explore begins with. */
export function sidesThere(
  { rows, columns, layer }: { rows: Side | null; columns: Side; layer: Layer },
  frameworks: readonly Framework[],
  attributes: readonly Attribute[],
): { rows: Side; columns: Side } {
  const down = rowChoices(frameworks)
  const across = columnChoices(frameworks, attributes, layer === 'independent')
  return {
    rows: down.find(({ id }) => id === rows)?.id ?? down[0]?.id ?? 'themes',
    columns: across.some(({ id }) => id === columns) ? columns : 'data-set',
  }
}

/** A choice as the engine is asked. */
export function codesOf(side: Side, topOnly: boolean): MatrixCodes {
  const [kind, id = ''] = side.split(' ')
  return kind === 'themes' ? { kind, topOnly } : { kind: 'codes', framework: id, topOnly }
}

/** A choice of columns as the engine is asked. */
export function columnsOf(side: Side, topOnly: boolean): MatrixColumns {
  const [kind, id = ''] = side.split(' ')
  switch (kind) {
    case 'person':
    case 'site':
    case 'data-set':
    case 'source-kind':
    case 'coder':
      return { kind }
    case 'attribute':
      return { kind, attribute: id }
    default:
      return codesOf(side, topOnly)
  }
}

/** What the engine is asked, as a choice. */
export const sideOf = (asked: MatrixColumns): Side =>
  asked.kind === 'codes'
    ? `codes ${asked.framework}`
    : asked.kind === 'attribute'
      ? `attribute ${asked.attribute}`
      : asked.kind
