import { useEffect, useRef, useState } from 'react'
import type { Code } from '#shared/model/codebook.ts'
import type { Annotation, Coding, Polarity } from '#shared/model/coding.ts'
import type { Member } from '#shared/model/member.ts'
import { coveredLength, type Span, unite } from '#shared/text/span.ts'
import { nudgeEdge } from '../../transcript/caret-moves.ts'
import { rowAt, turnOf } from '../../transcript/rows.ts'
import { spanOf } from '../../transcript/snap.ts'
import { announce } from '../../ui/live-announcer.tsx'
import { showToast } from '../../ui/toast-queue.ts'
import { useAct, useClient } from '../../use-engine.ts'
import { type BenchActions, useBench } from './bench.ts'
import { inVivoName } from './in-vivo-name.ts'
import type { useCodings } from './use-codings.ts'
import type { ReadText } from './use-kept-text.ts'

interface BenchContext {
  source: ReadText
  member: Member
  store: ReturnType<typeof useCodings>
  byId: ReadonlyMap<string, Code>
  codes: readonly Code[]
  annotations: readonly Annotation[]
  pinned: readonly string[]
  /** Shows a passage and gives the text the keyboard. */
  goTo: (span: Span, options?: { flash?: boolean; keepSelection?: boolean }) => void
  openChooser: () => void
  openNote: () => void
  openComment: (id: string) => void
  find: () => void
  findNext: (forward: boolean) => void
  openNeighbour: (forward: boolean) => void
}

/** Everything a coder does to a passage, for keys, bar, tree and panel alike. */
export function useBenchActions(context: BenchContext) {
  const client = useClient()
  const { run } = useAct()
  const now = { ...context, client, run }
  const latest = useRef(now)
  useEffect(() => {
    latest.current = now
  })
  const [api] = useState(() => actionsOver(() => latest.current))
  const { bench } = api
  useEffect(() => {
    useBench.setState({ actions: bench })
    return () => useBench.setState({ actions: null })
  }, [bench])
  return api
}

type Now = BenchContext & { client: ReturnType<typeof useClient>; run: ReturnType<typeof useAct>['run'] }

function actionsOver(now: () => Now) {
  const state = () => useBench.getState()
  const isMine = ({ coder }: Coding) => coder === now().member.id
  const nameOf = (code: string) => now().byId.get(code)?.name ?? 'a code'
  const words = ({ start, end }: Span) => now().source.text.slice(start, end).replace(/\s+/g, ' ')

  /** The selection; without one the turn at the caret. */
  const target = (): Span | null => {
    const { selection } = state()
    const { rows } = now().source
    const span = selection && spanOf(selection)
    if (span && span.start < span.end) return span
    const row = rowAt(rows, span?.start ?? 0)
    return row && turnOf(rows, row)
  }
  /** The selection made to be the target, so that what will be coded is seen. */
  const showTarget = (): Span | null => {
    const span = target()
    if (span) useBench.setState({ selection: { anchor: span.start, focus: span.end } })
    return span
  }
  const at = () => {
    const { selection, active } = state()
    const { codings } = now().store
    const place = selection ? spanOf(selection) : { start: 0, end: 0 }
    const here = codings.filter(c => c.start <= place.end && c.end >= place.start)
    return { chosen: codings.find(({ id }) => id === active) ?? null, here }
  }
  /** The coding a key is meant for: the chosen one, else the last of mine at the caret. */
  const meant = (): Coding | null => {
    const { chosen, here } = at()
    const mine = here.filter(isMine)
    return chosen ?? mine.findLast(({ frozen }) => !frozen) ?? mine.at(-1) ?? here.at(-1) ?? null
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
    showToast({ message: why })
    announce(why)
    return null
  }

  const codeSpan = async (code: string, span: Span, polarity: Polarity | null = null) => {
    const { member, source, store } = now()
    const id = crypto.randomUUID()
    const coding: Coding = {
      id,
      source: source.id,
      ...span,
      code,
      coder: member.id,
      layer: 'independent',
      polarity,
      comment: '',
      round: null,
      ruling: null,
      createdAt: new Date().toISOString(),
      frozen: false,
    }
    const same = store.codings.find(
      c => c.code === code && isMine(c) && !c.frozen && c.start < span.end && span.start < c.end,
    )
    useBench.setState({ active: same?.id ?? id })
    state().use(code)
    if (same && polarity === null && same.start <= span.start && same.end >= span.end) {
      const sentence = `“${nameOf(code)}” is already on this passage: nothing changed.`
      showToast({ message: sentence })
      announce(sentence)
      return
    }
    const made = await store.add(coding)
    if (!made) {
      if (state().active === id) useBench.setState({ active: null })
      return
    }
    if (state().active === id) useBench.setState({ active: made.id })
    const grown = made.start < span.start || made.end > span.end || (same && made.id === same.id)
    announce(
      grown
        ? `Joined with your coding “${nameOf(code)}”, now: ${words(made).slice(0, 80)}`
        : `Coded “${nameOf(code)}”: ${words(span).slice(0, 80)}`,
    )
    if (same && made.id === same.id) {
      showToast({ message: `You had “${nameOf(code)}” on overlapping text: the two are one passage now.` })
    }
  }
  const code = (id: string) => {
    const span = showTarget()
    if (span) void codeSpan(id, span)
  }
  /** Makes a code in the study's own framework and codes the target with it. */
  const codeWithNew = async (name: string, span: Span | null) => {
    if (!span) return
    const { client, run, codes } = now()
    const there = codes.find(c => c.kind === 'inductive' && c.name.toLowerCase() === name.toLowerCase())
    const made = there ?? (await run(() => client.codebook.addCode({ name })))
    if (made) await codeSpan(made.id, span)
  }

  const bench: BenchActions = {
    choose() {
      if (showTarget()) now().openChooser()
    },
    codePinned(nth) {
      const id = now().pinned[nth - 1]
      if (id !== undefined && now().byId.has(id)) code(id)
      else
        showToast({
          message: `No code is pinned on ${nth}. Pin one from its menu in the framework beside the text.`,
        })
    },
    codeLast() {
      const [id] = state().recent
      if (id !== undefined) code(id)
      else showToast({ message: 'No code used yet since this window opened. Press Enter to choose one.' })
    },
    codeInVivo() {
      const span = showTarget()
      if (span) void codeWithNew(inVivoName(words(span)), span)
    },
    annotate() {
      if (showTarget()) now().openNote()
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
        to === null ? `“${nameOf(coding.code)}”: no ${polarity} any more` : `“${nameOf(coding.code)}”: ${to}`,
      )
    },
    remove() {
      const coding = changeable(meant(), 'remove')
      if (coding) removeCoding(coding)
    },
    nudge(edge, forward) {
      const coding = changeable(at().chosen ?? meant(), 'change')
      if (!coding) return
      const { source, store } = now()
      const span = nudgeEdge(source.text, source.rows, coding, edge, forward)
      useBench.setState({ active: coding.id })
      if (span.start === coding.start && span.end === coding.end) return
      void store.update(coding.id, edge === 'start' ? { start: span.start } : { end: span.end })
      announce(
        `“${nameOf(coding.code)}” ${edge === 'start' ? 'begins' : 'ends'} at: ${edgeWords(span, edge)}`,
      )
    },
    find: () => now().find(),
    findNext: forward => now().findNext(forward),
    nextUncoded() {
      const { source, store } = now()
      const from = state().selection ? spanOf(state().selection ?? { anchor: 0, focus: 0 }).end : 0
      const coded = unite(store.codings.filter(isMine))
      const isUncoded = (span: Span) =>
        coveredLength(coded.filter(c => c.start < span.end && c.end > span.start)) === 0
      const turns = source.rows.filter(row => !row.continued && !row.asking && row.kind !== 'header')
      const ordered = [...turns.filter(row => row.start >= from), ...turns.filter(row => row.start < from)]
      const next = ordered
        .map(row => turnOf(source.rows, row))
        .find(span => span.start < span.end && isUncoded(span))
      if (next) now().goTo({ start: next.start, end: next.start })
      else showToast({ message: 'Every turn here has a coding of yours.' })
    },
    nextOfCode(forward) {
      const { chosen } = at()
      const followed = chosen?.code ?? state().code
      const of = now()
        .store.codings.filter(c => c.code === followed)
        .sort((a, b) => a.start - b.start)
      const from = chosen?.start ?? spanOf(state().selection ?? { anchor: -1, focus: -1 }).start
      const next = forward
        ? (of.find(c => c.start > from) ?? of[0])
        : (of.findLast(c => c.start < from) ?? of.at(-1))
      if (!next) {
        showToast({
          message: followed ? `No other passage of “${nameOf(followed)}” here.` : 'Choose a code first.',
        })
        return
      }
      activate(next)
    },
    nextNote() {
      const from = spanOf(state().selection ?? { anchor: -1, focus: -1 }).start
      const notes = now().annotations.toSorted((a, b) => a.start - b.start)
      const next = notes.find(({ start }) => start > from) ?? notes[0]
      if (next) now().goTo(next, { flash: true })
      else showToast({ message: 'No annotation in this text.' })
    },
    copyWithAttribution() {
      const span = target()
      if (!span) return
      const { source } = now()
      const speaker = rowAt(source.rows, span.start)?.speaker
      const from = [speaker, source.title].filter(Boolean).join(', ')
      void navigator.clipboard
        .writeText(`“${words(span)}” (${from})`)
        .then(() => announce('Copied with its source'))
    },
    openNeighbour: forward => now().openNeighbour(forward),
  }

  const edgeWords = (span: Span, edge: 'start' | 'end') =>
    edge === 'start'
      ? words({ start: span.start, end: span.start + 24 })
      : words({ start: Math.max(0, span.end - 24), end: span.end })
  const removeCoding = (coding: Coding) => {
    useBench.setState({ active: null })
    void now().store.remove(coding.id, `Removed “${nameOf(coding.code)}”.`)
    announce(`Removed “${nameOf(coding.code)}”`)
  }
  /** Chooses a coding: shows it, and puts the caret where it begins. */
  const activate = (coding: Coding) => {
    now().goTo(coding, { flash: true, keepSelection: true })
    useBench.setState({
      active: coding.id,
      code: coding.code,
      selection: { anchor: coding.start, focus: coding.start },
    })
    announce(`“${nameOf(coding.code)}”: ${words(coding).slice(0, 120)}`)
  }
  return {
    bench,
    code,
    codeSpan,
    codeWithNew,
    target,
    activate,
    changeable,
    removeCoding,
    nameOf,
  }
}
