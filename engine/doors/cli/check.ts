import { resolve } from 'node:path'
import type { Command } from './command.ts'
import { text } from './lookups.ts'

export const checkCommand: Command = {
  name: 'check',
  summary: 'prove that the study is whole: file, texts, every invariant, the journal',
  usage: 'STUDY',
  words: [1, 1],
  study: 'read',
  async run({ client, answer, onProgress, signal, failed }) {
    const result = await client.study.check({}, { onProgress, signal })
    answer(result, () =>
      [
        ...(result.ok ? ['The study is whole.'] : result.breaches.map(b => `${b.invariant}: ${b.what}`)),
        ...(result.notes ?? []),
      ].join('\n'),
    )
    if (!result.ok) failed()
  },
}

export const backupCommand: Command = {
  name: 'backup',
  summary: 'a verified copy of the study, in its backups folder or where you say',
  usage: 'STUDY [-o OUT] [--force]',
  options: { output: { type: 'string', short: 'o' }, force: { type: 'boolean' } },
  explains: {
    output:
      'a folder to put the copy in, or the copy’s own name, NAME.tandem; a network or synced folder will do',
    force: 'replace a copy of that name',
  },
  words: [1, 1],
  study: 'read',
  async run({ client, answer, values }) {
    const to = text(values, 'output')
    const { path } = await client.study.backup(
      to === undefined ? {} : { to: resolve(to), replace: values.force === true },
    )
    answer({ path }, () => `Backed up to ${path}`)
  },
}
