import type { Client } from '#shared/contract/client.ts'
import { TandemError } from '#shared/errors.ts'
import type { Code } from '#shared/model/codebook.ts'
import { counted } from '../../export/agreement-words.ts'
import type { Command, Values } from './command.ts'
import { codeNamed, list, needed, text, UsageError } from './lookups.ts'

const because = { because: { type: 'string' } } as const
const why = { because: 'why, kept with the framework' }

/** What is said of a merge or a split that nobody gave a reason for. */
export const withoutReason = 'No reason was given, and the framework’s changes say so; --because gives one.'

/** The codes named by `--code`. */
async function named(values: Values, client: Client): Promise<Code[]> {
  const words = list(values, 'code')
  if (words.length === 0) throw new UsageError('--code is needed.')
  const codes: Code[] = []
  for (const word of words) codes.push(await codeNamed(client, word))
  return codes
}

/**
 * What became of rulings: ids of the differences that are asked again because what was ruled on changed, and of the rulings
 * whose difference is there no longer; none of rounds that are hidden, or closed: there what was ruled stands.
 */
async function ruledBefore(client: Client): Promise<{ asked: Set<string>; left: Set<string> }> {
  const [asked, left] = [new Set<string>(), new Set<string>()]
  for (const { id, state } of await client.rounds.list({})) {
    if (state === 'open' || state === 'closed') continue
    const items = await client.adjudication.disagreements({ round: id }).catch(hidden)
    for (const item of items) if (item.overtaken && !item.ruling) asked.add(item.id)
    for (const { ruling } of await client.adjudication.leftRulings({ round: id }).catch(hidden))
      left.add(ruling.id)
  }
  return { asked, left }
}

const newIn = (after: ReadonlySet<string>, before: ReadonlySet<string>): number =>
  [...after].filter(id => !before.has(id)).length

/** No differences where they are hidden by another round. */
function hidden(error: unknown): [] {
  if (error instanceof TandemError && error.code === 'blind') return []
  throw error
}

export const codesMerge: Command = {
  name: 'codes merge',
  summary: 'merge codes into another; their codings count as it and stay as they were made',
  usage: 'STUDY --code C [--code C]… --into C [--because …]',
  options: { code: { type: 'string', multiple: true }, into: { type: 'string' }, ...because },
  explains: {
    code: 'a code to merge: name, path (A > B) or id; once or more',
    into: 'the code they are merged into',
    ...why,
  },
  words: [1, 1],
  study: 'write',
  async run({ values, client, answer, say }) {
    const codes = await named(values, client)
    const into = await codeNamed(client, needed(values, 'into'))
    const before = await ruledBefore(client)
    const code = await client.codebook.mergeCodes({
      codes: codes.map(({ id }) => id),
      into: into.id,
      because: text(values, 'because') ?? '',
    })
    const after = await ruledBefore(client)
    if ((text(values, 'because') ?? '').trim() === '') say(withoutReason)
    const again = newIn(after.asked, before.asked)
    const left = newIn(after.left, before.left)
    if (again > 0)
      say(
        `${counted(again, 'difference')} that ${again === 1 ? 'was' : 'were'} ruled on ${again === 1 ? 'is' : 'are'} asked again; what was ruled stands until then.`,
      )
    if (left > 0)
      say(
        `${counted(left, 'ruling')} ${left === 1 ? 'is of a difference that is' : 'are of differences that are'} there no longer: see disagreements --left.`,
      )
    answer(code, () => `Merged ${codes.map(({ name }) => name).join(', ')} into ${code.path.join(' > ')}`)
  },
}

export const codesRetire: Command = {
  name: 'codes retire',
  summary:
    'retire codes: shown where they were used, offered no more; --undo brings them back as provisional',
  usage: 'STUDY --code C [--code C]… [--because …] [--undo]',
  options: { code: { type: 'string', multiple: true }, undo: { type: 'boolean' }, ...because },
  explains: {
    code: 'a code: name, path (A > B) or id; once or more',
    undo: 'brings retired codes back',
    ...why,
  },
  words: [1, 1],
  study: 'write',
  async run({ values, client, answer }) {
    const codes = await named(values, client)
    const status = values.undo === true ? 'provisional' : 'retired'
    const already = codes.find(code => (code.status === 'retired') === (status === 'retired'))
    if (already)
      throw new TandemError(
        'conflict',
        `“${already.name}” is ${status === 'retired' ? 'retired already' : 'not retired'}.`,
        'Nothing was changed; leave it out.',
      )
    await client.codebook.updateCodes({
      codes: codes.map(({ id }) => id),
      status,
      because: text(values, 'because') ?? '',
    })
    answer(
      codes.map(({ id, name }) => ({ id, name, status })),
      () =>
        `${status === 'retired' ? 'Retired' : 'Brought back'} ${codes.map(({ name }) => name).join(', ')}`,
    )
  },
}

export const codesAccept: Command = {
  name: 'codes accept',
  summary:
    'accept codes that coders proposed in a round; codes retire declines them, codes merge takes them into another',
  usage: 'STUDY --code C [--code C]… [--name N] [--because …]',
  options: { code: { type: 'string', multiple: true }, name: { type: 'string' }, ...because },
  explains: {
    code: 'a proposed code: name, path (A > B) or id; once or more',
    name: 'the name it is accepted under, of one code; its own where absent',
    ...why,
  },
  words: [1, 1],
  study: 'write',
  async run({ values, client, answer }) {
    const codes = await named(values, client)
    const name = text(values, 'name')
    if (name !== undefined && codes.length > 1) throw new UsageError('--name is for one code.')
    const own = codes.find(({ proposedIn }) => proposedIn === null)
    if (own)
      throw new TandemError(
        'not-allowed',
        `Nobody proposed “${own.name}” in a round: there is nothing to accept.`,
        'Nothing was changed; leave it out.',
      )
    const reason = text(values, 'because') ?? ''
    const [one] = codes
    if (name !== undefined && one)
      await client.codebook.updateCode({ code: one.id, name, status: 'agreed', because: reason })
    else
      await client.codebook.updateCodes({
        codes: codes.map(({ id }) => id),
        status: 'agreed',
        because: reason,
      })
    const accepted = codes.map(code => ({ id: code.id, name: name ?? code.name, status: 'agreed' }))
    answer(accepted, () => `Accepted ${accepted.map(each => each.name).join(', ')}`)
  },
}
