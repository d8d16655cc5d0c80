import { diffArrays } from 'diff'

/** A stretch of blocks that was replaced: from, to (exclusive), and what stands there instead. */
interface Replaced {
  from: number
  to: number
  by: string[]
}

/**
 * What two people made of the same blocks, as one list: a number is a block of mine by its place, a text one that theirs
 * brought. Null where both changed the same block, or put different ones in the same place.
 */
export function mergedBlocks(
  base: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
): (number | string)[] | null {
  const ours = replacedIn(base, mine)
  const brought = replacedIn(base, theirs).filter(
    one => !ours.some(own => own.from === one.from && own.to === one.to && isSame(own.by, one.by)),
  )
  if (brought.some(one => ours.some(own => meet(own, one)))) return null
  const merged: (number | string)[] = []
  let at = 0
  let place = 0
  const keepTo = (end: number) => {
    for (; at < end; at++) merged.push(place++)
  }
  const edits = [
    ...ours.map(edit => ({ ...edit, isMine: true })),
    ...brought.map(edit => ({ ...edit, isMine: false })),
  ].sort((a, b) => a.from - b.from || a.to - b.to)
  for (const { from, to, by, isMine } of edits) {
    keepTo(from)
    if (isMine) for (const _ of by) merged.push(place++)
    else {
      merged.push(...by)
      place += to - from
    }
    at = to
  }
  keepTo(base.length)
  return merged
}

/** Both changed a block, or put something in one place. */
const meet = (a: Replaced, b: Replaced): boolean =>
  (a.from < b.to && b.from < a.to) || (a.from === b.from && a.to === b.to)

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one, n) => one === b[n])

function replacedIn(before: readonly string[], after: readonly string[]): Replaced[] {
  const found: Replaced[] = []
  let at = 0
  let open: Replaced | null = null
  for (const { value, added, removed } of diffArrays([...before], [...after])) {
    if (!added && !removed) {
      open = null
      at += value.length
      continue
    }
    if (!open) {
      open = { from: at, to: at, by: [] }
      found.push(open)
    }
    if (removed) {
      at += value.length
      open.to = at
    } else open.by.push(...value)
  }
  return found
}
