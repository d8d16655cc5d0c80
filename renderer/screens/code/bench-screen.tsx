import { type ComponentProps, useCallback, useMemo, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { isAroundMail, liesAroundMail } from '#shared/model/around-mail.ts'
import type { Annotation, Coding } from '#shared/model/coding.ts'
import type { Member } from '#shared/model/member.ts'
import type { SourceSummary } from '#shared/model/source.ts'
import type { Span } from '#shared/text/span.ts'
import { useNavigation } from '../../state/navigation.ts'
import { type Selected, snapSpan, spanOf } from '../../transcript/snap.ts'
import type { TranscriptHandle } from '../../transcript/transcript.tsx'
import { useInPause } from '../../transcript/use-in-pause.ts'
import { useTextPainted } from '../../transcript/use-text-painted.ts'
import { Callout } from '../../ui/callout.tsx'
import { announce } from '../../ui/live-announcer.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { useClient, usePreferences, useRead, useRun, useSession } from '../../use-engine.ts'
import { useBench } from './bench.ts'
import type { BenchPlaces } from './bench-panes.tsx'
import styles from './bench-screen.module.css'
import { useCodes } from './code-lookup.ts'
import { CodedText } from './coded-text.tsx'
import { placeInConversation } from './conversation.ts'
import { FindBar } from './find-bar.tsx'
import { FrameworkPane } from './framework-pane.tsx'
import { idNow } from './given-ids.ts'
import { takeInWords } from './home-of-words.ts'
import { MailHead } from './mail-head.tsx'
import { ManyCodesDialog, manyCodes } from './many-codes-dialog.tsx'
import { noteToGoOn } from './note-to-go-on.ts'
import { commentingOn, type PanelState, restingPanel } from './panel-state.ts'
import { PassagePanel } from './passage-panel.tsx'
import { RecordHead } from './record-head.tsx'
import { PlacingPanel } from './revisions/placing-panel.tsx'
import { aboutNewNote, isAsNoted, noted, unkeptNow } from './unkept-words.ts'
import { useBenchActions } from './use-bench-actions.ts'
import { type OpenCodings, useCodings, useCodingsAwaited, useKnownCodings } from './use-codings.ts'
import { useCodingsPerCode } from './use-codings-per-code.ts'
import { useFind } from './use-find.ts'
import { type ReadText, useKeptText } from './use-kept-text.ts'
import { usePins } from './use-pins.ts'
import { draggedSpan, useArrival, useSelectionKept, useStepsElsewhere } from './use-reading.ts'
import { useWhyNotAdded, useWhyNotCoded } from './why-not-coded.ts'

interface BenchScreenProps {
  /** Absent until they are known. */
  sources: readonly SourceSummary[] | undefined
  source: string
  member: Member
  /** Where in the panes it stands; null until they are drawn. */
  places: BenchPlaces | null
}

/** The bench once its source and the codings of it are known, by name and by coder: no text is shown without them. */
export function BenchScreen({ sources, source, member, places }: BenchScreenProps) {
  const { text, failure } = useKeptText(source)
  const store = useCodings(source)
  const isAwaited = useCodingsAwaited(store)
  const frameworks = useRead('codebook.frameworks', {})
  const members = useRead('members.list', {})
  if (!places) return null
  if (sources && failure) {
    return createPortal(
      <Callout tone="error" title={failure.message}>
        {failure.hint}
      </Callout>,
      places.text,
    )
  }
  if (!sources || !text || isAwaited || frameworks.loading || members.loading) {
    return createPortal(
      <div className={styles.waiting}>
        <Spinner />
      </div>,
      places.text,
    )
  }
  return <OpenBench sources={sources} text={text} store={store} member={member} places={places} />
}

const noAnnotations: readonly Annotation[] = []
const noMembers: readonly Member[] = []

interface OpenBenchProps extends BenchScreenProps {
  sources: readonly SourceSummary[]
  text: ReadText
  store: OpenCodings
  places: BenchPlaces
}

/** An open text and what stands beside it. Nothing here follows the codings or the selection: what shows them does. */
function OpenBench({ sources, text, store, member, places }: Omit<OpenBenchProps, 'source'>) {
  const client = useClient()
  const run = useRun()
  const { params, go } = useNavigation()
  const { frameworks, codes, byId, called } = useCodes()
  const open = useSession().study
  const study = open?.id ?? ''
  const list = useRead('members.list', {}).data ?? noMembers
  const members = useMemo(() => new Map(list.map(each => [each.id, each])), [list])
  const annotations = useRead('annotations.inSource', { source: text.id }).data ?? noAnnotations
  const countsAll = open?.countsQuoted === true || !text.parts.some(isAroundMail)
  const counts = useMemo(
    () => (coding: Span) => countsAll || !liesAroundMail(text.parts, coding),
    [countsAll, text.parts],
  )
  const { pinned, nextKey, togglePin } = usePins(study, byId)
  const { wholeText } = usePreferences()
  const transcript = useRef<TranscriptHandle>(null)
  const { passagePane } = places
  const [choosing, setChoosing] = useState(false)
  const [isSeeking, setSeeking] = useState(false)
  const [panel, setPanel] = useState(restingPanel)
  const isTextPainted = useTextPainted()
  const select = (next: Selected | null) => useBench.setState({ selection: next })
  const goTo = (span: Span, { flash = false, keepSelection = false } = {}) => {
    if (!keepSelection)
      useBench.setState({ selection: { anchor: span.start, focus: span.end }, active: null })
    transcript.current?.show(span, { flash })
    transcript.current?.focus()
  }
  const find = useFind({
    text: text.text,
    rows: text.rows,
    from: () => selectedNow() ?? { start: 0, end: 0 },
    show: span => transcript.current?.show(span),
    take: span => {
      const words = snapSpan(text.text, text.rows, span)
      if (words) select({ anchor: words.start, focus: words.end })
    },
  })
  const place = useMemo(() => placeInConversation(sources, text.id), [sources, text.id])
  const openSource = useCallback((id: string) => go('code', { source: id }), [go])
  const openNeighbour = (forward: boolean) => {
    const at = sources.findIndex(({ id }) => id === text.id)
    const next = sources[forward ? at + 1 : at - 1]
    if (next) openSource(next.id)
  }
  const bench = useBenchActions({
    source: text,
    member,
    store,
    byId,
    called,
    codes,
    annotations,
    pinned,
    whyNotCoded: useWhyNotCoded(text.id),
    whyNotAdded: useWhyNotAdded(text.id),
    goTo,
    flash: span => transcript.current?.flash(span),
    bring: span => transcript.current?.bring(span),
    openChooser: () => {
      // It stands beside an end of what is selected.
      const selected = selectedNow()
      if (selected) transcript.current?.bring(selected, { byEnd: true })
      setChoosing(true)
    },
    openNote(mark, about) {
      const left = about === undefined ? undefined : unkeptNow(about)
      const selected = selectedNow()
      const span = acts.target()
      const isSelected = selected !== null && selected.start < selected.end
      const begun = span && noteToGoOn(text, member.id, panel.noting, { span, isSelected })
      const asBegun = left && about !== undefined ? { about, passage: left.passage, isBegun: true } : begun
      // Of words that were corrected since, what was written is about what is selected now.
      const held = asBegun && isAsNoted(text.text, asBegun.passage) ? asBegun : null
      const marked = held ? held.passage : mark()
      if (!marked) return
      passagePane.current?.expand()
      if (held) transcript.current?.show(held.passage, { flash: true })
      const noting = held ?? {
        about: about ?? aboutNewNote(),
        passage: noted(text.text, marked),
        isBegun: left !== undefined,
      }
      setPanel(before => ({ ...before, ...asked(before), commenting: null, noting }))
    },
    openComment(id) {
      passagePane.current?.expand()
      const { codings } = store
      const coding = codings.get(id)
      // A form that is open has words of its own.
      if (coding && (panel.commenting === null || idNow(panel.commenting) !== id))
        takeInWords(coding, codings, text)
      setPanel(before => ({ ...commentingOn(before, id), ...asked(before), noting: null }))
    },
    find: find.open,
    findNext: find.step,
    openNeighbour,
    read: () => transcript.current?.focus(),
  })
  const [tooMany, setTooMany] = useState<readonly string[] | null>(null)
  const acts = useMemo(
    () => ({
      ...bench,
      code: (...ids: string[]) => (ids.length > manyCodes ? setTooMany(ids) : bench.code(...ids)),
    }),
    [bench],
  )
  const focusText = useCallback(() => transcript.current?.focus(), [])
  const { update } = store
  const toPassage = useMemo(
    () => ({
      onPolarity(coding: Coding, polarity: 'facilitator' | 'barrier') {
        useBench.setState({ active: coding.id })
        acts.bench.setPolarity(polarity)
      },
      async onCommented(coding: Coding, comment: string, from: string) {
        const made = await update(coding.id, { comment }, { comment: from })
        if (made) announce('Comment saved')
        return made !== undefined
      },
      async onNoteAdded(words: string, about: Span) {
        // Where its words are gone, as by a correction of the text, it is about the turn they stood in.
        const passage = about.start < about.end ? about : acts.target()
        if (!passage) return false
        const { start, end } = passage
        const made = await run(() => client.annotations.add({ source: text.id, start, end, text: words }))
        if (made) announce('Annotated')
        return made !== undefined
      },
      async onNoteChanged(note: Annotation, words: string, from: string) {
        const made = await run(() => client.annotations.update({ annotation: note.id, text: words, from }))
        return made !== undefined
      },
      onNoteRemoved(note: Annotation) {
        void run(() => client.annotations.remove({ annotation: note.id }), {
          undoable: 'Removed the annotation.',
        })
      },
    }),
    [acts, update, run, client, text.id],
  )
  const codeFromPane = useCallback(
    (...ids: string[]) => {
      acts.code(...ids)
      transcript.current?.focus()
    },
    [acts],
  )
  const codePassage = useCallback(
    (id: string, passage: string) => {
      const dropped = draggedSpan(passage)
      if (dropped) void acts.codeSpan(id, dropped)
    },
    [acts],
  )
  const define = useCallback((id?: string) => go('framework', id === undefined ? {} : { code: id }), [go])
  useArrival(member.id, text, params, transcript)
  useStepsElsewhere(text.id, passage => go('code', { ...passage }))
  useSelectionKept(text, setPanel)

  return (
    <>
      <ManyCodesDialog codes={tooMany} onCode={ids => bench.code(...ids)} onClose={() => setTooMany(null)} />
      {isTextPainted &&
        createPortal(
          <CountedPane
            store={store}
            counts={counts}
            frameworks={frameworks}
            byId={byId}
            pinned={pinned}
            nextKey={nextKey}
            onPin={togglePin}
            onCode={codeFromPane}
            onPassage={codePassage}
            onDefine={define}
          />,
          places.framework,
        )}
      {createPortal(
        <>
          <PlacingPanel
            source={text.id}
            selected={() => {
              const span = selectedNow()
              return span && span.start < span.end ? snapSpan(text.text, text.rows, span, true) : null
            }}
            show={goTo}
            leave={focusText}
          />
          {find.isOpen && (
            <FindBar
              query={find.query}
              onQuery={find.setQuery}
              matches={find.matches.length}
              current={find.current}
              onStep={find.step}
              onClose={() => {
                find.close()
                transcript.current?.focus()
              }}
              asked={find.asked}
              onHeld={setSeeking}
            />
          )}
          <CodedText
            ref={transcript}
            text={text}
            store={store}
            member={member}
            members={members}
            codes={codes}
            byId={byId}
            called={called}
            annotations={annotations}
            acts={acts}
            choosing={choosing}
            onChoosing={setChoosing}
            found={find.matches}
            current={find.current}
            isSeeking={find.isOpen && isSeeking}
            wholeText={wholeText}
            head={
              text.mail ? (
                <MailHead mail={text.mail} attachments={text.attachments} place={place} onOpen={openSource} />
              ) : text.kind === 'record' ? (
                <RecordHead source={text.id} date={text.date} />
              ) : undefined
            }
          />
        </>,
        places.text,
      )}
      {(isTextPainted || panel !== restingPanel) &&
        createPortal(
          <PassagePanel
            source={text}
            store={store}
            annotations={annotations}
            byId={byId}
            called={called}
            members={members}
            me={member}
            panel={panel}
            onPanel={setPanel}
            onActivate={acts.activate}
            onRemove={acts.removeCoding}
            onAnnotate={acts.bench.annotate}
            sources={sources}
            onOpenSource={openSource}
            {...toPassage}
            onLeave={focusText}
          />,
          places.passage,
        )}
    </>
  )
}

/** The panel with a form that is asked for by key. */
const asked = (panel: PanelState) => ({ view: 'here', asked: panel.asked + 1 }) as const

/** What is selected at this moment. */
function selectedNow(): Span | null {
  const { selection } = useBench.getState()
  return selection && spanOf(selection)
}

type CountedPaneProps = Omit<ComponentProps<typeof FrameworkPane>, 'here'> & {
  store: OpenCodings
  /** Which codings count; the same function for as long as the same do. */
  counts: (coding: Coding) => boolean
}

/** The frameworks beside the text; how many codings here carry each code is counted in the pause after a change. */
function CountedPane({ store, counts, ...pane }: CountedPaneProps) {
  const here = useCodingsPerCode(useInPause(useKnownCodings(store).codings), counts)
  return <FrameworkPane {...pane} here={here} />
}
