import { useMemo, useState } from 'react'
import type { RevisionSummary, RevisionText } from '#shared/model/revision.ts'
import type { Span } from '#shared/text/span.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Spinner } from '../../../ui/spinner.tsx'
import { useAct, useClient, useRead } from '../../../use-engine.ts'
import { counted, dayAndTime } from '../../../wording.ts'
import { ChangedWords } from './changed-words.tsx'
import styles from './revisions.module.css'
import { closeRevisions, useRevisions } from './revisions-store.ts'

/** The texts a source had: each to read, with what it changed marked, and to put back. */
export function EarlierDialog() {
  const opened = useRevisions(state => state.opened)
  const source = opened?.dialog === 'earlier' ? opened.source : null
  const { data: revisions } = useRead('revisions.list', source === null ? null : { source })
  if (source === null || !revisions) return null
  return <OpenEarlier source={source} revisions={revisions} />
}

const kinds: Record<RevisionSummary['kind'], string> = {
  imported: 'As imported',
  correction: 'Corrected',
  pseudonyms: 'Pseudonyms',
  restored: 'Put back',
}

function OpenEarlier({ source, revisions }: { source: string; revisions: readonly RevisionSummary[] }) {
  const client = useClient()
  const { run, busy } = useAct()
  const [chosen, setChosen] = useState(revisions[0]?.number ?? 1)
  const revision = revisions.find(({ number }) => number === chosen) ?? revisions[0]
  const { data: text } = useRead('revisions.open', { source, number: chosen })
  const isNewest = chosen === revisions[0]?.number
  const restore = async () => {
    const made = await run(() => client.revisions.restore({ source, number: chosen }), {
      undoable: `Put text ${chosen} back.`,
    })
    if (made) closeRevisions()
  }
  return (
    <Dialog
      title="Earlier texts"
      description={text?.title}
      size="full"
      isOpen
      onOpenChange={isOpen => !isOpen && closeRevisions()}
      footer={
        <>
          <Button onPress={closeRevisions}>Close</Button>
          <Button variant="primary" isDisabled={isNewest} isPending={busy} onPress={() => void restore()}>
            Put this text back
          </Button>
        </>
      }
    >
      <div className={styles.earlier}>
        <ul className={styles.revisions} aria-label="Texts, newest first">
          {revisions.map(each => (
            <li key={each.id}>
              <button
                type="button"
                className={styles.revision}
                aria-current={each.number === chosen || undefined}
                onClick={() => setChosen(each.number)}
              >
                <strong>
                  {each.number}. {kinds[each.kind]}
                </strong>
                <span>{[each.who, dayAndTime(each.at)].filter(Boolean).join(', ')}</span>
                {each.note !== '' && <span>{each.note}</span>}
                <span>
                  {counted(each.words, 'word')}
                  {each.number > 1 && `, ${counted(each.changes.length + each.further, 'change')}`}
                </span>
              </button>
            </li>
          ))}
        </ul>
        <section aria-label={`Text ${chosen}`} className={styles.reading}>
          {revision && revision.changes.length > 0 && (
            <ul className={styles.list} aria-label="What it changed">
              {revision.changes.map(change => (
                <li key={change.start}>
                  <ChangedWords change={change} />
                </li>
              ))}
            </ul>
          )}
          {text ? <ReadOnlyText text={text} /> : <Spinner />}
        </section>
      </div>
    </Dialog>
  )
}

/** A text by paragraphs, with what it changed marked. */
function ReadOnlyText({ text }: { text: RevisionText }) {
  const lines = useMemo(() => linesOf(text), [text])
  return (
    <div className={styles.old}>
      {lines.map(({ start, pieces }) => (
        <p key={start} dir="auto">
          {pieces.map(piece => (piece.isChanged ? <ins key={piece.start}>{piece.words}</ins> : piece.words))}
        </p>
      ))}
    </div>
  )
}

interface Line {
  start: number
  pieces: { start: number; words: string; isChanged: boolean }[]
}

function linesOf({ text, changed }: RevisionText): Line[] {
  const lines: Line[] = []
  let next = 0
  for (let start = 0; start < text.length; ) {
    const line = text.indexOf('\n', start)
    const end = line < 0 ? text.length : line
    if (end > start) {
      while ((changed[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next++
      const here: Span[] = []
      for (let at = next; (changed[at]?.start ?? end) < end; at++) here.push(changed[at] as Span)
      lines.push({ start, pieces: piecesOf(text, start, end, here) })
    }
    start = end + 1
  }
  return lines
}

function piecesOf(text: string, start: number, end: number, changed: readonly Span[]): Line['pieces'] {
  const pieces: Line['pieces'] = []
  const add = (from: number, to: number, isChanged: boolean) => {
    if (from < to) pieces.push({ start: from, words: text.slice(from, to), isChanged })
  }
  let from = start
  for (const span of changed) {
    const at = Math.max(from, span.start)
    add(from, at, false)
    from = Math.min(end, span.end)
    add(at, from, true)
  }
  add(from, end, false)
  return pieces
}
