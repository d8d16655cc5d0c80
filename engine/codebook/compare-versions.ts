import { isDeepStrictEqual } from 'node:util'
import type {
  ChangeKind,
  CodeDifference,
  CodeExample,
  CodeStatus,
  FrozenCode,
  VersionDifference,
} from '#shared/model/codebook.ts'
import { exampleInWords } from './examples.ts'

/** A reason given for a change of a code, oldest first. */
interface Reason {
  kind: ChangeKind
  code: string
  because: string
  /** The name of the code it was merged into, split into or put under; null of other changes. */
  other: string | null
}

/**
 * How a framework differs between two versions of it: of each code what was done, with its words before and after, and
 * the reasons given meanwhile, into what it was split, and the examples that were made of it. In the order of the later
 * version; what is no longer there comes last. The same codes differ in nothing; exchanging the versions exchanges added and
 * removed.
 */
export function compareVersions(
  from: readonly FrozenCode[],
  to: readonly FrozenCode[],
  reasons: readonly Reason[],
  /** Names of those who proposed codes in rounds, by code. */
  proposers: ReadonlyMap<string, string>,
  examples: readonly CodeExample[] = [],
): CodeDifference[] {
  const before = new Map(from.map(code => [code.id, code]))
  const after = new Map(to.map(code => [code.id, code]))
  const why = (code: string, kind: VersionDifference) => {
    const given = reasons
      .filter(reason => reason.code === code && reason.kind === loggedAs(kind) && reason.because !== '')
      .map(({ because, other }) => {
        if (kind === 'moved') return because
        // What it was merged into may have been merged on since: the reason was another code's.
        const into = kind === 'merged' ? nameOf(after.get(code)?.parent ?? null, after) : other
        return other === null || other === into ? because : `${because} (into “${other}”)`
      })
    return [...new Set(given)]
  }
  const proposed = (id: string, kind: VersionDifference): Pick<CodeDifference, 'proposedBy'> => {
    const proposedBy = proposers.get(id)
    return proposedBy !== undefined && ofProposals.has(kind) ? { proposedBy } : {}
  }
  const found: CodeDifference[] = []
  const add = (kind: VersionDifference, { id, name }: FrozenCode, was: string | null, is: string | null) =>
    found.push({
      kind,
      code: id,
      name,
      before: was,
      after: is,
      because: why(id, kind),
      ...proposed(id, kind),
    })
  const addSplit = (code: FrozenCode, was: string) => {
    const parts = reasons.filter(reason => reason.code === code.id && reason.kind === 'split')
    const named = [...new Set(parts.flatMap(({ other }) => other ?? []))].map(name => `“${name}”`)
    if (named.length > 0) add('split', code, was, named.join(', '))
  }
  const isLogged = (id: string, kind: ChangeKind) =>
    reasons.some(reason => reason.code === id && reason.kind === kind)
  /** Of a proposed code that it was accepted or declined, of another that its status is other. */
  const addStatus = (code: FrozenCode, was: CodeStatus) => {
    const isTaken = code.status === 'agreed' || (code.status === 'retired' && isLogged(code.id, 'added'))
    const isProposal = proposers.has(code.id) && was === 'provisional'
    if (isProposal && isTaken) add('accepted', code, was, 'agreed')
    if (code.status === 'retired' && was !== 'retired') {
      if (isProposal && !isTaken && !isLogged(code.id, 'split')) add('declined', code, was, 'retired')
      else add('retired', code, isProposal && isTaken ? 'agreed' : was, 'retired')
    } else if (was !== code.status && was !== 'retired' && !isProposal) add('status', code, was, code.status)
  }
  for (const code of to) {
    const earlier = before.get(code.id)
    if (!earlier) {
      add('added', code, null, isMerged(code) ? code.name : pathOf(code, after))
      addSplit(code, code.name)
      if (isMerged(code)) add('merged', code, code.name, nameOf(code.parent, after))
      else if (code.status === 'retired' || proposers.has(code.id) || isLogged(code.id, 'added'))
        addStatus(code, 'provisional')
      continue
    }
    if (earlier.name !== code.name) add('renamed', code, earlier.name, code.name)
    addSplit(code, pathOf(earlier, before))
    if (isMerged(code) && !isMerged(earlier)) {
      add('merged', code, pathOf(earlier, before), nameOf(code.parent, after))
      continue
    }
    // What it was merged into was merged on.
    if (isMerged(code) && earlier.parent !== code.parent)
      add('merged', code, nameOf(earlier.parent, before), nameOf(code.parent, after))
    if (isMerged(earlier) && !isMerged(code))
      add('separated', code, nameOf(earlier.parent, before), pathOf(code, after))
    else if (!isMerged(code) && earlier.parent !== code.parent)
      add('moved', code, pathOf(earlier, before), pathOf(code, after))
    if (meaningOf(earlier) !== meaningOf(code)) add('redefined', code, meaningOf(earlier), meaningOf(code))
    addStatus(code, earlier.status)
    if (earlier.status === 'retired' && code.status !== 'retired' && !isMerged(earlier))
      add('restored', code, 'retired', code.status)
  }
  for (const { code: id, kind, text, note } of examples) {
    const code = after.get(id)
    if (!code) continue
    const words = exampleInWords[kind].replace(/^an? /, '')
    found.push({
      kind: 'example',
      code: id,
      name: code.name,
      before: null,
      after: `${words}: “${text}”`,
      because: note === '' ? [] : [note],
    })
  }
  for (const code of from) if (!after.has(code.id)) add('removed', code, pathOf(code, before), null)
  return found
}

/** What is told of who proposed the code. */
const ofProposals: ReadonlySet<VersionDifference> = new Set(['added', 'accepted', 'declined', 'merged'])

/** What the log of changes calls a difference: there only what is taken into the framework is added to it. */
const loggedAs = (kind: VersionDifference): VersionDifference | null =>
  kind === 'added'
    ? null
    : kind === 'accepted' || kind === 'status'
      ? 'added'
      : kind === 'declined'
        ? 'retired'
        : kind

/** Whether two frozen states of a framework hold the very same: also the colours of its codes, and their order. */
export const isSame = (one: readonly FrozenCode[], other: readonly FrozenCode[]): boolean =>
  isDeepStrictEqual(one.map(withMerged), other.map(withMerged))

/** Versions of before there were merged codes do not say that one is not. */
const withMerged = (code: FrozenCode): FrozenCode => ({ ...code, merged: code.merged ?? 0 })

const isMerged = ({ merged }: FrozenCode): boolean => merged === 1

/** What a code means, as people read it: a line for each part that is there. */
const meaningOf = (code: FrozenCode): string =>
  [
    code.definition,
    code.when_to_use && `When to use: ${code.when_to_use}`,
    code.when_not && `When not to use: ${code.when_not}`,
    code.example && `Example: ${code.example}`,
  ]
    .filter(part => part !== '')
    .join('\n')

const nameOf = (id: string | null, codes: ReadonlyMap<string, FrozenCode>): string =>
  codes.get(id ?? '')?.name ?? ''

function pathOf(code: FrozenCode, codes: ReadonlyMap<string, FrozenCode>): string {
  const path = [code.name]
  for (let at = codes.get(code.parent ?? ''); at && path.length < 100; at = codes.get(at.parent ?? ''))
    path.unshift(at.name)
  return path.join(' › ')
}
