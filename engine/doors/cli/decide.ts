import type { Decision } from '#shared/model/merge.ts'
import type { Command } from './command.ts'
import { text, UsageError } from './lookups.ts'

export const decideCommand: Command = {
  name: 'decide',
  summary: 'what met in merging and waits for a person, both sides of it; --keep or --take settles one',
  usage: 'STUDY [--keep ID | --take ID]',
  options: { keep: { type: 'string' }, take: { type: 'string' } },
  explains: { keep: 'leave what stands, by the id it is listed with', take: 'take the other instead' },
  words: [1, 1],
  study: ({ keep, take }) => (keep === undefined && take === undefined ? 'read' : 'write'),
  async run({ values, client, answer }) {
    const [keep, take] = [text(values, 'keep'), text(values, 'take')]
    if (keep !== undefined && take !== undefined) throw new UsageError('--keep or --take, not both.')
    const wanted = keep ?? take
    if (wanted !== undefined) {
      const found = (await client.merging.returns({})).find(({ decisions }) =>
        decisions.some(each => nameOf(each) === wanted),
      )
      const meant = found?.decisions.find(each => nameOf(each) === wanted)
      if (!found || !meant)
        throw new UsageError(`Nothing that waits has the id “${wanted}”; decide lists what does.`)
      await client.merging.decide({
        package: found.id,
        operation: meant.operation,
        part: meant.part,
        choice: take === undefined ? 'keep' : 'other',
      })
    }
    const open = (await client.merging.returns({})).flatMap(({ id, decisions }) =>
      decisions.filter(({ settled }) => settled === null).map(each => ({ package: id, ...each })),
    )
    answer(open, () =>
      open.length === 0 ? 'Nothing waits to be decided.' : open.flatMap(inWords).join('\n'),
    )
  },
}

/** What a meeting is known by here: its step, and which of several in it. */
const nameOf = ({ operation, part }: Decision): string => (part === 0 ? operation : `${operation}.${part}`)

function inWords(decision: Decision): string[] {
  const { kind, what, stands, other, texts, canTakeOther } = decision
  return [
    `${nameOf(decision)}\t${what}${canTakeOther || kind === 'hidden' ? '' : ' The other cannot be taken.'}`,
    ...(stands === null && other === null
      ? []
      : [`\tstands: ${stands ?? 'nothing'}`, `\tother: ${other ?? 'nothing'}`]),
    ...(texts?.changes ?? []).flatMap(({ head, before, after, tail }) => [
      `\tstands: ${onOneLine(`${head}[${before}]${tail}`)}`,
      `\tother: ${onOneLine(`${head}[${after}]${tail}`)}`,
    ]),
    ...(texts && texts.further > 0 ? [`\tand in ${texts.further} further places`] : []),
  ]
}

const onOneLine = (words: string): string => words.replaceAll(/\s+/g, ' ').trim()
