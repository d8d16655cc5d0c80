import type { ImportResult } from '#shared/model/source.ts'
import { counted, number } from '../../wording.ts'

/**
 * The report in a line: `9 files, 8 taken, 1 not taken.`; where a file brings several sources, each number says of what:
 * `12 files: 20 sources taken, 7 already here; 2 files and 1 row not taken.`
 */
export function reportLine(results: readonly ImportResult[]): string {
  const byFile = Map.groupBy(results, ({ file }) => file)
  const of = (status: ImportResult['status']) => results.filter(result => result.status === status)
  const rowsOf = (some: readonly ImportResult[]) => some.reduce((sum, { rows = 0 }) => sum + rows, 0)
  const lone = (result: ImportResult) => result.rows === undefined && byFile.get(result.file)?.length === 1
  const files = counted(byFile.size, 'file')
  const [taken, here, refused, cancelled] = [of('imported'), of('duplicate'), of('refused'), of('cancelled')]
  const rest = (some: number, words: string) => (some > 0 ? [`${number(some)} ${words}`] : [])
  if (results.every(lone)) {
    return `${[
      files,
      `${number(taken.length)} taken`,
      ...rest(here.length, 'already here'),
      ...rest(refused.length, 'not taken'),
      ...rest(cancelled.length, 'not reached'),
    ].join(', ')}.`
  }
  const left = (some: readonly ImportResult[], words: string) => {
    const whole = some.filter(lone).length
    const rows = rowsOf(some)
    const documents = some.filter(result => result.rows === undefined && !lone(result)).length
    const parts = [
      ...(whole > 0 ? [counted(whole, 'file')] : []),
      ...(rows > 0 ? [counted(rows, 'row')] : []),
      ...(documents > 0 ? [counted(documents, 'document')] : []),
    ]
    return parts.length > 0 ? [`${listed(parts)} ${words}`] : []
  }
  const alreadyHere = rowsOf(here) + here.filter(({ rows }) => rows === undefined).length
  return `${files}: ${[
    [`${counted(taken.length, 'source')} taken`, ...rest(alreadyHere, 'already here')].join(', '),
    ...left(refused, 'not taken'),
    ...left(cancelled, 'not reached'),
  ].join('; ')}.`
}

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
