import { z } from 'zod'
import { TandemError } from '#shared/errors.ts'
import {
  type CodeRelation,
  type Disagreement,
  exchanged,
  type GivenRuling,
  type LeftRuling,
  type RulingOutcome,
} from '#shared/model/disagreement.ts'
import { issueInWords } from '../../issue-in-words.ts'
import type { Command } from './command.ts'
import { allCodes, codeAmong, comparedRound, needed, roundNamed, text } from './lookups.ts'
import { readRows } from './read-rows.ts'

export const disagreementsCommand: Command = {
  name: 'disagreements',
  summary: 'the differences of a submitted round, with their rulings',
  usage: 'STUDY [--round R] [--left | --let-go RULING --reviewer I]',
  options: {
    round: { type: 'string' },
    left: { type: 'boolean' },
    'let-go': { type: 'string' },
    reviewer: { type: 'string' },
  },
  explains: {
    round: 'may be left out where just one was handed in',
    left: 'the rulings whose difference is there no longer instead: they stand till they are let go',
    'let-go': 'let go of one of these, by its id',
    reviewer: 'who lets it go, by initials',
  },
  words: [1, 1],
  study: ({ 'let-go': gone }) => (gone === undefined ? 'read' : 'write'),
  async run({ values, client, as, answer }) {
    const { id } = await comparedRound(client, values)
    const gone = text(values, 'let-go')
    if (gone !== undefined) {
      const reviewer = await as(needed(values, 'reviewer'))
      const ids = (await client.adjudication.leftRulings({ round: id })).map(({ ruling }) => ruling.id)
      if (!ids.includes(gone)) {
        throw new TandemError(
          'not-found',
          `No ruling without a difference in this round has the id “${gone}”.`,
          'Take an id from `disagreements --left`; a ruling on a difference that is there is withdrawn at it.',
        )
      }
      await reviewer.adjudication.letGo({ round: id, ruling: gone })
    }
    const left = await client.adjudication.leftRulings({ round: id })
    if (gone !== undefined || values.left === true) {
      const { namesHidden } = await client.adjudication.judging({ round: id })
      answer(left, () =>
        left.length === 0
          ? 'No ruling is without its difference.'
          : left.map(each => leftInWords(each, namesHidden)).join('\n'),
      )
      return
    }
    const items = (await client.adjudication.disagreements({ round: id })).map(asShown)
    const names = new Map((await allCodes(client)).map(code => [code.id, code.name]))
    answer(items, () =>
      [
        ...items.map(d =>
          [
            d.id,
            `${d.kind}${d.relation ? ` (${relationNames[d.relation]})` : ''}`,
            `${names.get(d.code)}${d.otherCode ? ` / ${names.get(d.otherCode)}` : ''}`,
            `${d.start}-${d.end}`,
            `cost ${d.cost}`,
            standingOf(d),
          ].join('\t'),
        ),
        ...(left.length === 0
          ? []
          : [
              `${left.length} ${left.length === 1 ? 'ruling is of a difference that is' : 'rulings are of differences that are'} there no longer: see --left`,
            ]),
      ].join('\n'),
    )
  },
}

/** What was ruled on a difference, or why nothing is. */
function standingOf({ ruling, byRule, overtaken, stands }: ReturnType<typeof asShown>): string {
  if (ruling) return ruling.outcome
  if (byRule) return 'by rule'
  if (stands) return 'changed since the round was closed: what was ruled stands'
  return overtaken ? 'asked again: changed since it was ruled' : 'open'
}

const leftInWords = ({ ruling, kind, passages, on }: LeftRuling, namesHidden: boolean): string =>
  [
    ruling.id,
    kind,
    namesHidden && asReadings[ruling.outcome] ? 'one reading' : ruling.outcome,
    passages.length === 0 ? 'nothing stands' : passages.map(({ start, end }) => `${start}-${end}`).join(', '),
    ruling.reason,
    ...(on ? [`given on ${on.start}-${on.end}: ${on.words.replace(/\s+/g, ' ')}`] : []),
  ].join('\t')

/** How the two codes of a difference stand to each other. */
const relationNames: Record<CodeRelation, string> = {
  sibling: 'siblings',
  ancestor: 'one above the other',
  other: 'other branches',
}

/** What is printed of a difference; where names are hidden, its sides and its outcome are those of the first and second reading. */
function asShown({ first, ...item }: Disagreement) {
  if (first === undefined) return item
  const { ruling, overtaken } = item
  const isExchanged = first !== Object.keys(item.sides)[0]
  const byReading = (given: GivenRuling) => ({
    ...given,
    firstShown: null,
    outcome: asReadings[isExchanged ? exchanged(given.outcome) : given.outcome] ?? given.outcome,
  })
  // Codings without whose they are, nor the id, which says by its time.
  const [one = [], two = []] = Object.values(item.sides).map(side =>
    side.map(({ start, end, code, polarity }) => ({ start, end, code, polarity })),
  )
  return {
    ...item,
    sides: isExchanged ? { first: two, second: one } : { first: one, second: two },
    ...(ruling ? { ruling: byReading(ruling) } : {}),
    ...(overtaken ? { overtaken: overtaken.map(byReading) } : {}),
  }
}

/** Outcomes that name a coder, as those that name a reading: what is printed can be given back. */
const asReadings: Partial<Record<RulingOutcome, 'first' | 'second'>> = { a: 'first', b: 'second' }

const ruling = z.object({
  id: z.string().min(1),
  outcome: z.enum(['a', 'b', 'first', 'second', 'both', 'extent', 'code', 'neither']),
  start: z.int().nullish(),
  end: z.int().nullish(),
  code: z.string().nullish(),
  reason: z.string().trim().min(1),
  discussedWith: z.string().default(''),
})

export const adjudicateCommand: Command = {
  name: 'adjudicate',
  summary: 'rule on differences from a file as one reviewer, all or nothing',
  usage: 'STUDY FILE.json --reviewer I [--round R] [--meeting M | --again]',
  options: {
    reviewer: { type: 'string' },
    round: { type: 'string' },
    meeting: { type: 'string' },
    again: { type: 'boolean' },
  },
  explains: {
    round: 'the round the rulings are of; found by their ids where absent',
    meeting: 'the meeting they were made in, by its id',
    again: 'what a second judge says of the sample drawn for them: changes nothing that stands',
  },
  words: [2, 2],
  study: 'write',
  async run({ words, values, client, as, answer }) {
    const path = words[1] ?? ''
    const rows = await readRows(path)
    const codes = await allCodes(client)
    const meeting = text(values, 'meeting')
    const rounds = await roundsOfItems()
    const rulings = rows.map((row, n) => {
      const parsed = ruling.safeParse(row)
      if (!parsed.success) {
        throw new TandemError(
          'bad-input',
          `${path}, ruling ${n + 1}: ${issueInWords(parsed.error, row, 'the ruling')}.`,
          'Nothing was ruled.',
        )
      }
      const { id, outcome, start, end, code, reason, discussedWith } = parsed.data
      const item = rounds.get(id)
      if (!item)
        throw new TandemError(
          'not-found',
          `${path}, ruling ${n + 1}: there is no difference ${id}.`,
          'Nothing was ruled.',
        )
      if (item.first !== undefined && asReadings[outcome as RulingOutcome])
        throw new TandemError(
          'bad-input',
          `${path}, ruling ${n + 1}: whose reading is whose is hidden in this round, so “${outcome}” is nobody’s.`,
          'Say first or second, as disagreements prints them. Nothing was ruled.',
        )
      return {
        round: item.round,
        disagreement: id,
        outcome: meant(outcome, item),
        ...(meeting === undefined ? {} : { meeting }),
        ...(start === null || start === undefined ? {} : { start }),
        ...(end === null || end === undefined ? {} : { end }),
        ...(code === null || code === undefined ? {} : { code: codeAmong(codes, code).id }),
        reason,
        discussedWith,
      }
    })
    const reviewer = await as(needed(values, 'reviewer'))
    if (values.again === true) {
      const mine = new Map<string, string>()
      for (const round of new Set(rulings.map(each => each.round)))
        for (const { id, again } of await reviewer.adjudication.disagreements({ round }))
          if (again) mine.set(id, again.judging)
      for (const { disagreement, outcome, reason } of rulings)
        await reviewer.adjudication.judgeAgain({
          judging: mine.get(disagreement) ?? unknownJudging,
          disagreement,
          outcome,
          reason,
        })
      answer({ judged: rulings.length }, () => `Judged ${rulings.length} again`)
      return
    }
    const done =
      rulings.length > 0 ? await reviewer.adjudication.ruleMany({ rulings }) : { ruled: 0, alike: 0 }
    answer(done, () => {
      const { ruled, alike } = done
      const said = `Ruled on ${ruled} ${ruled === 1 ? 'difference' : 'differences'}`
      return alike === 0 ? said : `${said}; ${alike} ${alike === 1 ? 'was' : 'were'} ruled so already`
    })

    async function roundsOfItems(): Promise<Map<string, Disagreement>> {
      const given = text(values, 'round')
      const wanted = given === undefined ? await client.rounds.list({}) : [await roundNamed(client, given)]
      const found = new Map<string, Disagreement>()
      for (const { id, state } of wanted) {
        if (state === 'open') continue
        for (const item of await client.adjudication.disagreements({ round: id })) found.set(item.id, item)
      }
      return found
    }
  },
}

/** Of no sample: refused in a sentence. */
const unknownJudging = '00000000-0000-7000-8000-000000000000'

/** `first` and `second` are the readings as they are shown where names are hidden; a and b the round's coders. */
function meant(outcome: RulingOutcome | 'first' | 'second', { first, sides }: Disagreement): RulingOutcome {
  if (outcome !== 'first' && outcome !== 'second') return outcome
  const isExchanged = first !== undefined && first !== Object.keys(sides)[0]
  return (outcome === 'first') === isExchanged ? 'b' : 'a'
}
