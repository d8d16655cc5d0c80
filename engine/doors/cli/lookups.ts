import type { Client } from '#shared/contract/client.ts'
import { TandemError } from '#shared/errors.ts'
import type { Code, Framework } from '#shared/model/codebook.ts'
import type { Member } from '#shared/model/member.ts'
import type { SavedQuery } from '#shared/model/query.ts'
import type { Round } from '#shared/model/round.ts'
import type { SourceSummary } from '#shared/model/source.ts'
import type { Values } from './command.ts'

/** What agreement may count. */
export const units = ['character', 'word', 'sentence', 'segment', 'source'] as const

/** A member by initials, name or id. */
export async function memberNamed(client: Client, word: string): Promise<Member> {
  const members = await client.members.list({})
  return only(members, word, 'member', m => [m.id, m.initials, m.name])
}

/** A source by id, title or file name. */
export async function sourceNamed(client: Client, word: string): Promise<SourceSummary> {
  return only(await client.sources.list({}), word, 'source', s => [s.id, s.title, s.fileName])
}

/** A round by id or title. */
export async function roundNamed(client: Client, word: string): Promise<Round> {
  return only(await client.rounds.list({}), word, 'round', r => [r.id, r.title])
}

/** The round that `--round` names; where it names none, the one round that was handed in. */
export async function comparedRound(client: Client, values: Values): Promise<Round> {
  const word = text(values, 'round')
  if (word !== undefined) return roundNamed(client, word)
  const compared = (await client.rounds.list({})).filter(({ state }) => state !== 'open')
  const [round, ...more] = compared
  if (round && more.length === 0) return round
  throw new UsageError(
    compared.length === 0
      ? '--round is needed: no round has been handed in by both its coders.'
      : `--round is needed: ${compared.map(({ title }) => `“${title}”`).join(', ')}.`,
  )
}

/** A framework by id or name. */
export async function frameworkNamed(client: Client, word: string): Promise<Framework> {
  return only(await client.codebook.frameworks({}), word, 'framework', f => [f.id, f.name])
}

/** A saved query by id or name. */
export async function queryNamed(client: Client, word: string): Promise<SavedQuery> {
  return only(await client.queries.list({}), word, 'query', q => [q.id, q.name])
}

/** A code by id, by name, or by its path written `Parent > Child` (also `/` and `::`). */
export async function codeNamed(client: Client, word: string): Promise<Code> {
  return codeAmong(await allCodes(client), word)
}

export const allCodes = async (client: Client): Promise<Code[]> =>
  (await client.codebook.frameworks({})).flatMap(framework => framework.codes)

/** The code that `word` names among `codes`; see `codeNamed`. */
export function codeAmong(codes: readonly Code[], word: string): Code {
  const spelled = (code: Code): string[] => [
    code.id,
    code.name,
    code.path.join(' > '),
    code.path.join('>'),
    code.path.join('/'),
    code.path.join('::'),
    // A code that was merged into it counts as it, and is known by its old name.
    ...code.merged.flatMap(({ id, name }) => (codes.some(other => other.name === name) ? [id] : [id, name])),
  ]
  return only(codes, word, 'code', spelled)
}

function only<T>(things: readonly T[], word: string, what: string, names: (thing: T) => string[]): T {
  const exact = things.filter(thing => names(thing).includes(word))
  const wanted = word.trim().toLowerCase()
  const found =
    exact.length > 0 ? exact : things.filter(thing => names(thing).some(n => n.toLowerCase() === wanted))
  const [first] = found
  if (!first) throw new TandemError('not-found', `There is no ${what} “${word}” in this study.`)
  if (found.length > 1) {
    throw new TandemError(
      'bad-input',
      `“${word}” names ${found.length} ${what === 'query' ? 'queries' : `${what}s`}.`,
      `Give the ${what}’s id or its whole path.`,
    )
  }
  return first
}

/** A text option, or undefined. */
export function text(values: Values, name: string): string | undefined {
  const value = values[name]
  return typeof value === 'string' ? value : undefined
}

/** A text option that must be given. */
export function needed(values: Values, name: string): string {
  const value = text(values, name)
  if (value !== undefined) return value
  throw new UsageError(`--${name} is needed.`)
}

/** An option that may be given several times, each also as a comma list. */
export function list(values: Values, name: string): string[] {
  const value = values[name]
  const given = Array.isArray(value) ? value : value === undefined ? [] : [value]
  return given
    .filter(one => typeof one === 'string')
    .flatMap(one => one.split(','))
    .map(one => one.trim())
    .filter(one => one !== '')
}

/** One of a few words; anything else is bad usage. */
export function oneOf<const Known extends string>(
  word: string,
  known: readonly Known[],
  name: string,
): Known {
  const found = known.find(k => k === word.toLowerCase())
  if (found !== undefined) return found
  throw new UsageError(`--${name} is one of ${known.join(', ')}; not “${word}”.`)
}

/** The command was not called as it is meant to be: exit 2. */
export class UsageError extends Error {}
