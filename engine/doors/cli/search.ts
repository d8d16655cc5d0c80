import type { Command } from './command.ts'

export const searchCommand: Command = {
  name: 'search',
  summary: 'find words in the sources, with context',
  usage: 'STUDY QUERY',
  words: [2, 2],
  study: 'read',
  async run({ words, client, answer }) {
    const { hits, total, isEstimate } = await client.search.sources({ query: words[1] ?? '', limit: 1000 })
    answer(hits, () =>
      [
        ...hits.map(h =>
          `${h.sourceTitle} ${h.start}-${h.end}\t…${h.before}[${h.match}]${h.after}…`.replace(/\n/g, ' '),
        ),
        `${isEstimate ? 'about ' : ''}${total} found`,
      ].join('\n'),
    )
  },
}
