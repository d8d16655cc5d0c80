import { ChevronLeft, ChevronRight, CircleCheck } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Code, CodeSplit, SplitPassage } from '#shared/model/codebook.ts'
import { Badge, CodeDot, CoderBadge } from '../../ui/badge.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { announce } from '../../ui/live-announcer.tsx'
import { Meter } from '../../ui/meter.tsx'
import { SegmentedControl } from '../../ui/toggle.tsx'
import { useAct, useClient, useRead, useSession } from '../../use-engine.ts'
import { counted, inSentence, listedInShort, number } from '../../wording.ts'
import { useFrameworkStore } from './framework-store.ts'
import styles from './split-queue.module.css'

interface SplitQueueProps {
  code: Code
  split: CodeSplit
  /** The codes it is split into. */
  parts: readonly Code[]
  onOpen: (passage: SplitPassage) => void
}

/** Words that scroll can be scrolled by keys. */
const reachable = { tabIndex: 0 }
const none: readonly SplitPassage[] = []

/** The passages of a split code, one at a time: which part each is, by key. */
export function SplitQueue({ code, split, parts, onOpen }: SplitQueueProps) {
  const { member } = useSession()
  const queueOf = (coder: string | null) => split.queues.find(queue => queue.coder === coder)
  const mayRule = member?.roles.some(role => role !== 'coder') ?? false
  const mine = queueOf(member?.id ?? '')
  const consensus = mayRule ? queueOf(null) : undefined
  const [asked, setAsked] = useState<'mine' | 'consensus' | null>(null)
  const usual = mine && mine.left > 0 ? 'mine' : consensus ? 'consensus' : 'mine'
  const of = asked ?? usual
  const queue = of === 'mine' ? mine : consensus
  if (!mine && !consensus) {
    return (
      <div className={styles.queue}>
        <EmptyState isCompact headingLevel={3} title="Nothing for you to judge">
          None of your own codings is one of “{code.name}”. Each coder judges their own, a reviewer or lead
          those of the consensus.
        </EmptyState>
        <Others split={split} me={member?.id ?? null} />
      </div>
    )
  }
  return (
    <div className={styles.queue}>
      <div className={styles.head}>
        {mine && consensus && (
          <SegmentedControl
            label="Whose codings"
            options={[
              { id: 'mine', label: `Mine, ${mine.left} left` },
              { id: 'consensus', label: `Consensus, ${consensus.left} left` },
            ]}
            value={of}
            onChange={setAsked}
          />
        )}
        {queue && (
          <Meter
            label="Codings judged"
            value={queue.total === 0 ? 1 : (queue.total - queue.left) / queue.total}
            words={`${number(queue.total - queue.left)} of ${number(queue.total)}`}
            tone={queue.left === 0 ? 'good' : 'accent'}
          />
        )}
      </div>
      <Judging key={of} code={code} of={of} parts={parts} onOpen={onOpen} />
      <Others split={split} me={member?.id ?? null} />
    </div>
  )
}

function Judging({
  code,
  of,
  parts,
  onOpen,
}: {
  code: Code
  of: 'mine' | 'consensus'
  parts: readonly Code[]
  onOpen: (passage: SplitPassage) => void
}) {
  const client = useClient()
  const { run } = useAct()
  const { data: passages = none, failure, loading } = useRead('codebook.splitPassages', { code: code.id, of })
  const [chosen, setChosen] = useState<string | null>(null)
  const [marked, setMarked] = useState<readonly string[]>([])
  const isOpen = ({ judged }: SplitPassage) => judged.length === 0
  const at = Math.max(
    0,
    passages.findIndex(passage => (chosen === null ? isOpen(passage) : passage.coding === chosen)),
  )
  const passage = passages[at]
  const left = passages.filter(isOpen).length
  const choices = [...parts, code]
  const nameOf = (id: string) => choices.find(each => each.id === id)?.name ?? ''

  const step = (by: 1 | -1) => {
    const next = passages[at + by]
    if (!next) return
    setMarked([])
    setChosen(next.coding)
  }
  const judge = (as: readonly string[]) => {
    if (!passage || as.length === 0) return
    const after = [...passages.slice(at + 1), ...passages.slice(0, at)].find(isOpen)
    setMarked([])
    setChosen(after?.coding ?? passage.coding)
    announce(`Judged as ${listedInShort(as.map(id => inSentence(nameOf(id))))}`)
    void run(() =>
      client.codebook.judgeSplit({ code: code.id, judgements: [{ coding: passage.coding, parts: [...as] }] }),
    )
  }
  const mark = (part: string) =>
    setMarked(before => (before.includes(part) ? before.filter(id => id !== part) : [...before, part]))

  const latest = useRef({ step, judge, mark, marked })
  useEffect(() => {
    latest.current = { step, judge, mark, marked }
  })
  const ids = parts.map(({ id }) => id).join(' ')
  useEffect(() => {
    const part = (n: number) => ids.split(' ')[n - 1]
    useFrameworkStore.setState({
      judging: {
        parts: ids.split(' ').length,
        judge(n) {
          const id = n === 0 ? code.id : part(n)
          if (id !== undefined) latest.current.judge([id])
        },
        mark(n) {
          const id = part(n)
          if (id !== undefined) latest.current.mark(id)
        },
        judgeMarked: () => latest.current.judge(latest.current.marked),
        step: by => latest.current.step(by),
      },
    })
    return () => useFrameworkStore.setState({ judging: null })
  }, [ids, code.id])

  const words = useRef<HTMLElement>(null)
  const coded = useRef<HTMLElement>(null)
  const shownNow = passage?.coding
  useEffect(() => {
    if (shownNow !== undefined) coded.current?.scrollIntoView({ block: 'center' })
  }, [shownNow])
  const isThere = passage !== undefined
  useEffect(() => {
    if (!isThere || !useFrameworkStore.getState().judgesNow) return
    useFrameworkStore.setState({ judgesNow: false })
    words.current?.focus()
  }, [isThere])

  if (failure) {
    return (
      <Callout tone="error" title={failure.message}>
        {failure.hint}
      </Callout>
    )
  }
  if (loading || !passage) return null
  const shown = marked.length > 0 ? marked : passage.judged
  return (
    <>
      {left === 0 && (
        <p className={styles.done} role="status">
          <CircleCheck aria-hidden="true" />
          {passages.length === 1 ? 'The one coding is' : `All ${counted(passages.length, 'coding')} are`}{' '}
          judged. You can go through them again.
        </p>
      )}
      <div className={styles.where}>
        <Button size="small" variant="quiet" onPress={() => onOpen(passage)}>
          {passage.sourceTitle}
        </Button>
        {passage.speaker !== null && <span>{passage.speaker}</span>}
        {passage.polarity && <Badge>{passage.polarity}</Badge>}
        <span className={styles.position}>
          {number(at + 1)} of {number(passages.length)}
        </span>
        <IconButton
          size="small"
          label="Previous passage"
          shortcut="P"
          icon={<ChevronLeft />}
          isDisabled={at === 0}
          onPress={() => step(-1)}
        />
        <IconButton
          size="small"
          label="Next passage"
          shortcut="N"
          icon={<ChevronRight />}
          isDisabled={at === passages.length - 1}
          onPress={() => step(1)}
        />
      </div>
      <section ref={words} {...reachable} aria-label="Passage to judge" className={styles.passage}>
        <p className={styles.words}>
          {`…${passage.before.replace(/^\S*/, '')}`}
          <mark ref={coded} className={styles.coded}>
            {passage.text}
          </mark>
          {`${passage.after.replace(/\S*$/, '')}…`}
        </p>
        {passage.comment !== '' && <p className={styles.comment}>{passage.comment}</p>}
      </section>
      <ul className={styles.parts} aria-label="Which part it is">
        {choices.map((part, n) => {
          const isKept = part.id === code.id
          return (
            <li key={part.id}>
              <button
                type="button"
                className={styles.part}
                aria-pressed={shown.includes(part.id)}
                onClick={event => (event.altKey && !isKept ? mark(part.id) : judge([part.id]))}
              >
                <Kbd keys={isKept ? '0' : String(n + 1)} />
                <span className={styles.partWords}>
                  <span className={styles.partName}>
                    <CodeDot colour={part.colour} />
                    {isKept ? `Keep “${part.name}”` : part.name}
                  </span>
                  <span className={styles.definition}>
                    {isKept ? 'It stays with the retired code.' : part.definition}
                  </span>
                </span>
              </button>
            </li>
          )
        })}
      </ul>
      <p className={styles.several}>
        {marked.length > 0 ? (
          <Button size="small" variant="primary" shortcut="S" onPress={() => judge(marked)}>
            {`It is ${counted(marked.length, 'part')}`}
          </Button>
        ) : (
          <>
            Of several parts: hold <Kbd keys="Alt" /> with their keys, then <Kbd keys="S" />.
          </>
        )}
      </p>
    </>
  )
}

/** How far the others are: each judges what they coded. */
function Others({ split, me }: { split: CodeSplit; me: string | null }) {
  const members = useRead('members.list', {}).data ?? []
  const open = split.queues.filter(({ coder, left }) => coder !== null && coder !== me && left > 0)
  if (open.length === 0) return null
  return (
    <ul className={styles.others} aria-label="Left to judge by others">
      {open.map(({ coder, left }) => {
        const member = members.find(({ id }) => id === coder)
        return (
          <li key={coder}>
            {member && <CoderBadge name={member.name} initials={member.initials} size="small" />}
            {counted(left, 'coding')} left
          </li>
        )
      })}
    </ul>
  )
}
