import type { TandemError } from '#shared/errors.ts'
import { readCases } from '../../agreement/stats/cases.ts'
import { describedFigures } from '../../agreement/stats/described.ts'
import { statsOf } from '../../agreement/stats/index.ts'
import type { Command } from './command.ts'
import { readRows } from './read-rows.ts'

export const statsCommand: Command = {
  name: 'stats',
  summary: 'every agreement figure that applies to given ratings, label sets or spans, without a study',
  usage: 'CASES.json [--explain]',
  options: { explain: { type: 'boolean' } },
  explains: { explain: 'after the figures, what each kind of figure says and where its formula is from' },
  words: [1, 1],
  async run({ words: [file = ''], values, answer, say, failed }) {
    const cases = readCases(await readRows(file))
    const figures = Object.fromEntries(
      cases.map(each => [each.id, 'found' in each ? statsOf(each.found) : { error: inWords(each.wrong) }]),
    )
    answer(figures, () =>
      Object.entries(figures)
        .map(
          ([id, own]) =>
            `${id}\n${leaves(own)
              .map(([name, value]) => `  ${name}\t${value}`)
              .join('\n')}`,
        )
        .join('\n'),
    )
    if (cases.some(each => 'wrong' in each)) failed()
    if (values.explain === true) {
      for (const { name, description } of describedFigures()) say(`${name}: ${description}`)
    }
  },
}

const inWords = ({ message, hint }: TandemError): string => [message, hint].filter(Boolean).join(' ')

/** Every figure with its name, those within others after them; undefined ones in words. */
function leaves(value: unknown, path = ''): [string, string][] {
  if (value === null) return [[path, 'n/a']]
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'number') return [[path, Number.isInteger(value) ? String(value) : value.toFixed(4)]]
  if (Array.isArray(value) && value.every(each => typeof each === 'number')) {
    return [[path, value.map(each => each.toFixed(4)).join(' to ')]]
  }
  return Object.entries(value as object).flatMap(([name, below]) =>
    leaves(below, path ? `${path}.${name}` : name),
  )
}
