import type { Code } from '#shared/model/codebook.ts'
import type { Coding } from '#shared/model/coding.ts'
import type { Member } from '#shared/model/member.ts'
import type { PaintedCoding } from '../../transcript/painted.ts'

/**
 * Codings as the transcript draws them, in the order they were made: mine with a solid line and movable unless
 * submitted, others' dashed.
 */
export function paintedCodings(
  codings: readonly Coding[],
  byId: ReadonlyMap<string, Code>,
  members: ReadonlyMap<string, Member>,
  me: string,
): PaintedCoding[] {
  return codings
    .toSorted((a, b) =>
      a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : a.id < b.id ? -1 : 1,
    )
    .map(({ id, start, end, code: codeId, coder, polarity, frozen }) => {
      const code = byId.get(codeId)
      const who = coder === me ? 'you' : (coder !== null && members.get(coder)?.name) || 'another coder'
      const label = code?.name ?? 'Removed code'
      return {
        id,
        start,
        end,
        colour: code?.colour ?? 1,
        label,
        description: `${code?.path.join(' › ') ?? label}, coded by ${who}${polarity ? `, ${polarity}` : ''}${frozen ? ', submitted' : ''}`,
        line: coder === me ? 'solid' : 'dashed',
        column: 0,
        polarity,
        movable: coder === me && !frozen,
      }
    })
}
