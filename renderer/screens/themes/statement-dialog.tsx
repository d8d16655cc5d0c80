import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Polarity } from '#shared/model/coding.ts'
import { byPassage } from '#shared/model/passage.ts'
import {
  type CandidatePassage,
  type Statement,
  type StatementTable,
  saidIn,
} from '#shared/model/statement.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { ChangedMeanwhile } from '../../ui/mine-or-theirs.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { SegmentedControl } from '../../ui/toggle.tsx'
import { useAct, useClient, useRead } from '../../use-engine.ts'
import { counted } from '../../wording.ts'
import { passagesUnder } from './passages-under.ts'
import { statementChoices } from './statement-choices.ts'
import styles from './statements.module.css'

/** A cell of the table in which a statement is written or changed. */
export interface Writing {
  theme: string
  /** The row's name. */
  name: string
  polarity: Polarity
  codes: string[]
  /** The one that is changed; null: a new one. */
  statement: Statement | null
}

interface StatementDialogProps {
  writing: Writing
  /** The table on the consensus: statements are written and changed on it. */
  table: StatementTable
  /** Whether the screen shows another layer beneath. */
  isOnOther: boolean
  onClose(): void
}

const sides: readonly { id: Polarity; label: string }[] = [
  { id: 'facilitator', label: 'Facilitator' },
  { id: 'barrier', label: 'Barrier' },
]

const none: readonly never[] = []

/** Writes or changes a statement, with the passages that stand behind it in view. */
export function StatementDialog({ writing, table, isOnOther, onClose }: StatementDialogProps) {
  const { theme, name, statement } = writing
  const client = useClient()
  const { run, busy } = useAct()
  const [polarity, setPolarity] = useState(writing.polarity)
  const [codes, setCodes] = useState<ReadonlySet<string>>(new Set(writing.codes))
  const [text, setText] = useState(statement?.text ?? '')
  const [rests, setRests] = useState<'all' | 'chosen'>(statement?.chosen ? 'chosen' : 'all')
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set(statement?.chosen))
  /** Whether what was chosen and does not show here stays chosen. */
  const [keepsHidden, setKeepsHidden] = useState(true)
  /** What it says as far as whoever is at it was shown. */
  const [known, setKnown] = useState(statement && saidIn(statement))
  const now =
    statement &&
    table.bands
      .flatMap(({ rows }) => rows)
      .flatMap(({ facilitators, barriers }) => [...facilitators, ...barriers])
      .find(({ id }) => id === statement.id)
  // What one does here oneself comes back through the table before the dialog has gone.
  const [isLeaving, setIsLeaving] = useState(false)
  const isGone = statement !== null && !now && !isLeaving
  const isOther = now != null && !isLeaving && JSON.stringify(saidIn(now)) !== JSON.stringify(known)
  const takeOver = (theirs: Statement) => {
    setKnown(saidIn(theirs))
    setText(theirs.text)
    setPolarity(theirs.polarity)
    setCodes(new Set(theirs.codes))
    setRests(theirs.chosen ? 'chosen' : 'all')
    setPicked(new Set(theirs.chosen))
    setKeepsHidden(true)
  }
  const lines = useMemo(() => linesOf(table.coverage), [table.coverage])
  const about = table.coverage.map(({ code }) => code).filter(code => codes.has(code))
  const top = table.coverage.filter(({ depth }) => depth === 0).map(({ code }) => code)
  const { data } = useRead('statements.candidates', { theme, codes: top }, { keepPrevious: true })
  const inTheme = data ?? none
  const candidates = useMemo(
    () => inTheme.filter(({ code }) => lines.get(code)?.some(above => codes.has(above))),
    [inTheme, lines, codes],
  )
  const under = passagesUnder(
    inTheme.filter(({ says }) => says === polarity),
    lines,
  )
  const offered = useMemo(
    () => [
      ...candidates.filter(({ says }) => says === polarity),
      ...candidates.filter(({ says }) => says !== polarity),
    ],
    [candidates, polarity],
  )
  const behind =
    rests === 'all'
      ? candidates.filter(({ says }) => says === polarity)
      : candidates.filter(one => picked.has(one.id))
  const sources = [...new Set(behind.map(({ dataSet }) => dataSet))]
  const names = new Map(table.coverage.map(({ code, name }) => [code, name]))
  const row = table.bands.flatMap(({ rows }) => rows).find(one => one.theme === theme)
  const cell = statement ? (row?.[`${statement.polarity}s`] ?? []) : []
  const at = cell.findIndex(({ id }) => id === statement?.id)
  const { kept, hidden } = statementChoices({
    picked,
    had: (!isGone && known?.passages) || none,
    inTheme,
    inView: candidates,
    keepsHidden,
  })
  const isReady = !isOther && text.trim() !== '' && about.length > 0 && (rests === 'all' || kept.length > 0)
  const passages = rests === 'all' ? null : kept
  const begun = known ?? { polarity: writing.polarity, codes: writing.codes, text: '', passages: null }
  const hasDraft =
    isGone ||
    text !== begun.text ||
    polarity !== begun.polarity ||
    about.join() !== begun.codes.join() ||
    [...(passages ?? ['all'])].sort().join() !== [...(begun.passages ?? ['all'])].sort().join()

  const save = async () => {
    setIsLeaving(true)
    const done = await run(
      () =>
        statement && known && !isGone
          ? client.statements.update({
              statement: statement.id,
              polarity,
              codes: about,
              text,
              passages,
              from: known,
            })
          : client.statements.add({ theme, polarity, codes: about, text, passages }),
      { undoable: statement && !isGone ? 'The statement was changed.' : 'The statement was written.' },
    )
    if (done !== undefined) onClose()
    else setIsLeaving(false)
  }
  const remove = async () => {
    if (!statement) return
    setIsLeaving(true)
    const done = await run(() => client.statements.remove({ statement: statement.id }), {
      undoable: 'The statement was removed.',
    })
    if (done !== undefined) onClose()
    else setIsLeaving(false)
  }
  const move = (by: 1 | -1) => {
    if (!statement) return
    const before = cell[by === 1 ? at + 2 : at - 1]?.id ?? null
    void run(() => client.statements.move({ statement: statement.id, before }))
  }
  return (
    <FormDialog
      title={statement ? `Statement under “${name}”` : `Write under “${name}”`}
      size="large"
      submitLabel={statement && !isGone ? 'Save' : 'Write'}
      isReady={isReady}
      isBusy={busy}
      hasDraft={hasDraft}
      failure={null}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      {isOther && (
        <ChangedMeanwhile
          what="statement"
          onKeepMine={() => setKnown(saidIn(now))}
          onTakeTheirs={() => takeOver(now)}
        >
          {now.text === known?.text
            ? 'What it is about, its side or the passages behind it are other now.'
            : `It now says: “${now.text}”`}
        </ChangedMeanwhile>
      )}
      {isGone && (
        <Callout tone="warn" isLive title="This statement was removed elsewhere while it is open here.">
          Write makes it again from what stands here.
        </Callout>
      )}
      <div className={styles.dialog}>
        <div className={styles.side}>
          <div className={styles.tools}>
            <SegmentedControl<Polarity>
              label="Facilitator or barrier"
              options={sides}
              value={polarity}
              onChange={setPolarity}
            />
            {now && (
              <span className={styles.acts}>
                <IconButton
                  label="Earlier in its cell"
                  icon={<ArrowUp />}
                  size="small"
                  isDisabled={at <= 0}
                  onPress={() => move(-1)}
                />
                <IconButton
                  label="Later in its cell"
                  icon={<ArrowDown />}
                  size="small"
                  isDisabled={at < 0 || at === cell.length - 1}
                  onPress={() => move(1)}
                />
                <Button size="small" variant="quiet" icon={<Trash2 />} onPress={() => void remove()}>
                  Remove
                </Button>
              </span>
            )}
          </div>
          <TextArea
            label="Statement"
            autoFocus
            rows={5}
            maxLength={4000}
            value={text}
            onChange={setText}
            description={`${about.map(code => names.get(code)).join(' and ') || 'Choose what it is about'}: ${sources.length > 0 ? sources.join(', ') : 'no passage behind it yet'}`}
          />
          <ul className={styles.components} aria-label="About">
            {table.coverage.map(({ code, name, depth }) => (
              <li
                key={code}
                ref={code === writing.codes[0] ? intoView : undefined}
                style={{ paddingInlineStart: `${depth * 18}px` }}
              >
                <Checkbox
                  isSelected={codes.has(code)}
                  onChange={isOn => {
                    const next = new Set(codes)
                    if (isOn) next.add(code)
                    else next.delete(code)
                    setCodes(next)
                  }}
                >
                  {name} {under.has(code) && <small className={styles.quiet}>{under.get(code)}</small>}
                </Checkbox>
              </li>
            ))}
          </ul>
        </div>
        <div className={styles.side}>
          <RadioGroup
            label="What stands behind it"
            value={rests}
            onChange={chosen => {
              setRests(chosen)
              if (chosen === 'chosen' && picked.size === 0) setPicked(new Set(behind.map(({ id }) => id)))
            }}
            options={[
              {
                id: 'all',
                label: `Every ${polarity} passage coded to both, also those to come`,
                description: counted(
                  byPassage(candidates.filter(({ says }) => says === polarity)).length,
                  'passage',
                ),
              },
              {
                id: 'chosen',
                label: 'The passages chosen here',
                description: counted(
                  byPassage(candidates.filter(({ id }) => picked.has(id))).length,
                  'passage',
                ),
              },
            ]}
          />
          {isOnOther && (
            <p className={styles.quiet}>
              Its passages are those of the consensus, whichever layer the table shows.
            </p>
          )}
          {about.length === 0 ? (
            <p className={styles.quiet}>Choose what it is about, and the passages coded to both are shown.</p>
          ) : offered.length === 0 ? (
            <p className={styles.quiet}>No consensus passage under “{name}” is coded to that.</p>
          ) : (
            <ul className={styles.passages} aria-label="Passages coded to both">
              {offered.map(passage => (
                <li key={passage.id}>
                  <Passage
                    passage={passage}
                    polarity={polarity}
                    isPicked={rests === 'all' ? passage.says === polarity : picked.has(passage.id)}
                    isFixed={rests === 'all'}
                    onPick={isOn => {
                      const next = new Set(picked)
                      if (isOn) next.add(passage.id)
                      else next.delete(passage.id)
                      setPicked(next)
                    }}
                  />
                </li>
              ))}
            </ul>
          )}
          {data && rests === 'chosen' && hidden.length > 0 && (
            <Checkbox
              isSelected={keepsHidden}
              onChange={setKeepsHidden}
              description="There no more, or not coded to both as it stands here. Untick to let go of them."
            >
              {counted(hidden.length, 'chosen coding')} not shown here{' '}
              {hidden.length === 1 ? 'stays' : 'stay'} chosen
            </Checkbox>
          )}
        </div>
      </div>
    </FormDialog>
  )
}

/** Scrolls the list, and nothing around it, to where the line stands. */
function intoView(line: HTMLElement | null): void {
  const list = line?.parentElement
  if (line && list) list.scrollTop = line.offsetTop - list.offsetTop - list.clientHeight / 3
}

/** Each code of a framework with those above it, from its codes in tree order. */
function linesOf(coverage: StatementTable['coverage']): Map<string, string[]> {
  const line: string[] = []
  return new Map(
    coverage.map(({ code, depth }) => {
      line.length = depth
      line.push(code)
      return [code, [...line]]
    }),
  )
}

interface PassageProps {
  passage: CandidatePassage
  polarity: Polarity
  isPicked: boolean
  isFixed: boolean
  onPick(isOn: boolean): void
}

const Passage = ({ passage, polarity, isPicked, isFixed, onPick }: PassageProps) => (
  <Checkbox
    isSelected={isPicked}
    isReadOnly={isFixed}
    onChange={onPick}
    description={
      <>
        {passage.codeName}, {passage.sourceTitle}, {passage.dataSet}
        {passage.says !== polarity && ` (${passage.says ?? 'neither facilitator nor barrier'})`}
      </>
    }
  >
    <span className={styles.words}>{passage.text}</span>
  </Checkbox>
)
