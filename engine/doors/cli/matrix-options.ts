import type { Client } from '#shared/contract/client.ts'
import type { Layer } from '#shared/model/coding.ts'
import {
  type MatrixAsked,
  type MatrixCodes,
  type MatrixColumns,
  type MatrixCount,
  matrixAcross,
} from '#shared/model/matrix.ts'
import type { Values } from './command.ts'
import { forOne } from './for-one-report.ts'
import { frameworkNamed, oneOf, text, UsageError } from './lookups.ts'

const across = Object.entries(matrixAcross) as [keyof typeof matrixAcross, string][]

const options = ['rows', 'columns', 'count', 'polarity', 'top-only']

/** What the options say of a matrix: what Explore offers. Undefined where they say nothing: then it is the usual one. */
export async function matrixIn(
  client: Client,
  values: Values,
): Promise<(MatrixAsked & { count: MatrixCount }) | undefined> {
  if (options.every(option => values[option] === undefined)) return undefined
  const layer: Layer = oneOf(
    forOne(values, 'layer', 'matrix') ?? 'consensus',
    ['independent', 'consensus'],
    'layer',
  )
  const polarity = text(values, 'polarity')
  const topOnly = values['top-only'] === true
  const columns = await columnsNamed(client, text(values, 'columns') ?? 'data-sets', topOnly)
  if (columns.kind === 'coder' && layer === 'consensus')
    throw new UsageError('The consensus is nobody’s own: give --layer independent with --columns coders.')
  return {
    rows: await rowsNamed(client, text(values, 'rows'), topOnly),
    columns,
    layer,
    polarity: polarity === undefined ? null : oneOf(polarity, ['facilitator', 'barrier'], 'polarity'),
    count: oneOf(text(values, 'count') ?? 'passages', ['passages', 'sources', 'people'], 'count'),
  }
}

/** Themes or a framework; where nothing is said the first there is. */
async function rowsNamed(client: Client, word: string | undefined, topOnly: boolean): Promise<MatrixCodes> {
  if (word?.toLowerCase() === 'themes') return { kind: 'themes', topOnly }
  if (word !== undefined) {
    const { id } = await frameworkNamed(client, word)
    return { kind: 'codes', framework: id, topOnly }
  }
  const [first] = await client.codebook.frameworks({})
  return first ? { kind: 'codes', framework: first.id, topOnly } : { kind: 'themes', topOnly }
}

async function columnsNamed(client: Client, word: string, topOnly: boolean): Promise<MatrixColumns> {
  const wanted = word.trim().toLowerCase()
  if (wanted === 'themes') return { kind: 'themes', topOnly }
  const known = across.find(([, name]) => name === wanted)
  if (known) return { kind: known[0] }
  const isIt = ({ id, name }: { id: string; name: string }) => id === word || name.toLowerCase() === wanted
  const frameworks = (await client.codebook.frameworks({})).filter(isIt)
  const attributes = (await client.cases.list({})).attributes.filter(isIt)
  const [framework] = frameworks
  const [attribute] = attributes
  if (frameworks.length + attributes.length > 1)
    throw new UsageError(`--columns “${word}” names more than one framework or attribute; give its id.`)
  if (framework) return { kind: 'codes', framework: framework.id, topOnly }
  if (attribute) return { kind: 'attribute', attribute: attribute.id }
  throw new UsageError(
    `--columns is ${Object.values(matrixAcross).join(', ')}, themes, or the name of a framework or an attribute; not “${word}”.`,
  )
}
