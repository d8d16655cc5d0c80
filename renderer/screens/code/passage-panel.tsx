import { NotebookPen } from 'lucide-react'
import { type Dispatch, memo, type SetStateAction, useEffect, useMemo, useRef, useState } from 'react'
import type { Code } from '#shared/model/codebook.ts'
import type { Annotation, Coding } from '#shared/model/coding.ts'
import type { Member } from '#shared/model/member.ts'
import type { SourceSummary } from '#shared/model/source.ts'
import type { Span } from '#shared/text/span.ts'
import { turnName } from '../../transcript/caret-words.ts'
import type { CodingSet } from '../../transcript/coding-set.ts'
import { type Row, rowAt, turnOf } from '../../transcript/rows.ts'
import { type Selected, spanOf } from '../../transcript/snap.ts'
import { useInPause } from '../../transcript/use-in-pause.ts'
import { Button } from '../../ui/button.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { SegmentedControl } from '../../ui/toggle.tsx'
import { useSession } from '../../use-engine.ts'
import { counted, number } from '../../wording.ts'
import { useBench } from './bench.ts'
import { CodingCard } from './coding-card.tsx'
import { ConsensusHere } from './consensus-here.tsx'
import { idNow } from './given-ids.ts'
import { homeOf, takeInWords } from './home-of-words.ts'
import { LostWords } from './lost-words.tsx'
import { NoteCard } from './note-card.tsx'
import { commentingOn, type PanelState } from './panel-state.ts'
import { PassageHistory } from './passage-history.tsx'
import { PassageList } from './passage-list.tsx'
import styles from './passage-panel.module.css'
import { type About, isNewNote, noted, useUnkeptOf, type WrittenAt } from './unkept-words.ts'
import { type OpenCodings, useKnownCodings } from './use-codings.ts'
import type { ReadText } from './use-kept-text.ts'
import { useSubmittedRound, useWhyNotAdded } from './why-not-coded.ts'
import { LostComment, onceClosed, UnkeptWords, WordsForm } from './words-form.tsx'
import { charactersIn, wordsIn } from './words-in.ts'

interface PassagePanelProps {
  source: ReadText
  store: OpenCodings
  annotations: readonly Annotation[]
  byId: ReadonlyMap<string, Code>
  called: ReadonlyMap<string, string>
  members: ReadonlyMap<string, Member>
  me: Member
  panel: PanelState
  onPanel: Dispatch<SetStateAction<PanelState>>
  /** Like all that follow it must stay the same function. */
  onActivate: (coding: Coding) => void
  onPolarity: (coding: Coding, polarity: 'facilitator' | 'barrier') => void
  /** Saving answers false where the words were not kept: they wait in the panel. `from`: what was there when they were begun. */
  onCommented: (coding: Coding, words: string, from: string) => Promise<boolean>
  onRemove: (coding: Coding) => void
  onAnnotate: (about?: About) => void
  sources: readonly SourceSummary[]
  onOpenSource: (id: string) => void
  onNoteAdded: (text: string, passage: Span) => Promise<boolean>
  onNoteChanged: (note: Annotation, text: string, from: string) => Promise<boolean>
  onNoteRemoved: (note: Annotation) => void
  /** Gives the keyboard back to the text. */
  onLeave: () => void
}

/** How many codings of one passage are shown until more are asked for; “All” lists every one. */
const fewCards = 24
const manyCards = 50

/**
 * What is said about the passage at the caret, and all coded passages as a list. It follows what is done in the text in
 * the pause after it, but at once while it is written in: a form that was asked for is there for the next key.
 */
export function PassagePanel({ store, ...props }: PassagePanelProps) {
  const { commenting, noting } = props.panel
  const followed = useFollowed(useKnownCodings(store).codings, commenting !== null || noting !== null)
  return <PassageAsFollowed {...props} {...followed} />
}

/** The panel with what it tells of. Drawn anew only where that is other than before. */
const PassageAsFollowed = memo(function PassageAsFollowed(
  props: Omit<PassagePanelProps, 'store'> & Followed,
) {
  const { source, sources, annotations, byId, called, members, me, panel, onPanel } = props
  const { codings, selection, active, defined } = props
  const { noting } = panel
  const handout = useSession().study?.handout
  // What is settled is settled in the whole study, or in a reviewer's copy: a coder's never holds any of it.
  const mayHoldConsensus = !handout || handout.isReview
  const place = useMemo(() => placeOf(source, selection && spanOf(selection)), [source, selection])
  const meets = (span: Span) => span.start <= place.end && span.end >= place.start
  const chosen = active === null ? undefined : codings.get(active)
  const around = codings.within(Math.max(0, place.start - 1), place.end + 1).map(({ coding }) => coding)
  const writingOn = panel.commenting === null ? null : idNow(panel.commenting)
  const written = writingOn === null ? undefined : codings.get(writingOn)
  const quoteOf = ({ start, end }: Span) =>
    source.text.slice(start, Math.min(end, start + 200)).replace(/\s+/g, ' ')
  /** Where words about a passage are written. */
  const at = (span: Span): WrittenAt => ({
    source: source.id,
    member: me.id,
    passage: noted(source.text, span),
  })
  const lastWritten = useRef(place as Span)
  useEffect(() => {
    if (written) lastWritten.current = written
  }, [written])
  // What is chosen and what is being written on stay in view wherever the caret goes.
  const kept = [...new Set([chosen, written].filter(each => each !== undefined))]
  const here = [...kept.filter(coding => !around.includes(coding)), ...around]
  const [showing, setShowing] = useState(fewCards)
  const first = here.slice(0, showing)
  const shown = [...kept.filter(coding => !first.includes(coding)), ...first]
  const notes = annotations.filter(meets)
  const submitted = useSubmittedRound(source.id)
  const whyNotAdded = useWhyNotAdded(source.id)
  const unkept = useUnkeptOf(me.id).filter(each => each.source === source.id)
  const begun = unkept.filter(({ about }) => isNewNote(about) && about !== noting?.about)
  const homes = new Map(
    unkept.map(each => [each.about, homeOf(each.about, each, codings, source.text)] as const),
  )
  const becameOf = (about: string) => {
    const home = homes.get(about)
    return home === undefined ? 'removed' : home.frozen ? 'submitted' : 'joined'
  }
  const isWritable = written !== undefined && !written.frozen
  const whyLost = (about: string): 'removed' | 'submitted' | null => {
    if (about === noting?.about || about === writingOn) return null
    if (isNewNote(about)) return submitted === null ? null : 'submitted'
    const note = annotations.find(({ id }) => id === about)
    if (note) return note.frozen ? 'submitted' : null
    const became = becameOf(about)
    return became === 'joined' ? null : became
  }
  const looked = lookedAt(
    source,
    selection && spanOf(selection),
    here.find(({ id }) => id === active),
  )
  const leave = (state: Partial<PanelState>) => {
    onPanel(before => ({ ...before, ...state }))
    props.onLeave()
  }
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <SegmentedControl
          label="Passages"
          value={panel.view}
          onChange={view => onPanel({ ...panel, view })}
          options={[
            { id: 'here', label: 'At the caret' },
            { id: 'all', label: `All (${number(codings.size)})` },
          ]}
        />
      </div>
      {panel.view === 'all' ? (
        <PassageList
          text={source.text}
          rows={source.rows}
          codings={codings}
          byId={byId}
          called={called}
          members={members}
          active={active}
          onActivate={props.onActivate}
        />
      ) : (
        <div className={styles.scroll}>
          <LostWords
            member={me.id}
            source={source}
            sources={sources}
            submitted={submitted}
            whyLost={whyLost}
            onKeep={props.onNoteAdded}
            onOpenSource={props.onOpenSource}
          />
          <p className={styles.where}>{place.words}</p>
          <h2 className={styles.heading}>
            {around.length === 0 ? 'Not coded here' : counted(around.length, 'coding')}
          </h2>
          {here.length > 0 && (
            <ul className={styles.cards} aria-label="Codings here">
              {shown.map(coding => (
                <CodingCard
                  // The form stays the same one when the coding is given its id by the engine.
                  key={writingOn === coding.id ? panel.commenting : coding.id}
                  coding={coding}
                  code={byId.get(coding.code)}
                  name={called.get(coding.code)}
                  coder={coding.coder === null ? undefined : members.get(coding.coder)}
                  quote={quoteOf(coding)}
                  elsewhere={around.includes(coding) ? null : turnAt(source, coding.start)}
                  at={{ ...at(coding), code: coding.code }}
                  isMine={coding.coder === me.id}
                  isActive={coding.id === active}
                  isCommenting={writingOn === coding.id}
                  waiting={unkept.flatMap(({ about }) => (homes.get(about)?.id === coding.id ? about : []))}
                  asked={panel.asked}
                  onActivate={() => props.onActivate(coding)}
                  onPolarity={polarity => props.onPolarity(coding, polarity)}
                  onComment={() => {
                    takeInWords(coding, codings, source)
                    onPanel(commentingOn(panel, coding.id))
                  }}
                  isDefinedBeside={coding.code === defined}
                  onCommented={(words, from) => props.onCommented(coding, words, from)}
                  onCommentDone={() => leave({ commenting: null })}
                  onRemove={() => props.onRemove(coding)}
                />
              ))}
            </ul>
          )}
          {here.length > showing && (
            <Button size="small" variant="quiet" onPress={() => setShowing(showing + manyCards)}>
              {`Show ${number(Math.min(manyCards, here.length - showing))} more of ${number(here.length)}`}
            </Button>
          )}
          {writingOn !== null && !isWritable && (
            <LostComment
              about={writingOn}
              submitted={submitted}
              became={becameOf(writingOn)}
              at={at(lastWritten.current)}
              onSave={words => props.onNoteAdded(words, lastWritten.current)}
              onDone={() => leave({ commenting: null })}
              onLeave={props.onLeave}
            />
          )}
          <h2 className={styles.heading}>Annotations</h2>
          {notes.length > 0 && (
            <ul className={styles.cards} aria-label="Annotations here">
              {notes.map(note => (
                <NoteCard
                  key={note.id}
                  note={note}
                  author={note.author === null ? undefined : members.get(note.author)}
                  at={at(note)}
                  isMine={note.author === me.id}
                  onChange={(text, from) => props.onNoteChanged(note, text, from)}
                  onDone={props.onLeave}
                  onRemove={() => props.onNoteRemoved(note)}
                />
              ))}
            </ul>
          )}
          {noting ? (
            <>
              {submitted !== null && <p className={styles.when}>{onceClosed(submitted)}</p>}
              <WordsForm
                key={noting.about}
                about={noting.about}
                at={{ source: source.id, member: me.id, passage: noting.passage }}
                onBegun={isBegun =>
                  onPanel(before => ({ ...before, noting: before.noting && { ...before.noting, isBegun } }))
                }
                asked={panel.asked}
                label="New annotation"
                description={`About “${noting.passage.quote.replace(/\s+/g, ' ')}”`}
                initial=""
                saveLabel="Annotate"
                needsWords
                whyHeld={submitted === null ? null : onceClosed(submitted)}
                onSave={words => props.onNoteAdded(words, noting.passage)}
                onDone={() => leave({ noting: null })}
              />
            </>
          ) : whyNotAdded === null ? (
            <Button
              size="small"
              variant="quiet"
              icon={<NotebookPen />}
              shortcut="N"
              onPress={() => props.onAnnotate()}
            >
              Annotate
            </Button>
          ) : (
            <p className={styles.when}>{whyNotAdded}</p>
          )}
          {submitted === null &&
            begun.map(({ about, passage }) => (
              <UnkeptWords
                key={about}
                about={about}
                quote={passage.quote}
                onOpen={() => props.onAnnotate(about)}
              />
            ))}
          {mayHoldConsensus && (
            <div className={styles.history}>
              <Disclosure
                title="In the consensus"
                headingLevel={2}
                isExpanded={panel.settled}
                onExpandedChange={settled => onPanel({ ...panel, settled })}
              >
                {panel.settled && (
                  <ConsensusHere
                    source={source.id}
                    text={source.text}
                    passage={place}
                    byId={byId}
                    members={members}
                  />
                )}
              </Disclosure>
            </div>
          )}
          <div className={styles.history}>
            <Disclosure
              title="History of this passage"
              headingLevel={2}
              isExpanded={panel.remembering}
              onExpandedChange={remembering => onPanel({ ...panel, remembering })}
            >
              {panel.remembering && (
                <>
                  <p className={styles.where}>{looked.words}</p>
                  <PassageHistory
                    key={`${looked.start} ${looked.end}`}
                    source={source.id}
                    text={source.text}
                    passage={looked}
                  />
                </>
              )}
            </Disclosure>
          </div>
        </div>
      )}
    </div>
  )
})

interface Followed {
  codings: CodingSet<Coding>
  selection: Selected | null
  active: string | null
  /** The code that is defined in the framework beside the text. */
  defined: string | null
}

/** The codings, and what of the bench the panel tells of, as they were in the last pause; as they are now where `atOnce`. */
function useFollowed(codings: CodingSet<Coding>, atOnce: boolean): Followed {
  const selection = useBench(state => state.selection)
  const active = useBench(state => state.active)
  const defined = useBench(state => state.code)
  const now = useMemo(() => ({ codings, selection, active, defined }), [codings, selection, active, defined])
  const settled = useInPause(now)
  return atOnce ? now : settled
}

/** The passage whose history is told: the selected words, else the chosen coding's, else the turn at the caret. */
function lookedAt(
  { rows }: ReadText,
  selected: Span | null,
  chosen: Coding | undefined,
): Span & { words: string } {
  if (selected && selected.start < selected.end) return { ...selected, words: 'The selected words' }
  if (chosen) return { start: chosen.start, end: chosen.end, words: 'The words of the chosen coding' }
  const at = selected?.start ?? 0
  const row = rowAt(rows, at)
  const { start, end } = row ? turnOf(rows, row) : { start: at, end: at }
  return { start, end, words: row?.speaker === null ? 'The paragraph at the caret' : 'The turn at the caret' }
}

/** The turn of a place in the text, by its name. */
function turnAt({ rows }: ReadText, place: number): string {
  const row = rowAt(rows, place)
  return row ? turnName(row) : ''
}

/** The place looked at, and in words: who says it, and how much is selected. */
function placeOf(source: ReadText, selected: Span | null): Span & { words: string } {
  const span = selected ?? { start: 0, end: 0 }
  const row = rowAt(source.rows, span.start)
  const turn = row && turnOf(source.rows, row)
  const where = turnAt(source, span.start)
  if (span.start < span.end) {
    const last = rowAt(source.rows, span.end - 1)
    const isOfSeveral = row && last && last.number !== row.number
    const which = isOfSeveral ? numbersOf(row, last) : where
    return { ...span, words: `${which} · ${lengthIn(source, span)} selected` }
  }
  const length = turn && turn.start < turn.end ? lengthIn(source, turn) : ''
  return { ...span, words: [where, length].filter(Boolean).join(' · ') }
}

/** Of words of several turns: `Turns 3–7`. */
const numbersOf = (first: Row, last: Row): string =>
  `${first.speaker === null && last.speaker === null ? 'Paragraphs' : 'Turns'} ${first.number}–${last.number}`

function lengthIn(source: ReadText, span: Span): string {
  const words = wordsIn(source, span)
  return words === null ? counted(charactersIn(source, span), 'character') : counted(words, 'word')
}
