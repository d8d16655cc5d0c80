import { standingCodes } from '../../codebook/standing.ts'
import type { Db } from '../../db/sql.ts'
import { all } from '../../db/sql.ts'
import type { KeptRound } from '../../rounds/queries.ts'
import { computation } from '../computation.ts'
import { type Kept, textRules } from './result.ts'
import type { State } from './state.ts'

/** More titles than this are counted. */
const mostNamed = 4

/**
 * Why computing a kept result now could give something else, in sentences: what it was computed from is other than it
 * was, or the computation is. Empty where neither is. `state` is the round's state now, for the same options.
 */
export function changedSince(
  db: Db,
  kept: Kept,
  round: KeptRound | undefined,
  state: State | null,
): string[] {
  if (!round || !state) return ['The round is no longer in the study, so this cannot be computed again.']
  const { result } = kept
  const found: string[] = []
  if (result.state !== state.hash) found.push(...otherInputs(db, kept, state))
  if (result.computation !== computation) {
    found.push(
      `It was computed by version ${result.computation} of the figures; this Tandem has version ${computation}.`,
    )
  }
  if ((result.unit === 'word' || result.unit === 'sentence') && kept.icu !== textRules()) {
    found.push(
      `${result.unit === 'word' ? 'Words' : 'Sentences'} are told apart by other rules than then (${kept.icu || 'unknown'}, now ${textRules() || 'unknown'}).`,
    )
  }
  return found
}

function otherInputs(db: Db, kept: Kept, state: State): string[] {
  const now = new Map(state.sources.map(source => [source.id, source]))
  const titles = new Map(
    all<{ id: string; title: string }>(db, 'SELECT id, title FROM sources').map(row => [row.id, row.title]),
  )
  const named = (sources: readonly { id: string }[]): string => {
    const [one] = sources
    if (sources.length > mostNamed) return `${sources.length} sources`
    return one === undefined ? '' : listed(sources.map(({ id }) => `“${titles.get(id) ?? 'a source'}”`))
  }
  const gone = kept.sources.filter(({ id }) => !now.has(id))
  const here = kept.sources.flatMap(then => {
    const later = now.get(then.id)
    return later ? [{ id: then.id, then, now: later }] : []
  })
  const revised = here.filter(source => source.then.text !== source.now.text)
  const recoded = here.filter(
    source => source.then.text === source.now.text && source.then.codings !== source.now.codings,
  )
  const respoken = here.filter(
    source => source.then.text === source.now.text && source.then.aside !== source.now.aside,
  )
  const added = state.sources.length - here.length
  const codes = new Map(state.codes.map(code => [code.id, code]))
  const existing = new Map(
    all<{ id: string; name: string }>(db, 'SELECT id, name FROM codes').map(({ id, name }) => [id, name]),
  )
  const removed = kept.codes.filter(({ id }) => !existing.has(id))
  const standing = standingCodes(db)
  const merged = kept.codes.flatMap(({ id, name }) => {
    const into = existing.get(standing.get(id) ?? '')
    return into === undefined ? [] : [`“${name}” counts as “${into}” since they were merged.`]
  })
  const moved = kept.codes.filter(({ id, parent }) => {
    const code = codes.get(id)
    return code !== undefined && code.parent !== parent
  })
  const sentences = [
    revised.length > 0 &&
      `The text of ${named(revised)} was revised since, and the codings went with ${revised.length === 1 ? 'it' : 'them'}.`,
    recoded.length > 0 && `The codings in ${named(recoded)} are other than they were.`,
    respoken.length > 0 && `Who speaks where in ${named(respoken)} is marked otherwise than then.`,
    gone.length > 0 && `${capital(named(gone))} ${gone.length === 1 ? 'is' : 'are'} no longer in the round.`,
    added > 0 && `${added === 1 ? '1 source is' : `${added} sources are`} in the round that were not then.`,
    removed.length > 0 &&
      `${codesNamed(removed)} ${removed.length === 1 ? 'is' : 'are'} no longer in the framework.`,
    moved.length > 0 &&
      `${codesNamed(moved)} ${moved.length === 1 ? 'stands' : 'stand'} elsewhere in the framework.`,
    ...merged,
  ].filter(sentence => sentence !== false)
  return sentences.length > 0 ? sentences : ['The codes compared are others than they were.']
}

const codesNamed = (codes: readonly { name: string }[]): string =>
  codes.length > mostNamed ? `${codes.length} codes` : listed(codes.map(({ name }) => `“${name}”`))

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
