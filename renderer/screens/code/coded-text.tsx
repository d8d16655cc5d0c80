import { type ReactNode, type RefObject, useEffect, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Code } from '#shared/model/codebook.ts'
import type { Annotation, Coding } from '#shared/model/coding.ts'
import type { Member } from '#shared/model/member.ts'
import { holds, type Span } from '#shared/text/span.ts'
import type { CodingSet } from '../../transcript/coding-set.ts'
import { copiedSpan } from '../../transcript/copied.ts'
import { draggedCodes } from '../../transcript/drag-types.ts'
import { type Selected, spanOf } from '../../transcript/snap.ts'
import { Transcript, type TranscriptHandle } from '../../transcript/transcript.tsx'
import { useInPause } from '../../transcript/use-in-pause.ts'
import { mostWhole } from '../../transcript/whole-text.ts'
import { Callout } from '../../ui/callout.tsx'
import type { MenuPoint } from '../../ui/context-menu.tsx'
import { announce } from '../../ui/live-announcer.tsx'
import { number } from '../../wording.ts'
import { useBench } from './bench.ts'
import { CodeChooser } from './code-chooser.tsx'
import styles from './coded-text.module.css'
import { codingLook } from './coding-look.ts'
import { PassageMenu } from './passage-menu.tsx'
import { PrintedText } from './printed-text.tsx'
import { SelectionBar } from './selection-bar.tsx'
import type { useBenchActions } from './use-bench-actions.ts'
import { type OpenCodings, useKnownCodings } from './use-codings.ts'
import type { ReadText } from './use-kept-text.ts'
import { sayMove, useCaretFollows, useSelectionWords } from './use-reading.ts'

type Acts = ReturnType<typeof useBenchActions>

interface CodedTextProps {
  ref: RefObject<TranscriptHandle | null>
  text: ReadText
  store: OpenCodings
  member: Member
  members: ReadonlyMap<string, Member>
  codes: readonly Code[]
  byId: ReadonlyMap<string, Code>
  called: ReadonlyMap<string, string>
  annotations: readonly Annotation[]
  acts: Acts
  /** Whether a code is being chosen beside the selection. */
  choosing: boolean
  onChoosing: (choosing: boolean) => void
  found: readonly Span[]
  /** Whether the keyboard is with what is sought: what is selected meanwhile waits. */
  isSeeking: boolean
  current: number
  wholeText: boolean
  head: ReactNode
}

/** The open text as it is coded, selected and chosen in at this moment: of the bench it alone is in the frame of a key. */
export function CodedText(props: CodedTextProps) {
  const { ref, text, store, member, members, byId, called, annotations, acts, choosing, onChoosing } = props
  const { codings, failure } = useKnownCodings(store)
  const { selection, active, fresh } = useBench()
  const look = useMemo(
    () => codingLook(byId, called, members, member.id, fresh),
    [byId, called, members, member.id, fresh],
  )
  const notes = useMemo(
    () =>
      annotations.map(note => ({ id: note.id, start: note.start, end: note.end, description: note.text })),
    [annotations],
  )
  const [menu, setMenu] = useState<{ point: MenuPoint; coding: string | null } | null>(null)
  useSelectionWords(text, selection)
  const isTooLong = props.wholeText && text.rows.length > mostWhole
  useEffect(() => {
    if (isTooLong)
      announce(
        `This text has more than ${number(mostWhole)} paragraphs: it is drawn as it is come to, not whole at once.`,
      )
  }, [isTooLong])
  useCaretFollows(codings, active)
  const select = (next: Selected) => useBench.setState({ selection: next })
  const copySelected = () => {
    const span = selection && copiedSpan(text.text, text.rows, spanOf(selection))
    if (span)
      void navigator.clipboard.writeText(text.text.slice(span.start, span.end)).then(() => announce('Copied'))
  }
  /**
   * What a key does goes to the coding at the caret: one that the caret has left is no longer chosen, nor is one that is only
   * a part of the words selected since.
   */
  const leaveChosen = (next: Selected) => {
    const { active } = useBench.getState()
    const coding = active === null ? undefined : codings.get(active)
    if (!coding) return
    const { start, end } = spanOf(next)
    const isAt = start === end ? start >= coding.start && end <= coding.end : holds(coding, { start, end })
    if (!isAt) useBench.setState({ active: null })
  }
  return (
    <>
      {failure && (
        <Callout tone="error" title={failure.message}>
          {failure.hint}
        </Callout>
      )}
      <div className={styles.text}>
        <Transcript
          ref={ref}
          label={`Transcript: ${text.title}`}
          text={text.text}
          rows={text.rows}
          marks={text.marks}
          codings={codings}
          look={look}
          notes={notes}
          selection={selection}
          onSelect={(next, words) => {
            sayMove(codings, useBench.getState().selection, next, acts.nameOf, words)
            select(next)
            leaveChosen(next)
            if (choosing) onChoosing(false)
          }}
          active={active}
          onActivate={id => {
            const coding = id === null ? undefined : codings.get(id)
            if (coding) acts.activate(coding, ref.current?.firstSeen(coding))
            else useBench.setState({ active: null })
          }}
          onExtent={(id, extent) => {
            const coding = codings.get(id)
            if (coding) acts.extend(coding, extent)
          }}
          onMenu={(point, on) => {
            if ('at' in on && on.at !== null) {
              const caret = { anchor: on.at, focus: on.at }
              select(caret)
              leaveChosen(caret)
            }
            setMenu({ point, coding: 'coding' in on ? on.coding : null })
          }}
          found={props.found}
          current={props.current}
          onDropCode={(id, at) => {
            if (at !== null) select({ anchor: at, focus: at })
            acts.code(...draggedCodes(id))
            ref.current?.focus()
          }}
          selectionBar={
            props.isSeeking ? null : <BesideSelection {...props} codings={codings} selection={selection} />
          }
          wholeText={props.wholeText}
          head={props.head}
        />
      </div>
      {menu && (
        <PassageMenu
          point={menu.point}
          coding={(menu.coding === null ? undefined : codings.get(menu.coding)) ?? null}
          codings={meeting(codings, selection)}
          me={member.id}
          byId={byId}
          bench={acts.bench}
          nameOf={acts.nameOf}
          onShow={coding => acts.activate(coding)}
          onCopy={selection && selection.anchor !== selection.focus ? copySelected : undefined}
          onClose={() => {
            flushSync(() => setMenu(null))
            ref.current?.focus()
          }}
        />
      )}
      <PrintedText
        title={text.title}
        text={text.text}
        rows={text.rows}
        marks={text.marks}
        codings={codings}
        look={look}
        members={members}
      />
    </>
  )
}

/** The codings that meet the selected words or the caret; at an edge it is in the coding. */
function meeting(codings: CodingSet<Coding>, selection: Selected | null): Coding[] {
  if (!selection) return []
  const { start, end } = spanOf(selection)
  const isCaret = start === end
  return codings
    .within(isCaret ? Math.max(0, start - 1) : start, isCaret ? end + 1 : end)
    .map(({ coding }) => coding)
}

/** What can be done with the selected words; in its place the codes to choose from, while one is being chosen. */
function BesideSelection(props: CodedTextProps & { codings: CodingSet<Coding>; selection: Selected | null }) {
  const { ref, codings, selection, member, codes, byId, acts, choosing, onChoosing } = props
  const recent = useBench(state => state.recent)
  // The button for the last code may follow: its key goes by what it is now.
  const last = useInPause(recent[0])
  const carried = useMemo(() => {
    const { start, end } = selection ? spanOf(selection) : { start: 0, end: 0 }
    const under = choosing && start < end ? codings.within(start, end) : []
    return new Set(under.flatMap(({ coding }) => (coding.coder === member.id ? coding.code : [])))
  }, [choosing, codings, selection, member.id])
  if (!choosing) {
    return (
      <SelectionBar
        source={props.text.id}
        bench={acts.bench}
        last={last === undefined ? undefined : byId.get(last)}
        lastName={last === undefined ? '' : acts.nameOf(last)}
      />
    )
  }
  const leave = () => {
    onChoosing(false)
    ref.current?.focus()
  }
  const chose = (stay: boolean, step: () => void) => {
    step()
    if (!stay) leave()
  }
  return (
    <CodeChooser
      codes={codes}
      recent={recent}
      carried={carried}
      onChoose={(id, stay) => chose(stay, () => acts.code(id))}
      onCreate={(name, stay) => chose(stay, () => void acts.codeWithNew(name, acts.target()))}
      onClose={leave}
    />
  )
}
