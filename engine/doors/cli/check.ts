import type { Command } from './command.ts'

export const checkCommand: Command = {
  name: 'check',
  summary: 'prove that the study is whole: file, texts, every invariant, the journal',
  usage: 'STUDY',
  words: [1, 1],
  study: 'read',
  async run({ client, answer, onProgress, signal, failed }) {
    const result = await client.study.check({}, { onProgress, signal })
    answer(result, () =>
      result.ok ? 'The study is whole.' : result.breaches.map(b => `${b.invariant}: ${b.what}`).join('\n'),
    )
    if (!result.ok) failed()
  },
}

export const backupCommand: Command = {
  name: 'backup',
  summary: 'a verified copy of the study in its backups folder',
  usage: 'STUDY',
  words: [1, 1],
  study: 'read',
  async run({ client, answer }) {
    const { path } = await client.study.backup({})
    answer({ path }, () => `Backed up to ${path}`)
  },
}
