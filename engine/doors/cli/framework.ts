import type { Client } from '#shared/contract/client.ts'
import { TandemError } from '#shared/errors.ts'
import type { Framework, VersionDifference } from '#shared/model/codebook.ts'
import { reasonOfChange } from '#shared/text/reason-of-change.ts'
import type { Command, Values } from './command.ts'
import { text, UsageError } from './lookups.ts'

const framework = { framework: { type: 'string' } } as const
const which = { framework: 'its name or id; the study’s own inductive one where absent' }

export const frameworkFreeze: Command = {
  name: 'framework freeze',
  summary: 'freeze the next version of a framework as it stands',
  usage: 'STUDY [--framework F] [--note …] [--unchanged]',
  options: { ...framework, note: { type: 'string' }, unchanged: { type: 'boolean' } },
  explains: {
    ...which,
    note: 'what changed, or what the version is for',
    unchanged: 'a version of its own though nothing has changed since the last; --note says what it is for',
  },
  words: [1, 1],
  study: 'write',
  async run({ values, client, answer }) {
    const { id, name } = await named(values, client)
    const version = await client.codebook.freeze({
      framework: id,
      note: text(values, 'note') ?? '',
      unchanged: values.unchanged === true,
    })
    answer(version, () => `Froze version ${version.number} of ${name}`)
  },
}

export const frameworkDiff: Command = {
  name: 'framework diff',
  summary: 'how two versions of a framework differ, code by code, with the reasons given',
  usage: 'STUDY [--framework F] [--from N] [--to N]',
  options: { ...framework, from: { type: 'string' }, to: { type: 'string' } },
  explains: {
    ...which,
    from: 'number of the earlier version; the newest frozen one where absent',
    to: 'number of the later version; the framework as it stands where absent',
  },
  words: [1, 1],
  study: 'read',
  async run({ values, client, answer }) {
    const { id, name, version } = await named(values, client)
    if (version === 0)
      throw new TandemError('not-found', `No version of “${name}” was frozen yet.`, 'Freeze one first.')
    const compared = await client.codebook.compareVersions({
      framework: id,
      from: numberOf(values, 'from') ?? version,
      to: numberOf(values, 'to') ?? null,
    })
    answer(compared, () =>
      compared.differences.length === 0
        ? 'No difference'
        : compared.differences
            .map(({ kind, name: code, before, after, because, proposedBy }) =>
              [
                `${kind}\t${code}${proposedBy === undefined ? '' : ` (proposed by ${proposedBy})`}`,
                before !== null && after !== null && !isSaidByKind(kind)
                  ? `\t${before.replaceAll('\n', ' ')} → ${after.replaceAll('\n', ' ')}`
                  : kind === 'example'
                    ? `\t${after?.replaceAll('\n', ' ')}`
                    : '',
                inBrackets(reasonOfChange(kind, because.join('; '))),
              ].join(''),
            )
            .join('\n'),
    )
  },
}

/** Differences whose kind says all there is to say of before and after. */
const isSaidByKind = (kind: VersionDifference): boolean =>
  kind === 'retired' || kind === 'restored' || kind === 'accepted' || kind === 'declined'

const inBrackets = (reason: string): string => (reason === '' ? '' : `\t(${reason})`)

/** The framework named by `--framework`, or the study's own. */
async function named(values: Values, client: Client): Promise<Framework> {
  const word = text(values, 'framework')
  const found = (await client.codebook.frameworks({})).find(({ id, name, kind }) =>
    word === undefined ? kind === 'inductive' : name === word || id === word,
  )
  if (found) return found
  throw new TandemError(
    'not-found',
    word === undefined ? 'The study has no framework of its own.' : `There is no framework “${word}”.`,
    'Name one of the study’s frameworks with --framework.',
  )
}

function numberOf(values: Values, option: string): number | undefined {
  const given = text(values, option)
  if (given === undefined) return undefined
  if (/^[1-9]\d{0,8}$/.test(given)) return Number(given)
  throw new UsageError(`--${option} is the number of a version, such as 2.`)
}
