import type { Client } from '#shared/contract/client.ts'
import { TandemError } from '#shared/errors.ts'
import type { Code } from '#shared/model/codebook.ts'
import { counted } from '../../export/agreement-words.ts'
import type { Command, Values } from './command.ts'
import { allCodes, codeAmong, codeNamed, list, needed, text, UsageError } from './lookups.ts'

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

export const codesMove: Command = {
  name: 'codes move',
  summary: 'move codes within their framework, with what lies under them',
  usage: 'STUDY --code C [--code C]… (--under P | --top | --after S | --before S) [--because …]',
  options: {
    code: { type: 'string', multiple: true },
    under: { type: 'string' },
    top: { type: 'boolean' },
    after: { type: 'string' },
    before: { type: 'string' },
    ...because,
  },
  explains: {
    code: 'a code to move: name, path (A > B) or id; once or more',
    under: 'the code they are put under, as the last there',
    top: 'puts them at the top level, as the last there',
    after: 'the code they are put after, wherever it lies; with --under or --top one that lies there',
    before: 'the code they are put before, likewise',
    ...why,
  },
  words: [1, 1],
  study: 'write',
  async run({ values, client, answer }) {
    const moving = (await named(values, client)).map(({ id }) => id)
    const place = placeOf(values, await allCodes(client), moving)
    await client.codebook.moveCodes({ codes: moving, ...place, because: text(values, 'because') ?? '' })
    const codes = await allCodes(client)
    const above = codes.find(({ id }) => id === place.parent)
    const moved = [...new Set(moving)].flatMap(id => codes.find(code => code.id === id) ?? [])
    answer(
      moved.map(({ id, name, parent, path }) => ({ id, name, parent, path })),
      () =>
        `Moved ${moved.map(({ name }) => name).join(', ')} ${above ? `under ${above.path.join(' > ')}` : 'to the top level'}`,
    )
  },
}

/** The place that `--under`, `--top`, `--after` and `--before` name, among codes of which `moving` are to go there. */
function placeOf(
  values: Values,
  codes: readonly Code[],
  moving: readonly string[],
): { parent: string | null; before: string | null } {
  const under = text(values, 'under')
  const [after, before] = [text(values, 'after'), text(values, 'before')]
  const isTop = values.top === true
  if (under !== undefined && isTop) throw new UsageError('Give --under or --top, not both.')
  if (after !== undefined && before !== undefined) throw new UsageError('Give --after or --before, not both.')
  const beside = after ?? before
  if (under === undefined && !isTop && beside === undefined)
    throw new UsageError('--under, --top, --after or --before is needed.')
  const above = under === undefined ? null : codeAmong(codes, under)
  if (beside === undefined) return { parent: above?.id ?? null, before: null }
  const sibling = codeAmong(codes, beside)
  if (moving.includes(sibling.id))
    throw new UsageError(`“${sibling.name}” cannot be put beside itself; name another code.`)
  if ((isTop || above) && sibling.parent !== (above?.id ?? null))
    throw new TandemError(
      'bad-input',
      `“${sibling.path.join(' > ')}” does not lie ${above ? `directly under “${above.name}”` : 'at the top level'}.`,
      'Leave --under and --top out to put codes beside it where it lies.',
    )
  const there = codes.filter(
    ({ id, framework, parent }) =>
      framework === sibling.framework && parent === sibling.parent && !moving.includes(id),
  )
  const at = there.indexOf(sibling) + (after === undefined ? 0 : 1)
  return { parent: sibling.parent, before: there[at]?.id ?? null }
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

export const codesRemove: Command = {
  name: 'codes remove',
  summary:
    'remove codes nobody has coded with, and what lies under them; codes retire keeps those that were used',
  usage: 'STUDY --code C [--code C]… [--because …]',
  options: { code: { type: 'string', multiple: true }, ...because },
  explains: { code: 'a code: name, path (A > B) or id; once or more', ...why },
  words: [1, 1],
  study: 'write',
  async run({ values, client, answer }) {
    const codes = await named(values, client)
    await client.codebook.removeCodes({
      codes: codes.map(({ id }) => id),
      because: text(values, 'because') ?? '',
    })
    answer(
      codes.map(({ id, name, path }) => ({ id, name, path })),
      () => `Removed ${codes.map(({ name }) => name).join(', ')}`,
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
