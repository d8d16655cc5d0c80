import type { Command, Values } from './command.ts'
import {
  allCodes,
  codeAmong,
  list,
  memberNamed,
  needed,
  oneOf,
  roundNamed,
  text,
  UsageError,
} from './lookups.ts'

/** Opened for writing where one of these options says that something is to be done. */
const writesWith =
  (...options: readonly string[]) =>
  (values: Values) =>
    options.some(option => values[option] !== undefined) ? ('write' as const) : ('read' as const)

export const agendaCommand: Command = {
  name: 'agenda',
  summary:
    'what waits to be talked over in a round, and what was decided; puts something on it, takes it off, decides on codes',
  usage:
    'STUDY --round R [--reviewer I (--park ID | --codes A,B [--question Q] | --off ENTRY | --decide ENTRY --decision D [--meeting M])]',
  options: {
    round: { type: 'string' },
    reviewer: { type: 'string' },
    park: { type: 'string' },
    codes: { type: 'string', multiple: true },
    question: { type: 'string' },
    off: { type: 'string' },
    decide: { type: 'string' },
    decision: { type: 'string' },
    meeting: { type: 'string' },
  },
  explains: {
    reviewer: 'who does it, by initials',
    park: 'a difference, by its id',
    codes: 'two codes that may be one',
    off: 'an entry that waits, by its id',
    decide: 'an entry about two codes, by its id; a difference is decided by ruling on it',
  },
  words: [1, 1],
  study: writesWith('park', 'codes', 'off', 'decide'),
  async run({ values, client, as, answer }) {
    const { id: round } = await roundNamed(client, needed(values, 'round'))
    const [park, off, decide] = [text(values, 'park'), text(values, 'off'), text(values, 'decide')]
    const pair = list(values, 'codes')
    if ([park, off, decide].filter(given => given !== undefined).length + (pair.length > 0 ? 1 : 0) > 1)
      throw new UsageError('Give one of --park, --codes, --off and --decide.')
    const question = text(values, 'question')
    const asked = { round, ...(question === undefined ? {} : { question }) }
    const reviewer = async () => (await as(needed(values, 'reviewer'))).adjudication
    if (park !== undefined) await (await reviewer()).park({ ...asked, disagreement: park })
    if (pair.length > 0) {
      const codes = await allCodes(client)
      await (await reviewer()).park({ ...asked, codes: pair.map(word => codeAmong(codes, word).id) })
    }
    if (off !== undefined) await (await reviewer()).unpark({ entry: off })
    if (decide !== undefined)
      await (await reviewer()).decide({
        entry: decide,
        meeting: text(values, 'meeting') ?? null,
        decision: needed(values, 'decision'),
      })
    const { agenda } = await client.adjudication.discussion({ round })
    const names = new Map((await allCodes(client)).map(code => [code.id, code.name]))
    answer(agenda, () =>
      agenda
        .map(entry =>
          [
            entry.id,
            entry.about === 'codes'
              ? entry.codes.map(id => names.get(id) ?? id).join(' / ')
              : (entry.disagreement ?? 'a difference that is no longer there'),
            entry.question,
            entry.decidedAt === null ? 'waits' : entry.decision || 'ruled on',
          ].join('\t'),
        )
        .join('\n'),
    )
  },
}

export const meetingCommand: Command = {
  name: 'meeting',
  summary: 'the meetings about a round; opens one, for rulings and decisions to name',
  usage: 'STUDY --round R [--reviewer I --on DAY --with NAMES [--notes N]]',
  options: {
    round: { type: 'string' },
    reviewer: { type: 'string' },
    on: { type: 'string' },
    with: { type: 'string' },
    notes: { type: 'string' },
  },
  explains: { on: 'the day, as 2026-03-12', with: 'who was there', reviewer: 'who opens it, by initials' },
  words: [1, 1],
  study: writesWith('on'),
  async run({ values, client, as, answer }) {
    const { id: round } = await roundNamed(client, needed(values, 'round'))
    const heldOn = text(values, 'on')
    const notes = text(values, 'notes')
    if (heldOn !== undefined) {
      const reviewer = await as(needed(values, 'reviewer'))
      const attendees = needed(values, 'with')
      await reviewer.adjudication.meet({
        round,
        heldOn,
        attendees,
        ...(notes === undefined ? {} : { notes }),
      })
    }
    const { meetings } = await client.adjudication.discussion({ round })
    answer(meetings, () => meetings.map(each => `${each.id}\t${each.heldOn}\t${each.attendees}`).join('\n'))
  },
}

export const judgingCommand: Command = {
  name: 'judging',
  summary: 'how a round’s differences are judged: with names hidden or shown, and whether by its coders',
  usage: 'STUDY --round R [--names hidden|shown] [--coders-rule yes|no]',
  options: { round: { type: 'string' }, names: { type: 'string' }, 'coders-rule': { type: 'string' } },
  explains: {
    names: 'hidden: readings are a first and a second, in an order drawn for each difference',
    'coders-rule': 'whether the round’s coders may rule, where they are reviewers or leads',
  },
  words: [1, 1],
  study: writesWith('names', 'coders-rule'),
  async run({ values, client, answer }) {
    const { id: round } = await roundNamed(client, needed(values, 'round'))
    const [names, coders] = [text(values, 'names'), text(values, 'coders-rule')]
    const before = await client.adjudication.judging({ round })
    const rules = {
      namesHidden:
        names === undefined ? before.namesHidden : oneOf(names, ['hidden', 'shown'], 'names') === 'hidden',
      codersMayRule:
        coders === undefined ? before.codersMayRule : oneOf(coders, ['yes', 'no'], 'coders-rule') === 'yes',
    }
    if (names !== undefined || coders !== undefined) await client.adjudication.setJudging({ round, ...rules })
    answer(
      rules,
      () =>
        `names ${rules.namesHidden ? 'hidden' : 'shown'}, coders ${rules.codersMayRule ? 'may' : 'may not'} rule`,
    )
  },
}

export const secondJudgeCommand: Command = {
  name: 'second-judge',
  summary:
    'draw a random sample of a round’s rulings for another reviewer to judge again, blind to the first',
  usage: 'STUDY --round R --judge I (--share PERCENT | --number N) [--seed N]',
  options: {
    round: { type: 'string' },
    judge: { type: 'string' },
    share: { type: 'string' },
    number: { type: 'string' },
    seed: { type: 'string' },
  },
  explains: {
    judge: 'who judges again, by initials; with: adjudicate … --again',
    seed: 'draws the same sample again; one is drawn and told where absent',
  },
  words: [1, 1],
  study: 'write',
  async run({ values, client, answer }) {
    const { id: round } = await roundNamed(client, needed(values, 'round'))
    const { id: judge, name } = await memberNamed(client, needed(values, 'judge'))
    const [share, many, seed] = ['share', 'number', 'seed'].map(option => {
      const word = text(values, option)
      if (word !== undefined && !Number.isFinite(Number(word)))
        throw new UsageError(`--${option} is a number; not “${word}”.`)
      return word === undefined ? undefined : Number(word)
    })
    if ((share === undefined) === (many === undefined))
      throw new UsageError('Give --share, in per cent, or --number.')
    if (share !== undefined && !(share > 0 && share <= 100))
      throw new UsageError(`--share is in per cent, more than 0 and 100 at the most; not “${share}”.`)
    const drawn = await client.adjudication.drawAgain({
      round,
      judge,
      size: many === undefined ? { share: (share ?? 0) / 100 } : { number: many },
      ...(seed === undefined ? {} : { seed }),
    })
    answer(drawn, () => `Drew ${drawn.drawn} of ${drawn.among} rulings for ${name}, seed ${drawn.seed}`)
  },
}
