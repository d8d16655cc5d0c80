import type { Code } from '#shared/model/codebook.ts'
import type { Coding } from '#shared/model/coding.ts'
import type { Member } from '#shared/model/member.ts'
import type { Look, LookOf } from '../../transcript/painted.ts'

/**
 * How the bench draws codings: mine with a solid line and movable unless submitted, others' dashed.
 * @param called what codes are called on a passage, by id
 * @param fresh names of codes that were made a moment ago and are not among `byId` yet
 */
export function codingLook(
  byId: ReadonlyMap<string, Code>,
  called: ReadonlyMap<string, string>,
  members: ReadonlyMap<string, Member>,
  me: string,
  fresh: ReadonlyMap<string, string>,
): LookOf<Coding> {
  const known = new WeakMap<Coding, Look>()
  return coding => {
    const before = known.get(coding)
    if (before) return before
    const { code: codeId, coder, polarity, frozen } = coding
    const code = byId.get(codeId)
    const who = coder === me ? 'you' : (coder !== null && members.get(coder)?.name) || 'another coder'
    const label = called.get(codeId) ?? fresh.get(codeId) ?? 'Removed code'
    const look: Look = {
      colour: code?.colour ?? 1,
      label,
      description: `${code?.path.join(' › ') ?? label}, coded by ${who}${polarity ? `, ${polarity}` : ''}${frozen ? ', submitted' : ''}`,
      line: coder === me ? 'solid' : 'dashed',
      polarity,
      movable: coder === me && !frozen,
    }
    known.set(coding, look)
    return look
  }
}
