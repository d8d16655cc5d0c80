import { z } from 'zod'
import { TandemError } from '#shared/errors.ts'
import { issueInWords } from '../../issue-in-words.ts'
import type { Command } from './command.ts'
import { allCodes, codeAmong, needed, sourceNamed, text } from './lookups.ts'
import { readRows } from './read-rows.ts'

const whole = z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)])
const optionalText = z.string().nullish()
const row = z.object({
  source: z.string().min(1),
  start: whole,
  end: whole,
  code: z.union([z.string().min(1), z.array(z.string()).transform(path => path.join(' > '))]),
  polarity: z.union([z.enum(['facilitator', 'barrier']), z.literal('').transform(() => null)]).nullish(),
  comment: optionalText,
})

const nothingAdded = { added: 0, already: 0, united: 0, mixed: [] }

export const applyCommand: Command = {
  name: 'apply',
  summary: 'code passages from a file as one coder, all or nothing',
  usage: 'STUDY [--coder I] CODINGS.{json,csv}',
  options: { coder: { type: 'string' } },
  explains: {
    coder:
      'the initials of the coder whose codings these are; in a coder’s own copy of a hand-out, theirs where absent',
  },
  words: [2, 2],
  study: 'write',
  async run({ words, values, client, as, answer }) {
    const path = words[1] ?? ''
    const rows = await readRows(path)
    const handout = (await client.session.current({})).study?.handout
    const coder = await as(text(values, 'coder') ?? handout?.coder.initials ?? needed(values, 'coder'))
    const codes = await allCodes(coder)
    const sources = new Map<string, string>()
    const codings = []
    for (const [n, given] of rows.entries()) {
      const parsed = row.safeParse(given)
      if (!parsed.success) {
        throw new TandemError(
          'bad-input',
          `${path}, row ${n + 1}: ${issueInWords(parsed.error, given, 'the row')}.`,
          'Nothing was applied.',
        )
      }
      const { source, start, end, code, polarity, comment } = parsed.data
      const id = sources.get(source) ?? (await sourceNamed(client, source)).id
      sources.set(source, id)
      codings.push({
        source: id,
        start,
        end,
        code: codeAmong(codes, code).id,
        polarity: polarity ?? null,
        comment: comment ?? '',
      })
    }
    const { added, already, united, mixed } =
      codings.length > 0 ? await coder.codings.addMany({ codings }) : nothingAdded
    answer({ applied: added, already, united, mixed: mixed.length }, () =>
      [
        `Applied ${added} ${added === 1 ? 'coding' : 'codings'}`,
        already > 0 && `Already there, nothing to add: ${already}`,
        united > 0 && `Joined with what the coder had there: ${united}`,
        mixed.length > 0 && `Of those, a facilitator and a barrier that became one: ${mixed.length}`,
      ]
        .filter(Boolean)
        .join('\n'),
    )
  },
}
