import { type ComponentProps, useCallback, useMemo, useRef, useState } from 'react'
import { isAroundMail, liesAroundMail } from '#shared/model/around-mail.ts'
import type { Annotation, Coding } from '#shared/model/coding.ts'
import type { Member } from '#shared/model/member.ts'
import type { SourceSummary } from '#shared/model/source.ts'
import type { Span } from '#shared/text/span.ts'
import { RememberedPanes } from '../../remembered-panes.tsx'
import { useNavigation } from '../../state/navigation.ts'
import type { CodingSet } from '../../transcript/coding-set.ts'
import { draggedCodes } from '../../transcript/drag-types.ts'
import { type Selected, snapSpan, spanOf } from '../../transcript/snap.ts'
import { Transcript, type TranscriptHandle } from '../../transcript/transcript.tsx'
import { useInPause } from '../../transcript/use-in-pause.ts'
import { useTextPainted } from '../../transcript/use-text-painted.ts'
import { Callout } from '../../ui/callout.tsx'
import { announce } from '../../ui/live-announcer.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import type { PaneHandle } from '../../ui/split-panes.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { useClient, usePreferences, useRead, useRun, useSession } from '../../use-engine.ts'
import { useBench } from './bench.ts'
import styles from './bench-screen.module.css'
import { CodeChooser } from './code-chooser.tsx'
import { useCodes } from './code-lookup.ts'
import { codingLook } from './coding-look.ts'
import { placeInConversation } from './conversation.ts'
import { FindBar } from './find-bar.tsx'
import { FrameworkPane } from './framework-pane.tsx'
import { MailHead } from './mail-head.tsx'
import { restingPanel } from './panel-state.ts'
import { PassagePanel } from './passage-panel.tsx'
import { RecordHead } from './record-head.tsx'
import { PlacingPanel } from './revisions/placing-panel.tsx'
import { SelectionBar } from './selection-bar.tsx'
import { SourceBar } from './source-bar.tsx'
import { useBenchActions } from './use-bench-actions.ts'
import { useCodings } from './use-codings.ts'
import { useCodingsPerCode } from './use-codings-per-code.ts'
import { useFind } from './use-find.ts'
import { type ReadText, useKeptText } from './use-kept-text.ts'
import { usePins } from './use-pins.ts'
import { draggedSpan, sayEntered, useArrival, useSelectionKept, useSelectionWords } from './use-reading.ts'

interface BenchScreenProps {
  /** Absent until they are known. */
  sources: readonly SourceSummary[] | undefined
  source: string
  member: Member
}

/** The bench once its source and the codings of it are known, by name and by coder: no text is shown without them. */
export function BenchScreen({ sources, source, member }: BenchScreenProps) {
  const { text, failure } = useKeptText(source)
  const store = useCodings(source)
  const frameworks = useRead('codebook.frameworks', {})
  const members = useRead('members.list', {})
  if (sources && failure) {
    return (
      <Callout tone="error" title={failure.message}>
        {failure.hint}
      </Callout>
    )
  }
  if (!sources || !text || store.loading || frameworks.loading || members.loading) {
    return (
      <div className={styles.waiting}>
        <Spinner />
      </div>
    )
  }
  return <OpenBench sources={sources} text={text} store={store} member={member} />
}

/** How wide the panes beside the text are until a person sets them, in px: what a small window has goes to the text. */
function sizesBeside(window: number): { framework: number; passage: number } {
  if (window <= 1100) return { framework: 196, passage: 184 }
  return window <= 1300 ? { framework: 244, passage: 224 } : { framework: 260, passage: 250 }
}

const noAnnotations: readonly Annotation[] = []
const noMembers: readonly Member[] = []

function OpenBench({
  sources,
  text,
  store,
  member,
}: {
  sources: readonly SourceSummary[]
  text: ReadText
  store: ReturnType<typeof useCodings>
  member: Member
}) {
  const client = useClient()
  const run = useRun()
  const { params, go } = useNavigation()
  const { frameworks, codes, byId } = useCodes()
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
  const { pinned, togglePin } = usePins(study)
  const { wholeText } = usePreferences()
  const transcript = useRef<TranscriptHandle>(null)
  const passagePane = useRef<PaneHandle>(null)
  const { selection, active, recent, fresh } = useBench()
  const [choosing, setChoosing] = useState(false)
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
    from: () => (selection ? spanOf(selection) : { start: 0, end: 0 }),
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
  const acts = useBenchActions({
    source: text,
    member,
    store,
    byId,
    codes,
    annotations,
    pinned,
    goTo,
    flash: span => transcript.current?.flash(span),
    openChooser: () => setChoosing(true),
    openNote() {
      passagePane.current?.expand()
      setPanel(before => ({ ...before, view: 'here', commenting: null, noting: true }))
    },
    openComment(id) {
      passagePane.current?.expand()
      setPanel(before => ({ ...before, view: 'here', commenting: id, noting: false }))
    },
    find: find.open,
    findNext: find.step,
    openNeighbour,
  })
  const focusText = useCallback(() => transcript.current?.focus(), [])
  const { update } = store
  const toPassage = useMemo(
    () => ({
      onPolarity(coding: Coding, polarity: 'facilitator' | 'barrier') {
        useBench.setState({ active: coding.id })
        acts.bench.setPolarity(polarity)
      },
      async onCommented(coding: Coding, comment: string) {
        const made = await update(coding.id, { comment })
        if (made) announce('Comment saved')
        return made !== undefined
      },
      async onNoteAdded(words: string) {
        const passage = acts.target()
        if (!passage) return false
        const made = await run(() => client.annotations.add({ source: text.id, ...passage, text: words }))
        if (made) announce('Annotated')
        return made !== undefined
      },
      async onNoteChanged(note: Annotation, words: string) {
        const made = await run(() => client.annotations.update({ annotation: note.id, text: words }))
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
  const look = useMemo(() => codingLook(byId, members, member.id, fresh), [byId, members, member.id, fresh])
  const notes = useMemo(
    () =>
      annotations.map(note => ({ id: note.id, start: note.start, end: note.end, description: note.text })),
    [annotations],
  )

  useArrival(text, params, transcript)
  useSelectionWords(text, selection)
  useSelectionKept(text)

  const span = selection && spanOf(selection)
  const carried = useMemo(() => {
    const under = choosing && span ? store.codings.within(span.start, span.end) : []
    return new Set(under.flatMap(({ coding }) => (coding.coder === member.id ? coding.code : [])))
  }, [choosing, store.codings, span, member.id])
  const leaveChooser = () => {
    setChoosing(false)
    transcript.current?.focus()
  }
  const chose = (stay: boolean, step: () => void) => {
    step()
    if (!stay) leaveChooser()
  }
  const selectionBar = choosing ? (
    <CodeChooser
      codes={codes}
      recent={recent}
      carried={carried}
      onChoose={(id, stay) => chose(stay, () => acts.code(id))}
      onCreate={(name, stay) => chose(stay, () => void acts.codeWithNew(name, acts.target()))}
      onClose={leaveChooser}
    />
  ) : (
    <SelectionBar bench={acts.bench} last={recent[0] === undefined ? undefined : byId.get(recent[0])} />
  )

  const beside = sizesBeside(window.innerWidth)
  return (
    <RememberedPanes
      name="code"
      panes={[
        {
          id: 'framework',
          label: 'Framework',
          defaultSize: beside.framework,
          minSize: 180,
          maxSize: 460,
          isCollapsible: true,
          keepsPixels: true,
          content: isTextPainted && (
            <CountedPane
              codings={store.codings}
              counts={counts}
              frameworks={frameworks}
              byId={byId}
              pinned={pinned}
              onCode={codeFromPane}
              onPassage={codePassage}
              onPin={togglePin}
              onDefine={define}
            />
          ),
        },
        {
          id: 'transcript',
          label: 'Transcript',
          minSize: 380,
          content: (
            <div className={styles.middle}>
              <h1>
                <VisuallyHidden>Code: {text.title}</VisuallyHidden>
              </h1>
              <SourceBar sources={sources} current={text.id} onOpen={openSource} bench={acts.bench} />
              <PlacingPanel
                source={text.id}
                selected={() => {
                  const words = snapSpan(text.text, text.rows, span ?? { start: 0, end: 0 }, true)
                  return span && span.start < span.end ? words : null
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
                />
              )}
              {store.failure && (
                <Callout tone="error" title={store.failure.message}>
                  {store.failure.hint}
                </Callout>
              )}
              <div className={styles.text}>
                <Transcript
                  ref={transcript}
                  label={`Transcript: ${text.title}`}
                  text={text.text}
                  rows={text.rows}
                  marks={text.marks}
                  codings={store.codings}
                  look={look}
                  notes={notes}
                  selection={selection}
                  onSelect={next => {
                    sayEntered(store.codings, useBench.getState().selection, next, acts.nameOf)
                    select(next)
                    if (choosing) setChoosing(false)
                  }}
                  active={active}
                  onActivate={id => {
                    const coding = id === null ? undefined : store.codings.get(id)
                    if (coding) acts.activate(coding)
                    else useBench.setState({ active: null })
                  }}
                  onExtent={(id, extent) => void store.update(id, extent)}
                  found={find.matches}
                  current={find.current}
                  onDropCode={(id, at) => {
                    if (at !== null) select({ anchor: at, focus: at })
                    acts.code(...draggedCodes(id))
                    transcript.current?.focus()
                  }}
                  selectionBar={selectionBar}
                  wholeText={wholeText}
                  head={
                    text.mail ? (
                      <MailHead
                        mail={text.mail}
                        attachments={text.attachments}
                        place={place}
                        onOpen={openSource}
                      />
                    ) : text.kind === 'record' ? (
                      <RecordHead source={text.id} date={text.date} />
                    ) : undefined
                  }
                />
              </div>
            </div>
          ),
        },
        {
          id: 'passage',
          label: 'Passage',
          handle: passagePane,
          defaultSize: beside.passage,
          minSize: 180,
          maxSize: 460,
          isCollapsible: true,
          keepsPixels: true,
          content: (isTextPainted || panel !== restingPanel) && (
            <PassagePanel
              source={text}
              codings={store.codings}
              annotations={annotations}
              byId={byId}
              members={members}
              me={member}
              panel={panel}
              onPanel={setPanel}
              onActivate={acts.activate}
              onRemove={acts.removeCoding}
              onAnnotate={acts.bench.annotate}
              {...toPassage}
              onLeave={focusText}
            />
          ),
        },
      ]}
    />
  )
}

type CountedPaneProps = Omit<ComponentProps<typeof FrameworkPane>, 'here'> & {
  codings: CodingSet<Coding>
  /** Which codings count; the same function for as long as the same do. */
  counts: (coding: Coding) => boolean
}

/** The frameworks beside the text; how many codings here carry each code is counted in the pause after a change. */
function CountedPane({ codings, counts, ...pane }: CountedPaneProps) {
  const here = useCodingsPerCode(useInPause(codings), counts)
  return <FrameworkPane {...pane} here={here} />
}
