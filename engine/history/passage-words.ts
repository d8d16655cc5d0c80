import { countWords } from '#shared/text/words.ts'
import type { Cell, Row } from '../db/sql.ts'

/** A change of a coding or an annotation: the whole row before (null: it was not there) and after (null: it went). */
export interface Touch {
  /** The kind of the journal's entry, `noun.verb`. */
  kind: string
  table: 'codings' | 'annotations'
  was: Row | null
  is: Row | null
}

/** What the sentences name, and the text that codings lie in. */
export interface Names {
  codes: ReadonlyMap<string, { name: string; colour: number | null }>
  /** Titles by id. */
  rounds: ReadonlyMap<string, string>
  text: string
}

/**
 * A change as a sentence without its full stop, and the code it is about. An undo is told as what it takes back.
 * @param beside every change that the same entry made to this passage
 */
export function inWords(
  touch: Touch,
  beside: readonly Touch[],
  names: Names,
): { what: string; code: string | null } {
  const [noun = '', verb] = touch.kind.split('.')
  const takesBack = verb === 'undone'
  const told = takesBack ? backwards(touch) : touch
  const others = beside.filter(other => other !== touch).map(other => (takesBack ? backwards(other) : other))
  const say = told.table === 'codings' ? sayCoding : sayAnnotation
  const { what, code } = say({ ...told, noun }, others, names)
  if (!takesBack && verb !== 'redone') return { what, code }
  return { what: `${takesBack ? 'Undid' : 'Redid'}: ${what.charAt(0).toLowerCase()}${what.slice(1)}`, code }
}

const backwards = (touch: Touch): Touch => ({ ...touch, was: touch.is, is: touch.was })

type Telling = Touch & { noun: string }
type Told = { what: string; code: string | null }

function sayCoding({ was, is, noun }: Telling, others: readonly Touch[], names: Names): Told {
  const row = is ?? was
  const code = typeof row?.code === 'string' ? row.code : null
  const named = nameOf(row?.code, names)
  const settled = row?.layer === 'consensus'
  if (!was) {
    if (settled && row?.ruling && noun === 'decision')
      return { what: `Ruled in another copy, and taken since: ${named} stands`, code }
    if (settled)
      return { what: noun === 'ruling' ? `Ruled: ${named} stands` : `Both coders agree: ${named}`, code }
    const as = row?.polarity ? ` as a ${row.polarity}` : ''
    return { what: `Coded ${named}${as}${row?.comment ? ', with a comment' : ''}`, code }
  }
  if (!is) {
    if (settled && was.ruling && (noun === 'merge' || noun === 'decision'))
      return { what: `Gave way to a ruling made in another copy: ${named}`, code }
    if (settled) return { what: `No longer in the consensus: ${named}`, code }
    if (noun === 'revision') return { what: `Set ${named} aside: its words were taken out of the text`, code }
    const joined = others.some(
      o => o.table === 'codings' && o.is?.code === was.code && o.is?.coder === was.coder,
    )
    if (joined && noun === 'coding') return { what: `Joined ${named} with one it overlaps`, code }
    const under =
      noun === 'code' ? ' together with the code' : noun === 'source' ? ' together with the source' : ''
    return { what: `Removed ${named}${under}`, code }
  }
  if (was.revision !== is.revision) return { what: `${named} went with a correction of the text`, code }
  const parts = [
    ...(was.code === is.code ? [] : [`recoded from ${nameOf(was.code, names)}`]),
    ...(['start', 'end'] as const).flatMap(edge => movedEdge(edge, was, is, names.text)),
    ...polarityWords(was.polarity, is.polarity),
    ...commentWords(was.comment, is.comment),
  ]
  if (parts.length > 0) return { what: `${named}: ${parts.join(', ')}`, code }
  return was.round === is.round
    ? { what: `Changed ${named}`, code }
    : { what: roundWords(was, is, names), code: null }
}

function sayAnnotation({ was, is }: Telling, _others: readonly Touch[], names: Names): Told {
  if (!was) return { what: 'Annotated', code: null }
  if (!is) return { what: 'Removed an annotation', code: null }
  if (was.revision !== is.revision)
    return { what: 'An annotation went with a correction of the text', code: null }
  if (was.text !== is.text || was.round === is.round) return { what: 'Changed an annotation', code: null }
  return { what: roundWords(was, is, names), code: null }
}

function nameOf(code: Cell | undefined, { codes }: Names): string {
  const name = typeof code === 'string' ? codes.get(code)?.name : undefined
  return name === undefined ? 'a code that is no longer here' : `“${name}”`
}

/** `moved its end 3 words later`; nothing where the edge stayed. */
function movedEdge(edge: 'start' | 'end', was: Row, is: Row, text: string): string[] {
  const [from, to] = [Number(was[edge]), Number(is[edge])]
  if (from === to) return []
  const between = text.slice(Math.min(from, to), Math.max(from, to))
  const words = countWords(between)
  const way = to > from ? 'later' : 'earlier'
  const count = words > 0 ? words : between.length
  const unit = words > 0 ? 'word' : 'character'
  return [`moved its ${edge} ${count} ${unit}${count === 1 ? '' : 's'} ${way}`]
}

function polarityWords(was: Cell | undefined, is: Cell | undefined): string[] {
  if (was === is) return []
  return [is ? `marked as a ${is}` : `no longer marked as a ${was}`]
}

function commentWords(was: Cell | undefined, is: Cell | undefined): string[] {
  if (was === is) return []
  if (!was) return ['commented']
  return [is ? 'changed its comment' : 'removed its comment']
}

function roundWords(was: Row, is: Row, { rounds }: Names): string {
  const titleOf = (round: Cell | undefined) => {
    const title = typeof round === 'string' ? rounds.get(round) : undefined
    return title === undefined ? 'a round' : `the round “${title}”`
  }
  return is.round ? `Taken into ${titleOf(is.round)}` : `Taken out of ${titleOf(was.round)}`
}
