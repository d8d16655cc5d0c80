import { useEffect, useRef, useState } from 'react'
import type { Code } from '#shared/model/codebook.ts'
import type { Coding } from '#shared/model/coding.ts'
import { holds } from '#shared/text/span.ts'
import { nudgeEdge } from '../../transcript/caret-moves.ts'
import { firstWords } from '../../transcript/first-words.ts'
import { rowAt, turnOf } from '../../transcript/rows.ts'
import { snapSpan, spanOf } from '../../transcript/snap.ts'
import { announce } from '../../ui/live-announcer.tsx'
import { dismissTopic } from '../../ui/toast-queue.ts'
import { listed, number } from '../../wording.ts'
import { type BenchActions, useBench } from './bench.ts'
import type { BenchContext } from './bench-context.ts'
import { benchWords } from './bench-words.ts'
import { codingActs } from './coding-acts.ts'
import { inVivoName } from './in-vivo-name.ts'
import { neighbourOf, nextTurn } from './next-place.ts'
import { useRevisions } from './revisions/revisions-store.ts'

/** Everything a coder does to a passage, for keys, bar, tree and panel alike. */
export function useBenchActions(context: BenchContext) {
  const latest = useRef(context)
  useEffect(() => {
    latest.current = context
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

function actionsOver(now: () => BenchContext) {
  const state = () => useBench.getState()
  const telling = benchWords(now)
  const { nameOf, quoted, words, said, edgeWords, say } = telling
  const acts = codingActs(now, telling)
  const { target, showTarget, mayCode, code, codeWithNew, extend } = acts
  const isMine = ({ coder }: Coding) => coder === now().member.id
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
    if (why === null) {
      if (coding) now().bring(coding)
      return coding
    }
    say(why)
    return null
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
    ...acts,
    activate,
    changeable,
    removeCoding,
    nameOf,
  }
}
