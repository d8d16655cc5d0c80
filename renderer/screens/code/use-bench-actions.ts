import { useEffect, useRef, useState } from 'react'
import type { Code } from '#shared/model/codebook.ts'
import type { AddedCodings, Annotation, Coding } from '#shared/model/coding.ts'
import type { Member } from '#shared/model/member.ts'
import { nextBoundary, previousBoundary } from '#shared/text/graphemes.ts'
import { holds, type Span } from '#shared/text/span.ts'
import { nudgeEdge } from '../../transcript/caret-moves.ts'
import { firstWords } from '../../transcript/first-words.ts'
import { rowAt, turnOf } from '../../transcript/rows.ts'
import { snapSpan, spanOf } from '../../transcript/snap.ts'
import { announce } from '../../ui/live-announcer.tsx'
import { dismissTopic, showToast } from '../../ui/toast-queue.ts'
import { useClient, useRun } from '../../use-engine.ts'
import { inSentence, listed, listedInShort, number } from '../../wording.ts'
import { type BenchActions, useBench } from './bench.ts'
import { inVivoName } from './in-vivo-name.ts'
import { neighbourOf, nextTurn } from './next-place.ts'
import { useRevisions } from './revisions/revisions-store.ts'
import type { About } from './unkept-words.ts'
import type { OpenCodings } from './use-codings.ts'
import type { ReadText } from './use-kept-text.ts'

interface BenchContext {
  source: ReadText
  member: Member
  store: OpenCodings
  byId: ReadonlyMap<string, Code>
  /** What codes are called where their names stand by themselves, by id. */
  called: ReadonlyMap<string, string>
  codes: readonly Code[]
  annotations: readonly Annotation[]
  pinned: readonly string[]
  /** Why this person codes nothing here, as a sentence; null where they may. */
  whyNotCoded: string | null
  /** Why this person adds nothing here, no annotation either, as a sentence; null where they may. */
  whyNotAdded: string | null
  /** Shows a passage and gives the text the keyboard. */
  goTo: (span: Span, options?: { flash?: boolean; keepSelection?: boolean }) => void
  /** Lights a passage for a moment, where it stands. */
  flash: (span: Span) => void
  openChooser: () => void
  /** Goes on with an annotation that is begun, the one `about` where it is named, else begins one on the passage that `mark` shows. */
  openNote: (mark: () => Span | null, about?: About) => void
  openComment: (id: string) => void
  find: () => void
  findNext: (forward: boolean) => void
  openNeighbour: (forward: boolean) => void
  read: () => void
}

/** Everything a coder does to a passage, for keys, bar, tree and panel alike. */
export function useBenchActions(context: BenchContext) {
  const client = useClient()
  const run = useRun()
  const now = { ...context, client, run }
  const latest = useRef(now)
  useEffect(() => {
    latest.current = now
  })
  useGoneForgotten(context.byId)
  // What was said of where one was is of no use elsewhere, and covers what is there.
  useEffect(
    () =>
      useBench.subscribe((now, before) => {
        if (now.selection !== before.selection || now.active !== before.active) dismissTopic('refused')
      }),
    [],
  )
  const [api] = useState(() => actionsOver(() => latest.current))
  const { bench } = api
  useEffect(() => {
    useBench.setState({ actions: bench })
    return () => useBench.setState({ actions: null })
  }, [bench])
  return api
}

/** Codes that are no longer there, as after undoing the step that made one, are no longer the last ones used. */
function useGoneForgotten(byId: ReadonlyMap<string, Code>): void {
  const before = useRef(byId)
  useEffect(() => {
    const gone = new Set([...before.current.keys()].filter(id => !byId.has(id)))
    before.current = byId
    if (gone.size > 0) useBench.setState(({ recent }) => ({ recent: recent.filter(id => !gone.has(id)) }))
  }, [byId])
}

type Now = BenchContext & { client: ReturnType<typeof useClient>; run: ReturnType<typeof useRun> }

/** Of how many codes a notice tells what was lost. */
const mostTold = 3

function actionsOver(now: () => Now) {
  const state = () => useBench.getState()
  const isMine = ({ coder }: Coding) => coder === now().member.id
  const nameOf = (code: string) => now().called.get(code) ?? state().fresh.get(code) ?? 'a code'
  const named = (codes: readonly string[]) => listedInShort(codes.map(code => `“${nameOf(code)}”`))
  /** What is said to the ear alone: a toast cuts names itself. */
  const quoted = (code: string) => `“${inSentence(nameOf(code))}”`
  const words = ({ start, end }: Span) => now().source.text.slice(start, end).replace(/\s+/g, ' ')
  /** What is said of a passage: it may be a megabyte long. */
  const said = ({ start, end }: Span, most: number) =>
    end - start <= most ? words({ start, end }) : firstWords(words({ start, end: start + most }), most)

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
  /** The selection made to be the target, so that what will be coded is seen. */
  const showTarget = (): Span | null => {
    const span = target()
    const { selection } = state()
    const held = selection && spanOf(selection)
    if (!span) say('There are no words here to code.')
    else if (held?.start !== span.start || held.end !== span.end)
      useBench.setState({ selection: { anchor: span.start, focus: span.end } })
    return span
  }
  const at = () => {
    const { selection, active } = state()
    const { codings } = now().store
    // At the caret, also where words are selected: what lies elsewhere in them is not what a key is meant for.
    const caret = selection?.focus ?? 0
    const here = codings.within(Math.max(0, caret - 1), caret + 1).map(({ coding }) => coding)
    return { chosen: (active === null ? undefined : codings.get(active)) ?? null, here }
  }
  /** The coding a key is meant for: the chosen one, else the last of mine at the caret. */
  const meant = (): Coding | null => {
    const { chosen, here } = at()
    const mine = here.filter(isMine)
    return chosen ?? mine.findLast(({ frozen }) => !frozen) ?? mine.at(-1) ?? here.at(-1) ?? null
  }
  /** Whether codings of mine are parts of the selected words, so that none is meant; says so. */
  const isAmongSelected = (): boolean => {
    const { selection } = state()
    const { text, rows } = now().source
    const span = selection && spanOf(selection)
    const words = span && span.start < span.end ? snapSpan(text, rows, span, true) : null
    if (!words) return false
    const mine = now()
      .store.codings.within(words.start, words.end)
      .filter(({ coding }) => isMine(coding) && !coding.frozen)
    if (mine.every(({ coding }) => holds(coding, words))) return false
    const meet = mine.length === 1 ? 'coding of yours meets' : 'codings of yours meet'
    say(
      `${number(mine.length)} ${meet} the selected words: nothing was removed. Choose one by its name beside the text.`,
    )
    return true
  }
  /** The coding if it may change; else says why it may not. */
  const changeable = (coding: Coding | null, verb: string): Coding | null => {
    const why =
      coding === null
        ? `No coding here to ${verb}. Put the caret in a coded passage, or choose a stripe.`
        : !isMine(coding)
          ? `“${nameOf(coding.code)}” here is someone else’s coding. Each coder changes only their own.`
          : coding.frozen
            ? `“${nameOf(coding.code)}” belongs to a round you have submitted, so it stands as it is.`
            : null
    if (why === null) return coding
    say(why)
    return null
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
      .filter(coding => coding.code === code && isMine(coding) && !coding.frozen)
  /** Says why nothing was done, in the place of what was said so before. A toast is said as well as shown. */
  const say = (sentence: string) => {
    showToast({ message: sentence, topic: 'refused' })
  }

  /** Whether this person may code here; says why not. */
  const mayCode = (): boolean => {
    const { whyNotCoded } = now()
    if (whyNotCoded !== null) say(whyNotCoded)
    return whyNotCoded === null
  }

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

  const bench: BenchActions = {
    choose() {
      if (mayCode() && showTarget()) now().openChooser()
    },
    codePinned(nth) {
      const id = now().pinned[nth - 1]
      if (id !== undefined && now().byId.has(id)) code(id)
      else say(`No code is pinned on ${nth}. Pin one from its menu in the framework beside the text.`)
    },
    codeLast() {
      const [id] = state().recent
      if (id !== undefined) code(id)
      else say('No code used yet since this window opened. Press Enter to choose one.')
    },
    codeInVivo() {
      const span = showTarget()
      if (span)
        void codeWithNew(
          inVivoName(words({ start: span.start, end: Math.min(span.end, span.start + 400) })),
          span,
        )
    },
    annotate(about) {
      const { whyNotAdded } = now()
      if (whyNotAdded !== null) say(whyNotAdded)
      else now().openNote(showTarget, about)
    },
    comment() {
      const coding = changeable(meant(), 'comment on')
      if (!coding) return
      useBench.setState({ active: coding.id })
      now().openComment(coding.id)
    },
    setPolarity(polarity) {
      const coding = changeable(meant(), `mark as a ${polarity}`)
      if (!coding) return
      const to = coding.polarity === polarity ? null : polarity
      useBench.setState({ active: coding.id })
      void now().store.update(coding.id, { polarity: to })
      announce(
        to === null ? `${quoted(coding.code)}: no ${polarity} any more` : `${quoted(coding.code)}: ${to}`,
      )
    },
    remove() {
      const { chosen, here } = at()
      if (!chosen && isAmongSelected()) return
      const coding = changeable(meant(), 'remove')
      if (!coding) return
      const mine = here.filter(each => isMine(each) && !each.frozen)
      if (chosen || mine.length < 2) {
        removeCoding(coding)
        return
      }
      useBench.setState({ active: coding.id })
      say(
        `“${nameOf(coding.code)}” is chosen, one of ${number(mine.length)} codings of yours here. Press Delete again to remove it.`,
      )
    },
    nudge(edge, forward) {
      const coding = changeable(at().chosen ?? meant(), 'change')
      if (!coding) return
      const { source, store } = now()
      const span = nudgeEdge(source.text, source.rows, coding, edge, forward)
      useBench.setState({ active: coding.id })
      if (span.start === coding.start && span.end === coding.end) {
        const isShorter = forward === (edge === 'start')
        say(
          isShorter
            ? `“${nameOf(coding.code)}” is on one word here: it can be no shorter.`
            : `The text ${edge === 'start' ? 'begins' : 'ends'} here.`,
        )
        return
      }
      const met = extend(coding, edge === 'start' ? { start: span.start } : { end: span.end })
      const joined = met === 0 ? '' : `, joined with ${met === 1 ? 'the passage' : 'the passages'} it met,`
      // Joined it goes further than it was moved; it is drawn so already.
      const reached = store.codings.get(coding.id) ?? span
      announce(
        `${quoted(coding.code)}${joined} ${edge === 'start' ? 'begins' : 'ends'} at: ${edgeWords(reached, edge)}`,
      )
    },
    find: () => now().find(),
    findNext: forward => now().findNext(forward),
    nextUncoded() {
      const { source, store } = now()
      const { selection } = state()
      const from = selection ? spanOf(selection).end : 0
      const next = nextTurn(source.rows, from, turn =>
        store.codings.within(turn.start, turn.end).every(({ coding }) => !isMine(coding)),
      )
      if (!next) {
        say('Every turn here has a coding of yours.')
        return
      }
      now().goTo({ start: next.start, end: next.start })
      const speaker = rowAt(source.rows, next.start)?.speaker
      announce(`Uncoded turn: ${[speaker, said(next, 120)].filter(Boolean).join(', ')}`)
    },
    nextOfCode(forward) {
      const { chosen } = at()
      const { codings } = now().store
      const followed = chosen?.code ?? state().code
      const from = chosen?.id ?? spanOf(state().selection ?? { anchor: 0, focus: 0 }).start
      const next = followed === null ? null : neighbourOf(codings, followed, from, forward)
      if (next) activate(next)
      else say(followed ? `No other passage of “${nameOf(followed)}” here.` : 'Choose a code first.')
    },
    nextNote() {
      const from = spanOf(state().selection ?? { anchor: -1, focus: -1 }).start
      const notes = now().annotations.toSorted((a, b) => a.start - b.start)
      const next = notes.find(({ start }) => start > from) ?? notes[0]
      if (!next) {
        say('No annotation in this text.')
        return
      }
      now().goTo(next, { flash: true })
      announce(`Annotation: ${next.text.length > 120 ? firstWords(next.text, 120) : next.text}`)
    },
    copyWithAttribution() {
      const span = target()
      if (!span) return
      const { source } = now()
      const rows = source.rows.slice(rowAt(source.rows, span.start)?.index)
      const speakers = rows.flatMap(row => (row.bodyStart < span.end ? (row.speaker ?? []) : []))
      const who = listed([...new Set(speakers)])
      const from = [who, source.title].filter(Boolean).join(', ')
      void navigator.clipboard
        .writeText(`“${words(span)}” (${from})`)
        .then(() => announce('Copied with its source'))
    },
    openNeighbour: forward => now().openNeighbour(forward),
    read: () => now().read(),
    correctText() {
      const { source } = now()
      const { selection } = state()
      const row = rowAt(source.rows, selection ? spanOf(selection).start : 0)
      if (row)
        useRevisions.setState({
          opened: {
            dialog: 'correct',
            source: source.id,
            revision: source.revision,
            turn: turnOf(source.rows, row),
          },
        })
      else say('There are no words here to correct.')
    },
  }

  /** A few words at an edge of a span, none of them cut where words are parted by spaces. */
  const edgeWords = (span: Span, edge: 'start' | 'end') =>
    edge === 'start'
      ? words({ start: span.start, end: previousBoundary(now().source.text, span.start + 32) }).replace(
          / \S*$/,
          '',
        )
      : words({ start: nextBoundary(now().source.text, span.end - 32), end: span.end }).replace(/^\S* /, '')
  const removeCoding = (coding: Coding) => {
    useBench.setState({ active: null })
    void now().store.remove(coding.id, `Removed “${nameOf(coding.code)}”.`)
  }
  /** Chooses a coding: shows it, and puts the caret where it begins; one that was pressed where it stands, at `seen` in it. */
  const activate = (coding: Coding, seen?: number) => {
    if (seen === undefined) now().goTo(coding, { keepSelection: true, flash: true })
    else {
      now().flash(coding)
      now().read()
    }
    const caret = seen ?? coding.start
    useBench.setState({ active: coding.id, code: coding.code, selection: { anchor: caret, focus: caret } })
    announce(`${quoted(coding.code)}: ${said(coding, 120)}`)
  }
  return {
    bench,
    code,
    codeSpan,
    codeWithNew,
    target,
    activate,
    extend,
    changeable,
    removeCoding,
    nameOf,
  }
}
