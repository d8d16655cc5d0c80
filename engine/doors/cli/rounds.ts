import { TandemError } from '#shared/errors.ts'
import type { Round } from '#shared/model/round.ts'
import type { Command } from './command.ts'
import { list, memberNamed, needed, roundNamed, sourceNamed, text, UsageError } from './lookups.ts'

const inWords = (round: Round): string =>
  `“${round.title}” ${round.state}${round.blind ? ', blind' : ''}: ${round.sources.length} sources, ${round.coders
    .map(c => `${c.initials}${c.submittedAt === null ? '' : ' (submitted)'}`)
    .join(' and ')}`

export const roundOpen: Command = {
  name: 'round open',
  summary: 'open a round of independent coding',
  usage: 'STUDY --sources all|ID,… --coders A,B [--title T] [--open]',
  options: {
    sources: { type: 'string', multiple: true },
    coders: { type: 'string', multiple: true },
    title: { type: 'string' },
    open: { type: 'boolean' },
  },
  explains: {
    sources: 'all, or ids or titles',
    coders: 'the initials of two coders: a, then b',
    open: 'coders see each other’s work; blind where absent',
  },
  words: [1, 1],
  study: 'write',
  async run({ values, client, answer }) {
    const wanted = list(values, 'sources')
    if (wanted.length === 0) throw new UsageError('--sources is needed: all, or ids.')
    const coders = list(values, 'coders')
    if (coders.length !== 2) throw new UsageError('--coders takes two initials: A,B.')
    const everything = wanted.length === 1 && wanted[0] === 'all'
    const sources = everything
      ? (await client.sources.list({})).map(s => s.id)
      : await Promise.all(wanted.map(async word => (await sourceNamed(client, word)).id))
    if (sources.length === 0) {
      throw new TandemError('not-found', 'The study has no sources to code.', 'Import some first.')
    }
    const rounds = await client.rounds.list({})
    const round = await client.rounds.open({
      title: text(values, 'title') ?? `Round ${rounds.length + 1}`,
      sources,
      coders: await Promise.all(coders.map(async word => (await memberNamed(client, word)).id)),
      blind: values.open !== true,
    })
    answer(round, () => `Opened ${inWords(round)}`)
  },
}

export const roundSubmit: Command = {
  name: 'round submit',
  summary: 'hand in a coder’s work; it no longer changes',
  usage: 'STUDY --round R --coder A',
  options: { round: { type: 'string' }, coder: { type: 'string' } },
  words: [1, 1],
  study: 'write',
  async run({ values, client, as, answer }) {
    const round = await roundNamed(client, needed(values, 'round'))
    const coder = await memberNamed(client, needed(values, 'coder'))
    const after = await (await as(coder.initials)).rounds.submit({ round: round.id, coder: coder.id })
    answer(after, () => `Submitted for ${coder.initials}: ${inWords(after)}`)
  },
}

export const roundClose: Command = {
  name: 'round close',
  summary: 'end a round; no more rulings',
  usage: 'STUDY --round R',
  options: { round: { type: 'string' } },
  words: [1, 1],
  study: 'write',
  async run({ values, client, answer }) {
    const { id } = await roundNamed(client, needed(values, 'round'))
    const round = await client.rounds.close({ round: id })
    answer(round, () => `Closed ${inWords(round)}`)
  },
}

export const roundsCommand: Command = {
  name: 'rounds',
  summary: 'list the rounds of a study',
  usage: 'STUDY',
  words: [1, 1],
  study: 'read',
  async run({ client, answer }) {
    const rounds = await client.rounds.list({})
    answer(rounds, () => rounds.map(inWords).join('\n'))
  },
}
