import { emptyQuery, type StudyQuery, type TextAsked } from '#shared/model/query.ts'
import type { Command, Context, Values } from './command.ts'
import { text, UsageError } from './lookups.ts'
import { placeInWords } from './queries.ts'

export const searchCommand: Command = {
  name: 'search',
  summary: 'find words in the sources, with context',
  usage: 'STUDY QUERY [--operators|--phrase|--near N|--regex]',
  options: {
    operators: { type: 'boolean' },
    phrase: { type: 'boolean' },
    near: { type: 'string' },
    regex: { type: 'boolean' },
  },
  explains: {
    operators: 'read “…”, *, AND, OR, NOT, NEAR/10 and brackets; without it everything typed is words',
    phrase: 'the words one after the other; a * at the end makes the last a beginning',
    near: 'the words with at most so many between each and the next',
    regex: 'a regular expression of RE2’s syntax, looked for in every source',
  },
  words: [2, 2],
  study: 'read',
  async run(context) {
    const { words, values, client, answer } = context
    if ((words[1] ?? '').trim() === '') throw new UsageError('There is nothing to search for: give a word.')
    const how = howIn(values, words[1] ?? '')
    if (how) return asked(context, { ...emptyQuery, text: how })
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

/** How the words are to be read; null: as words and nothing else. */
function howIn(values: Values, words: string): TextAsked | null {
  const given = ['operators', 'phrase', 'near', 'regex'].filter(name => values[name] !== undefined)
  if (given.length > 1) throw new UsageError(`--${given[0]} and --${given[1]} do not go together.`)
  const near = text(values, 'near')
  if (near !== undefined && !(/^\d+$/.test(near) && Number(near) >= 1 && Number(near) <= 100))
    throw new UsageError(`--near is a number of words, 1 to 100; not “${near}”.`)
  switch (given[0]) {
    case 'operators':
      return { words, how: 'words', within: 10 }
    case 'phrase':
      return { words, how: 'phrase', within: 10 }
    case 'near':
      return { words, how: 'near', within: Number(near) }
    case 'regex':
      return { words, how: 'pattern', within: 10 }
    default:
      return null
  }
}

async function asked({ client, answer, say, onProgress, signal }: Context, query: StudyQuery): Promise<void> {
  const { places, counts, remarks } = await client.queries.ask(
    { query, limit: 10_000 },
    { onProgress, signal },
  )
  answer(places, () => [...places.map(placeInWords), `${counts.places} found`].join('\n'))
  for (const remark of remarks) say(remark)
}
