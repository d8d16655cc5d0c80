import type { QueryPlace } from '#shared/model/query.ts'
import type { Command } from './command.ts'
import { queryNamed } from './lookups.ts'

export const queriesCommand: Command = {
  name: 'queries',
  summary: 'list the saved queries with what they ask for',
  usage: 'STUDY',
  words: [1, 1],
  study: 'read',
  async run({ client, answer }) {
    const queries = await client.queries.list({})
    answer(queries, () =>
      queries
        .map(({ name, inWords, missing, by }) =>
          [`${name}\t${inWords}`, ...missing, ...(by === null ? [] : [`Saved by ${by}.`])].join(' '),
        )
        .join('\n'),
    )
  },
}

export const queryCommand: Command = {
  name: 'query',
  summary: 'the places a saved query finds, with context',
  usage: 'STUDY NAME',
  words: [2, 2],
  study: 'read',
  async run({ words, client, answer, say, onProgress, signal }) {
    const { name, asks, missing } = await queryNamed(client, words[1] ?? '')
    const found = await client.queries.ask({ query: asks, limit: 10_000 }, { onProgress, signal })
    answer({ ...found, name, missing }, () =>
      [
        `${name}: ${found.inWords}`,
        ...found.places.map(placeInWords),
        `${found.counts.places} found in ${found.counts.sources} sources, of ${found.counts.cases} people and sites`,
      ].join('\n'),
    )
    for (const remark of [...missing, ...found.remarks]) say(remark)
    if (found.withheld && asks.layer === 'independent')
      say('A blind round is open: what its other coders did in it is left out.')
  },
}

/** A place in one line: where, its words in context, its codes. */
export const placeInWords = (place: QueryPlace): string =>
  `${place.sourceTitle} ${place.start}-${place.end}\t…${place.before}[${place.match}]${place.after}…\t${[
    place.speaker ?? '',
    ...place.cases,
    ...place.codes.map(({ name }) => name),
  ]
    .filter(word => word !== '')
    .join('; ')}`.replace(/\n/g, ' ')
