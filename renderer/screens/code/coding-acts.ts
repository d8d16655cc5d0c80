import type { AddedCodings, Coding } from '#shared/model/coding.ts'
import { holds, type Span } from '#shared/text/span.ts'
import { rowAt, turnOf } from '../../transcript/rows.ts'
import { snapSpan, spanOf } from '../../transcript/snap.ts'
import { announce } from '../../ui/live-announcer.tsx'
import { showToast } from '../../ui/toast-queue.ts'
import { inSentence, listedInShort, number } from '../../wording.ts'
import { useBench } from './bench.ts'
import type { BenchContext } from './bench-context.ts'
import type { BenchWords } from './bench-words.ts'

/** Of how many codes a notice tells what was lost. */
const mostTold = 3

/** Codes passages and gives codings other extents, and says what became of those of the same code that they met. */
export function codingActs(now: () => BenchContext, { nameOf, named, quoted, said, say }: BenchWords) {
  const state = () => useBench.getState()

  /** The selection; without one the turn at the caret. */
  const target = (): Span | null => {
    const { selection } = state()
    const { rows, text } = now().source
    const span = selection && spanOf(selection)
    // As it is selected, without white space at its ends.
    if (span && span.start < span.end) return snapSpan(text, rows, span, true)
    const row = rowAt(rows, span?.start ?? 0)
    const turn = row && turnOf(rows, row)
    return turn && turn.start < turn.end ? turn : null
  }
  /** The selection made to be the target and brought into view, so that what will be coded is seen. */
  const showTarget = (): Span | null => {
    const span = target()
    const { selection } = state()
    const held = selection && spanOf(selection)
    if (!span) say('There are no words here to code.')
    else if (held?.start !== span.start || held.end !== span.end)
      useBench.setState({ selection: { anchor: span.start, focus: span.end } })
    if (span) now().bring(span)
    return span
  }
  /** Whether this person may code here; says why not. */
  const mayCode = (): boolean => {
    const { whyNotCoded } = now()
    if (whyNotCoded !== null) say(whyNotCoded)
    return whyNotCoded === null
  }

  /** A coding of mine as it will be, under an id of this window's own till the engine gives it one. */
  const draft = (code: string, span: Span): Coding => ({
    id: crypto.randomUUID(),
    source: now().source.id,
    ...span,
    code,
    coder: now().member.id,
    layer: 'independent',
    polarity: null,
    comment: '',
    round: null,
    ruling: null,
    createdAt: new Date().toISOString(),
    frozen: false,
  })
  /** My codings with this code that a passage would be joined with. */
  const sameOn = (code: string, span: Span): Coding[] =>
    now()
      .store.codings.within(span.start, span.end)
      .map(({ coding }) => coding)
      .filter(coding => coding.code === code && coding.coder === now().member.id && !coding.frozen)
  const codeSpan = async (code: string, span: Span) => {
    const { store } = now()
    const coding = draft(code, span)
    const held = sameOn(code, span)
    const [same] = held
    useBench.setState({ active: same?.id ?? coding.id })
    state().use(code)
    if (same && holds(same, span)) {
      say(`“${nameOf(code)}” is already on this passage: nothing changed.`)
      return
    }
    const made = await store.add(coding)
    const isActive = state().active === coding.id
    if (!made) {
      if (isActive) useBench.setState({ active: null })
      return
    }
    if (isActive) useBench.setState({ active: made.id })
    const isJoined = made.start < span.start || made.end > span.end || held.some(({ id }) => id === made.id)
    if (!isJoined) {
      announce(`Coded ${quoted(code)}: ${said(span, 80)}`)
      return
    }
    sayUnited(made, held)
  }
  const becameOne = (met: number) =>
    met > 1 ? ` ${number(met)} times: all of it is one passage now` : ': the two are one passage now'
  /** Says that a passage became one with those of its code that it met, and what of all `before` it could not keep. */
  const sayUnited = (made: Coding, met: readonly Coding[], before: readonly Coding[] = met) => {
    now().flash(made)
    const isMixed = new Set(before.flatMap(({ polarity }) => polarity ?? [])).size > 1
    const lost = isMixed ? ` One was a facilitator and one a barrier: it is a ${made.polarity}.` : ''
    // Said of this step: what is done or undone next takes its place.
    showToast({
      message: `You had “${nameOf(made.code)}” on overlapping text${becameOne(met.length)}.${lost}`,
      topic: 'step',
    })
  }
  /** The same of several codes at once. */
  const sayAllUnited = (span: Span, met: ReadonlyMap<string, number>, mixed: AddedCodings['mixed']) => {
    now().flash(span)
    const lost = mixed
      .slice(0, mostTold)
      .map(
        ({ code, polarity }) =>
          ` One of “${nameOf(code)}” was a facilitator and one a barrier: it is a ${polarity}.`,
      )
    if (mixed.length > mostTold) lost.push(` So it was with ${number(mixed.length - mostTold)} more.`)
    const [only = 1, ...more] = met.values()
    const became = more.length === 0 ? becameOne(only) : ': each is one passage now'
    showToast({
      message: `You had ${named([...met.keys()])} on overlapping text${became}.${lost.join('')}`,
      topic: 'step',
    })
  }
  /** Gives a coding of mine another extent; where it meets others of its code they become one. Answers how many it met. */
  const extend = (coding: Coding, to: { start?: number; end?: number }): number => {
    const met = sameOn(coding.code, { ...coding, ...to }).filter(({ id }) => id !== coding.id)
    void now()
      .store.update(coding.id, to)
      .then(made => made && met.length > 0 && sayUnited(made, met, [coding, ...met]))
    return met.length
  }
  /** Codes that are being made, by the id they have here: the engine's id of each, undefined where it was refused. */
  const making = new Map<string, Promise<string | undefined>>()
  /** Codes the target with one code, or with several as one step. */
  const code = (...ids: string[]) => {
    if (!mayCode()) return
    const span = showTarget()
    const [only] = ids
    if (!span || only === undefined) return
    const asked = making.get(only)
    if (asked) void asked.then(made => (made === undefined ? undefined : codeSpan(made, span)))
    else if (ids.length === 1) void codeSpan(only, span)
    else void codeSpanWithAll(ids, span)
  }
  const codeSpanWithAll = async (ids: readonly string[], span: Span) => {
    for (const id of ids) state().use(id)
    useBench.setState({ active: null })
    const added = ids.filter(id => !sameOn(id, span).some(same => holds(same, span)))
    const joined = new Map(
      added.map(id => [id, sameOn(id, span).length] as const).filter(([, met]) => met > 0),
    )
    if (added.length === 0) {
      say(`${named(ids)} are already on this passage: nothing changed.`)
      return
    }
    const made = await now().store.addMany(added.map(id => draft(id, span)))
    if (!made) return
    announce(`Coded ${listedInShort(added.map(quoted))}: ${said(span, 80)}`)
    if (joined.size > 0) sayAllUnited(span, joined, made.mixed)
  }
  /** Makes a code in the study's own framework and codes the target with it, as one step. */
  const codeWithNew = async (name: string, span: Span | null) => {
    if (!span || !mayCode()) return
    const { codes, store } = now()
    const there = codes.find(c => c.kind === 'inductive' && c.name.toLowerCase() === name.toLowerCase())
    if (there) return codeSpan(there.id, span)
    const coding = draft(`new ${name}`, span)
    useBench.setState(({ fresh }) => ({ active: coding.id, fresh: new Map(fresh).set(coding.code, name) }))
    // It is the last code at once: a key that codes with it again waits for the id it is given.
    state().use(coding.code)
    const asked = store.add(coding, name)
    making.set(
      coding.code,
      asked.then(made => made?.code),
    )
    const made = await asked
    const given = (id: string) => (id === coding.code ? made?.code : id) ?? []
    useBench.setState(({ active, recent, code, fresh }) => ({
      active: active === coding.id ? (made?.id ?? null) : active,
      recent: recent.flatMap(given),
      code: code === coding.code ? (made?.code ?? null) : code,
      ...(made ? { fresh: new Map(fresh).set(made.code, name) } : {}),
    }))
    making.delete(coding.code)
    if (!made) return
    announce(`Coded “${inSentence(name)}”, a new code: ${said(span, 80)}`)
  }

  return { target, showTarget, mayCode, code, codeSpan, codeWithNew, extend }
}
