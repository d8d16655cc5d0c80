import { z } from 'zod'
import { TandemError } from '#shared/errors.ts'
import { issueInWords } from '../../issue-in-words.ts'
import type { Command } from './command.ts'
import { sourceNamed, text } from './lookups.ts'
import { readRows } from './read-rows.ts'

const whole = z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)])
const edit = z.object({ start: whole, end: whole, text: z.string() })

export const correctCommand: Command = {
  name: 'correct',
  summary: 'correct the text of a source from a file of edits, all or nothing',
  usage: 'STUDY SOURCE EDITS.{json,csv} [--note TEXT]',
  options: { note: { type: 'string' } },
  explains: { note: 'why, in your words' },
  words: [3, 3],
  study: 'write',
  async run({ words, values, client, answer }) {
    const { id } = await sourceNamed(client, words[1] ?? '')
    const path = words[2] ?? ''
    const edits = (await readRows(path)).map((given, n) => {
      const parsed = edit.safeParse(given)
      if (parsed.success) return parsed.data
      throw new TandemError(
        'bad-input',
        `${path}, row ${n + 1}: ${issueInWords(parsed.error, given, 'the row')}.`,
        'Nothing was changed.',
      )
    })
    const { revision } = await client.sources.open({ source: id })
    const made = await client.revisions.correct({
      source: id,
      revision,
      edits: edits.toSorted((a, b) => a.start - b.start || a.end - b.end),
      note: text(values, 'note') ?? '',
    })
    answer(made, () => `Corrected; this is text ${made.number}. ${made.toPlace} to look at`)
  },
}
