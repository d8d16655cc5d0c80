import { z } from 'zod'
import { TandemError } from '#shared/errors.ts'
import { issueInWords } from '../../issue-in-words.ts'
import type { Command } from './command.ts'
import { allCodes, codeAmong, needed, roundNamed, text } from './lookups.ts'
import { readRows } from './read-rows.ts'

export const disagreementsCommand: Command = {
  name: 'disagreements',
  summary: 'the differences of a submitted round, with their rulings',
  usage: 'STUDY --round R',
  options: { round: { type: 'string' } },
  words: [1, 1],
  study: 'read',
  async run({ values, client, answer }) {
    const { id } = await roundNamed(client, needed(values, 'round'))
    const items = await client.adjudication.disagreements({ round: id })
    const names = new Map((await allCodes(client)).map(code => [code.id, code.name]))
    answer(items, () =>
      items
        .map(
          d =>
            `${d.id}\t${d.kind}\t${names.get(d.code)}${d.otherCode ? ` / ${names.get(d.otherCode)}` : ''}\t${d.start}-${d.end}\tcost ${d.cost}\t${d.ruling?.outcome ?? 'open'}`,
        )
        .join('\n'),
    )
  },
}

const ruling = z.object({
  id: z.string().min(1),
  outcome: z.enum(['a', 'b', 'both', 'extent', 'code', 'neither']),
  start: z.int().nullish(),
  end: z.int().nullish(),
  code: z.string().nullish(),
  reason: z.string().trim().min(1),
  discussedWith: z.string().default(''),
})

export const adjudicateCommand: Command = {
  name: 'adjudicate',
  summary: 'rule on differences from a file as one reviewer, all or nothing',
  usage: 'STUDY FILE.json --reviewer I [--round R]',
  options: { reviewer: { type: 'string' }, round: { type: 'string' } },
  explains: { round: 'the round the rulings are of; found by their ids where absent' },
  words: [2, 2],
  study: 'write',
  async run({ words, values, client, as, answer }) {
    const path = words[1] ?? ''
    const rows = await readRows(path)
    const codes = await allCodes(client)
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
      const round = rounds.get(id)
      if (!round)
        throw new TandemError(
          'not-found',
          `${path}, ruling ${n + 1}: there is no difference ${id}.`,
          'Nothing was ruled.',
        )
      return {
        round,
        disagreement: id,
        outcome,
        ...(start === null || start === undefined ? {} : { start }),
        ...(end === null || end === undefined ? {} : { end }),
        ...(code === null || code === undefined ? {} : { code: codeAmong(codes, code).id }),
        reason,
        discussedWith,
      }
    })
    const reviewer = await as(needed(values, 'reviewer'))
    const { ruled } = rulings.length > 0 ? await reviewer.adjudication.ruleMany({ rulings }) : { ruled: 0 }
    answer({ ruled }, () => `Ruled on ${ruled} ${ruled === 1 ? 'difference' : 'differences'}`)

    async function roundsOfItems(): Promise<Map<string, string>> {
      const given = text(values, 'round')
      const wanted = given === undefined ? await client.rounds.list({}) : [await roundNamed(client, given)]
      const found = new Map<string, string>()
      for (const { id, state } of wanted) {
        if (state === 'open') continue
        for (const item of await client.adjudication.disagreements({ round: id })) found.set(item.id, id)
      }
      return found
    }
  },
}
