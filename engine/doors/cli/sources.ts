import { codersTold } from '#shared/model/source.ts'
import { counted } from '../../export/agreement-words.ts'
import type { Command } from './command.ts'
import { sourceNamed, text, UsageError } from './lookups.ts'

export const sourcesCommand: Command = {
  name: 'sources',
  summary: 'list the sources of a study',
  usage: 'STUDY',
  words: [1, 1],
  study: 'read',
  async run({ client, answer }) {
    const found = await client.sources.list({})
    const shown = found.map(source => ({ ...source, dataSet: source.dataSet?.name ?? null }))
    answer(shown, () =>
      shown
        .map(
          s =>
            `${s.title}\t${s.kind}\t${s.dataSet ?? '-'}\t${counted(s.words, 'word')}\t${counted(s.segments, 'segment')}\t${codersTold(s).join(', ')}\t${s.cases.join(', ')}`,
        )
        .join('\n'),
    )
  },
}

export const textCommand: Command = {
  name: 'text',
  summary: 'print the stored text of a source, exactly',
  usage: 'STUDY SOURCE [--revision N]',
  options: { revision: { type: 'string' } },
  explains: { revision: 'an earlier text by its number; 1 is the text as it was imported' },
  words: [2, 2],
  study: 'read',
  async run({ words, client, values, surroundings, answer }) {
    const { id } = await sourceNamed(client, words[1] ?? '')
    const wanted = text(values, 'revision')
    if (wanted !== undefined) {
      if (!/^[1-9]\d{0,6}$/.test(wanted)) throw new UsageError('--revision is a number from 1.')
      const earlier = await client.revisions.open({ source: id, number: Number(wanted) })
      const { number, title, sha256, parts } = earlier
      if (values.json === true)
        answer({ id, title, revision: number, sha256, text: earlier.text, segments: parts }, () => '')
      else surroundings.stdout(earlier.text)
      return
    }
    const { text: stored, sha256, parts, title } = await client.sources.open({ source: id })
    if (values.json === true) answer({ id, title, sha256, text: stored, segments: parts }, () => '')
    else surroundings.stdout(stored)
  },
}
