import { z } from 'zod'
import { TandemError } from '#shared/errors.ts'
import type { Code, CodeSplit } from '#shared/model/codebook.ts'
import { issueInWords } from '../../issue-in-words.ts'
import { withoutReason } from './change-codes.ts'
import type { Command } from './command.ts'
import { allCodes, codeAmong, codeNamed, list, needed, text, UsageError } from './lookups.ts'
import { readRows } from './read-rows.ts'

const row = z.object({
  coding: z.string().min(1),
  parts: z.union([
    z.array(z.string().min(1)).min(1),
    z
      .string()
      .min(1)
      .transform(names => names.split(';').map(name => name.trim())),
  ]),
})

export const codesSplit: Command = {
  name: 'codes split',
  summary: 'split a code into others; then list its codings and judge them, each coder their own',
  usage: 'STUDY --code C [--into P]… [--because …] [--coder I | --reviewer I] [--judgements FILE]',
  options: {
    code: { type: 'string' },
    into: { type: 'string', multiple: true },
    because: { type: 'string' },
    coder: { type: 'string' },
    reviewer: { type: 'string' },
    judgements: { type: 'string' },
  },
  explains: {
    code: 'the code to split: name, path (A > B) or id',
    into: 'a part: a code of its framework, or the name of one to be made; twice or more',
    because: 'why, kept with the framework',
    coder: 'the coder whose own codings are listed or judged',
    reviewer: 'the reviewer or lead who judges the codings of the consensus',
    judgements: 'a .json or .csv file of coding and parts (several: A; B); the split code itself keeps it',
  },
  words: [1, 1],
  study: 'write',
  async run({ values, client, as, answer, say }) {
    const { id, name, framework } = await codeNamed(client, needed(values, 'code'))
    const into = list(values, 'into')
    const coder = text(values, 'coder')
    const who = coder ?? text(values, 'reviewer')
    const file = text(values, 'judgements')
    if (coder !== undefined && text(values, 'reviewer') !== undefined)
      throw new UsageError('Give --coder or --reviewer, not both.')
    if (file !== undefined && who === undefined)
      throw new UsageError('--judgements needs --coder or --reviewer: each judges their own part.')
    if (into.length === 0 && who === undefined)
      throw new UsageError('--into is needed, at least twice: a code is split into two or more.')
    const given = file === undefined ? null : { file, rows: await readRows(file) }
    let split: CodeSplit | null = null
    if (into.length > 0) {
      const codes = (await allCodes(client)).filter(code => code.framework === framework)
      split = await client.codebook.splitCode({
        code: id,
        into: into.map(word => partNamed(codes, word)),
        because: text(values, 'because') ?? '',
      })
      if (split.because === '') say(withoutReason)
    }
    const codes = await allCodes(client)
    const nameOf = new Map(codes.map(code => [code.id, code.name]))
    const of = coder === undefined ? 'consensus' : 'mine'
    if (given) {
      const parts = (await client.codebook.splits({})).find(each => each.code === id)?.parts ?? []
      const known = codes.filter(code => code.id === id || parts.includes(code.id))
      const judgements = given.rows.map((one, n) => {
        const parsed = row.safeParse(one)
        if (!parsed.success)
          throw new TandemError(
            'bad-input',
            `${given.file}, row ${n + 1}: ${issueInWords(parsed.error, one, 'the row')}.`,
            'Nothing was judged.',
          )
        return {
          coding: parsed.data.coding,
          parts: parsed.data.parts.map(word => codeAmong(known, word).id),
        }
      })
      const judge = await as(who ?? '')
      const { judged } =
        judgements.length > 0 ? await judge.codebook.judgeSplit({ code: id, judgements }) : { judged: 0 }
      answer({ judged }, () => `Judged ${judged} ${judged === 1 ? 'coding' : 'codings'}`)
    } else if (who !== undefined) {
      const passages = await (await as(who)).codebook.splitPassages({ code: id, of })
      answer(passages, () =>
        passages
          .map(
            p =>
              `${p.coding}\t${p.sourceTitle}\t${p.start}-${p.end}\t${p.judged.map(part => nameOf.get(part)).join('; ') || 'open'}\t${p.text.replaceAll('\n', ' ')}`,
          )
          .join('\n'),
      )
    } else {
      const left = split?.queues.reduce((sum, queue) => sum + queue.left, 0) ?? 0
      answer(
        split,
        () =>
          `Split ${name} into ${split?.parts.map(part => nameOf.get(part)).join(', ')}: ${left} ${left === 1 ? 'coding' : 'codings'} to judge`,
      )
    }
  },
}

/** A code of the framework by that word, or the name of one to be made. */
function partNamed(codes: readonly Code[], word: string): { code: string } | { name: string } {
  try {
    return { code: codeAmong(codes, word).id }
  } catch (error) {
    if (error instanceof TandemError && error.code === 'not-found' && !/[>/]/.test(word))
      return { name: word }
    throw error
  }
}
