import { resolve } from 'node:path'
import type { PackageReport } from '#shared/model/merge.ts'
import { arrivingInWords } from '#shared/text/arriving.ts'
import { counted } from '../../export/agreement-words.ts'
import type { Command } from './command.ts'

export const mergeCommand: Command = {
  name: 'merge',
  summary: 'bring what coders returned, or another copy’s work, into the study, in one step',
  usage: 'STUDY FILE… [--rehearse]',
  options: { rehearse: { type: 'boolean' } },
  explains: { rehearse: 'say what merging would do, and change nothing' },
  words: [2, 1001],
  study: 'write',
  marksLate: true,
  async run({ words, values, client, answer, say, onProgress, signal, failed }) {
    const given = words.slice(1)
    const files = { files: given.map(path => ({ path: resolve(path) })) }
    const options = { onProgress, signal }
    const isRehearsal = values.rehearse === true
    const { packages, backup } = isRehearsal
      ? await client.merging.rehearse(files, options)
      : await client.merging.apply(files, options)
    answer(
      {
        ...(isRehearsal && { rehearsed: true }),
        packages: packages.map((report, n) => ({ ...report, file: given[n] ?? report.file })),
      },
      () => packages.flatMap(report => inWords(report, isRehearsal)).join('\n'),
    )
    if (backup !== null) say(`A backup of the study as it was before: ${backup}`)
    if (packages.some(({ status }) => status === 'refused')) failed()
  },
}

function inWords(report: PackageReport, isRehearsal: boolean): string[] {
  const { file, status, reason, hint, coder, round, counts, needDecision, notes } = report
  if (status !== 'merged') return [`${status}\t${reason ?? file}${hint === undefined ? '' : ` ${hint}`}`]
  const whose = coder ? `${coder.initials} in “${round?.title}”` : 'another copy of the study'
  return [
    `${isRehearsal ? 'would merge' : 'merged'}\t${file}\t${whose}: ${sumOf(report)}`,
    ...[counts && arrivingInWords(counts)].flatMap(words => (words === null ? [] : [`\t${words}`])),
    ...needDecision.flatMap(({ what, also }) => [what, ...also].map(each => `\t${each}`)),
    ...notes.map(note => `\t${note}`),
  ]
}

const sumOf = ({ sent, arrived, alreadyHere, withheld, needDecision }: PackageReport): string =>
  sent === null
    ? (withheld ?? '')
    : `${counted(sent, 'step')} sent = ${arrived} arrived + ${alreadyHere} already here + ${needDecision.length} to be decided`
