import { AudioLines, Ellipsis, History, MessageSquare, Quote, Trash2 } from 'lucide-react'
import { type Ref, useImperativeHandle, useRef, useState } from 'react'
import { toFailure } from '#shared/errors.ts'
import type { Memo, MemoState } from '#shared/model/memo.ts'
import type { SaveState } from '../../editor/autosave.ts'
import { MemoEditor, type MemoEditorHandle } from '../../editor/memo-editor.tsx'
import type { QuotationPlace } from '../../editor/quotation-place.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { announce } from '../../ui/live-announcer.tsx'
import { MenuButton } from '../../ui/menu.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { showToast } from '../../ui/toast-queue.ts'
import { ToggleButton } from '../../ui/toggle.tsx'
import { useAct, useClient, useRead, useSession } from '../../use-engine.ts'
import { dayAndTime, timeOfDay } from '../../wording.ts'
import { AttributionDialog } from './attribution-dialog.tsx'
import { MemoComments } from './memo-comments.tsx'
import { MemoHistoryDialog } from './memo-history-dialog.tsx'
import { ConfirmedMeanwhile, MemoMet } from './memo-met.tsx'
import styles from './memo-pane.module.css'
import { VoicesDialog } from './voices-dialog.tsx'

export interface MemoPaneHandle {
  quote(place: QuotationPlace): void
}

interface MemoPaneProps {
  memo: string
  onRemoved(): void
  /** Of a memo that was just begun: answers, once, what was typed while it was being made. */
  begin?: (() => string | null) | undefined
  ref?: Ref<MemoPaneHandle>
}

const states: readonly { id: MemoState; label: string; description: string }[] = [
  { id: 'draft', label: 'Draft', description: 'Being written' },
  { id: 'in review', label: 'In review', description: 'Ready for the others to read' },
  { id: 'confirmed', label: 'Confirmed', description: 'Agreed; it can be read but not changed' },
]

/** A memo: its title, where it stands, its text. */
export function MemoPane({ memo: id, onRemoved, begin, ref }: MemoPaneProps) {
  const client = useClient()
  const { run } = useAct()
  const { member, study } = useSession()
  const { data: memo, failure } = useRead('memos.open', { memo: id })
  const [saved, setSaved] = useState<SaveState>({ is: 'kept', at: null })
  const [title, setTitle] = useState<string | null>(null)
  const [dialog, setDialog] = useState<'history' | 'voices' | 'attribution' | null>(null)
  const [isReviewing, setIsReviewing] = useState(false)
  const comments = useRead('memos.comments', { memo: id }).data ?? []
  const editor = useRef<MemoEditorHandle>(null)
  const isConfirmed = memo?.state === 'confirmed'
  useImperativeHandle(
    ref,
    () => ({
      quote(place) {
        if (isConfirmed) showToast({ message: 'The memo is confirmed. Set it back to draft to quote in it.' })
        else {
          editor.current?.quote(place)
          announce('Quoted in the memo')
        }
      },
    }),
    [isConfirmed],
  )
  if (failure) {
    return (
      <Callout tone="error" title={failure.message}>
        {failure.hint}
      </Callout>
    )
  }
  if (!memo) return null
  const mayConfirm = member?.roles.some(role => role === 'lead' || role === 'reviewer') ?? false
  const isLead = study?.handout == null && (member?.roles.includes('lead') ?? false)
  const keepTitle = () => {
    const wanted = title?.trim()
    if (wanted && wanted !== memo.title) void run(() => client.memos.save({ memo: id, title: wanted }))
    setTitle(null)
  }
  const setState = (state: MemoState) =>
    void run(async () => {
      await editor.current?.flush()
      await client.memos.setState({ memo: id, state })
    })
  /** The study's step before what was typed here, or after it. */
  const step = (which: 'undo' | 'redo') =>
    void run(
      async () => {
        await editor.current?.flush()
        return client.history[which]({})
      },
      { done: ({ what }) => `${which === 'undo' ? 'Undone' : 'Done again'}: ${what}` },
    )
  const remove = () =>
    void run(
      async () => {
        // What was typed last goes with it, and comes back with it.
        await editor.current?.flush()
        await client.memos.remove({ memo: id })
        onRemoved()
      },
      { undoable: `The memo “${memo.title}” was removed.` },
    )
  return (
    <section className={styles.memo} aria-label={`Memo: ${memo.title}`}>
      <header className={styles.head}>
        <div className={styles.title}>
          <TextField
            label="Title of the memo"
            isLabelHidden
            value={title ?? memo.title}
            onChange={setTitle}
            onBlur={keepTitle}
            isReadOnly={isConfirmed}
          />
        </div>
        <Select<MemoState>
          label="State of the memo"
          isLabelHidden
          isQuiet
          options={states.map(state => ({ ...state, isDisabled: state.id === 'confirmed' && !mayConfirm }))}
          value={memo.state}
          // What would be confirmed is not what stands here.
          isDisabled={saved.is === 'met' && !isConfirmed}
          onChange={setState}
        />
        <ToggleButton
          label={comments.length === 0 ? 'Comments' : `Comments: ${comments.length}`}
          icon={<MessageSquare />}
          isSelected={isReviewing}
          onChange={setIsReviewing}
        />
        <MenuButton
          trigger={<IconButton label="More about the memo" icon={<Ellipsis />} size="small" />}
          label="More about the memo"
          placement="bottom end"
          entries={[
            {
              id: 'history',
              label: 'Earlier texts…',
              icon: <History />,
              onAction: () => void editor.current?.flush().then(() => setDialog('history')),
            },
            {
              id: 'voices',
              label: 'Voices in this memo…',
              icon: <AudioLines />,
              onAction: () => void editor.current?.flush().then(() => setDialog('voices')),
            },
            {
              id: 'attribution',
              label: 'How passages are attributed…',
              icon: <Quote />,
              isDisabled: !isLead,
              ...(isLead ? {} : { description: 'A lead chooses it, in the study itself.' }),
              onAction: () => setDialog('attribution'),
            },
            {
              id: 'remove',
              label: 'Remove the memo',
              icon: <Trash2 />,
              tone: 'danger',
              isDisabled: isConfirmed,
              ...(isConfirmed ? { description: 'It is confirmed. Set it back to draft to remove it.' } : {}),
              onAction: remove,
            },
          ]}
        />
      </header>
      <MemoEditor
        key={id}
        ref={editor}
        label={memo.title}
        stored={memo}
        quotations={memo.quotations}
        numbers={memo.numbers}
        isReadOnly={isConfirmed}
        onKeep={async (body, from) => {
          const kept = await client.memos.save({ memo: id, body, from })
          if (kept.id !== id) {
            showToast({
              message: `“${memo.title}” was removed while you were writing in it. Your text is the memo “${kept.title}” now.`,
            })
          }
          return kept
        }}
        onSaveState={setSaved}
        onStep={step}
        begin={begin}
        aside={<Saved state={saved} memo={memo} onAgain={() => void editor.current?.flush()} />}
      />
      {saved.is === 'met' && isConfirmed && (
        <ConfirmedMeanwhile
          who={memo.confirmed?.who ?? null}
          onLook={() => setDialog('history')}
          onTakeTheirs={() => void editor.current?.takeTheirs()}
        />
      )}
      {saved.is === 'met' && !isConfirmed && (
        <MemoMet
          memo={id}
          onKeepMine={() => void editor.current?.keepMine()}
          onTakeTheirs={() => void editor.current?.takeTheirs()}
        />
      )}
      {isReviewing && <MemoComments memo={id} />}
      {dialog === 'history' && (
        <MemoHistoryDialog memo={id} mayRestore={!isConfirmed} onClose={() => setDialog(null)} />
      )}
      {dialog === 'voices' && <VoicesDialog memo={id} onClose={() => setDialog(null)} />}
      {dialog === 'attribution' && <AttributionDialog onClose={() => setDialog(null)} />}
    </section>
  )
}

interface SavedProps {
  state: SaveState
  memo: Memo
  onAgain(): void
}

/** Whether what was typed is kept. */
function Saved({ state, memo, onAgain }: SavedProps) {
  if (memo.state === 'confirmed') return <span className={styles.saved}>{confirmedInWords(memo)}</span>
  if (state.is === 'failed') {
    const { message } = toFailure(state.why)
    return (
      <span className={styles.failed} role="alert">
        Not saved: {message}
        <Button size="small" onPress={onAgain}>
          Try again
        </Button>
      </span>
    )
  }
  if (state.is === 'met') return <span className={styles.failed}>Not in the memo yet</span>
  return (
    <span className={styles.saved} role="status">
      {state.is === 'kept' ? `Saved ${timeOfDay(state.at ?? memo.updatedAt)}` : 'Saving…'}
    </span>
  )
}

function confirmedInWords({ confirmed }: Memo): string {
  if (!confirmed) return 'Confirmed, read only'
  const by = confirmed.who === null ? '' : ` by ${confirmed.who}`
  return `Confirmed${by}, ${dayAndTime(confirmed.at)}. Read only`
}
