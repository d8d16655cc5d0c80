import { useState } from 'react'
import type { MemoText } from '#shared/model/memo-review.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Select } from '../../ui/select.tsx'
import { useAct, useClient, useRead } from '../../use-engine.ts'
import { counted, dayAndTime } from '../../wording.ts'
import styles from './memo-history-dialog.module.css'

interface MemoHistoryDialogProps {
  memo: string
  /** Whether an earlier text may be put back: not while the memo is confirmed. */
  mayRestore: boolean
  onClose(): void
}

/** The texts a memo had, and one laid over another, word by word. */
export function MemoHistoryDialog({ memo, mayRestore, onClose }: MemoHistoryDialogProps) {
  const client = useClient()
  const { run, busy } = useAct()
  const { data: texts } = useRead('memos.texts', { memo })
  const [from, setFrom] = useState<string | null>(null)
  const [to, setTo] = useState<string | null>(null)
  const earlier = texts?.find(({ step }) => step === from) ?? texts?.[1]
  const later = texts?.find(({ step }) => step === to) ?? texts?.[0]
  const { data: laid } = useRead(
    'memos.compare',
    earlier && later ? { memo, from: earlier.step, to: later.step } : null,
    { keepPrevious: true },
  )
  if (!texts) return null
  const options = texts.map(text => ({ id: text.step, label: nameOf(text), description: text.what }))
  const restore = () =>
    void run(
      async () => {
        if (earlier) await client.memos.restore({ memo, step: earlier.step })
        onClose()
      },
      { undoable: 'An earlier text of the memo was put back.' },
    )
  return (
    <Dialog
      title="Earlier texts of the memo"
      description="Each is what somebody left after writing for a while. What was added stands underlined, what went is struck through. Words of a text are those written in it; what was added or went counts quotations too."
      isOpen
      size="large"
      onOpenChange={isOpen => !isOpen && onClose()}
      footer={
        <>
          {earlier && !earlier.isCurrent && (
            <Button isDisabled={!mayRestore} isPending={busy} onPress={restore}>
              Put the earlier text back
            </Button>
          )}
          <Button variant="primary" onPress={onClose}>
            Close
          </Button>
        </>
      }
    >
      {earlier && later ? (
        <div className={styles.history}>
          <div className={styles.choice}>
            <Select label="From" options={options} value={earlier.step} onChange={setFrom} />
            <Select label="To" options={options} value={later.step} onChange={setTo} />
          </div>
          {laid && (
            <>
              <p className={styles.sum} role="status">
                {laid.added + laid.removed === 0
                  ? 'The words are the same.'
                  : `${counted(laid.added, 'word')} added, ${counted(laid.removed, 'word')} removed.`}
              </p>
              <div className={styles.text} dir="auto">
                {laid.pieces.map(({ text, is }, n) => {
                  const key = `${n} ${is}`
                  if (is === 'added') return <ins key={key}>{text}</ins>
                  if (is === 'removed') return <del key={key}>{text}</del>
                  return <span key={key}>{text}</span>
                })}
              </div>
            </>
          )}
        </div>
      ) : (
        <EmptyState isCompact title="There is no earlier text yet">
          The memo has been written in one go so far.
        </EmptyState>
      )}
    </Dialog>
  )
}

const nameOf = ({ at, who, words, isCurrent }: MemoText): string =>
  `${isCurrent ? 'Now' : dayAndTime(at)}, ${who ?? 'the command line'}, ${counted(words, 'word')}`
