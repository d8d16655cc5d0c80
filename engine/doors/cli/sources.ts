import type { Command } from './command.ts'
import { sourceNamed } from './lookups.ts'

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
            `${s.title}\t${s.kind}\t${s.dataSet ?? '-'}\t${s.words} words\t${s.segments} segments\t${s.coders.join(', ')}\t${s.cases.join(', ')}`,
        )
        .join('\n'),
    )
  },
}

export const textCommand: Command = {
  name: 'text',
  summary: 'print the stored text of a source, exactly',
  usage: 'STUDY SOURCE',
  words: [2, 2],
  study: 'read',
  async run({ words, client, values, surroundings, answer }) {
    const { id } = await sourceNamed(client, words[1] ?? '')
    const { text, sha256, parts, title } = await client.sources.open({ source: id })
    if (values.json === true) answer({ id, title, sha256, text, segments: parts }, () => '')
    else surroundings.stdout(text)
  },
}
