import { CircleMinus, CirclePlus, Lock, MessageSquare, Trash2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Code } from '#shared/model/codebook.ts'
import type { Coding } from '#shared/model/coding.ts'
import type { Member } from '#shared/model/member.ts'
import { CodeChip, CoderBadge } from '../../ui/badge.tsx'
import { IconButton } from '../../ui/button.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { ToggleButton } from '../../ui/toggle.tsx'
import { CodeDefinition } from './code-definition.tsx'
import { pathOf } from './code-lookup.ts'
import { NameHidden } from './name-hidden.tsx'
import styles from './passage-panel.module.css'
import type { About, WrittenAt } from './unkept-words.ts'
import { VersionOfCoding } from './version-of-coding.tsx'
import { When } from './when.tsx'
import { UnkeptWords, WordsForm } from './words-form.tsx'

interface CodingCardProps {
  coding: Coding
  code: Code | undefined
  /** What the code is called. */
  name: string | undefined
  coder: Member | undefined
  quote: string
  /** The turn it is in, where that is not the one that the panel tells of; else null. */
  elsewhere: string | null
  /** Where what is said of it is written. */
  at: WrittenAt
  isMine: boolean
  isActive: boolean
  /** True where the code's definition is already on the screen: here it is folded away. */
  isDefinedBeside: boolean
  isCommenting: boolean
  /** What is written and not saved about it, and about those that were joined into it. */
  waiting: readonly About[]
  /** How often a form was asked for. */
  asked: number
  onActivate: () => void
  onPolarity: (polarity: 'facilitator' | 'barrier') => void
  onComment: () => void
  /** Answers false where the comment was not kept. */
  onCommented: (words: string, from: string) => Promise<boolean>
  onCommentDone: () => void
  onRemove: () => void
}

/** Whether something is so, and was a second ago: a code that was just made comes a moment after its first coding. */
function useStill(isSo: boolean): boolean {
  const [isStill, setStill] = useState(false)
  useEffect(() => {
    if (!isSo) return
    const timer = setTimeout(() => setStill(true), 1000)
    return () => {
      clearTimeout(timer)
      setStill(false)
    }
  }, [isSo])
  return isStill
}

/** One coding of the passage: what, who, when, and what its coder says of it. */
export function CodingCard(props: CodingCardProps) {
  const { coding, code, coder, quote, isMine, isActive, isDefinedBeside, isCommenting } = props
  const isGone = useStill(code === undefined)
  const name = props.name ?? (isGone ? 'A code that is no longer here' : '…')
  const mayChange = isMine && !coding.frozen
  // Drawn only where they are seen: hundreds of codings may meet here.
  const [isNear, setNear] = useState(false)
  // Of many at a passage the one that was just made may be far below.
  const card = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isActive) card.current?.scrollIntoView({ block: 'nearest' })
  }, [isActive])
  return (
    <li
      ref={card}
      className={styles.card}
      data-active={isActive || undefined}
      onPointerEnter={() => setNear(true)}
      onPointerLeave={event => setNear(event.currentTarget.contains(document.activeElement))}
      onFocus={() => setNear(true)}
      onBlur={event =>
        setNear(event.currentTarget.contains(event.relatedTarget) || event.currentTarget.matches(':hover'))
      }
    >
      {props.elsewhere !== null && <p className={styles.where}>{props.elsewhere}</p>}
      <button type="button" className={styles.cardHead} aria-pressed={isActive} onClick={props.onActivate}>
        <CodeChip
          name={name}
          colour={code?.colour ?? 1}
          polarity={coding.polarity ?? undefined}
          {...(code ? { path: pathOf(code) } : {})}
        />
        <span className={styles.quote} dir="auto">
          {quote}
        </span>
      </button>
      <div className={styles.line}>
        {coder && (
          <CoderBadge
            name={coder.name}
            initials={coder.initials}
            accent={coder.accent}
            size="small"
            isNameShown
          />
        )}
        {coding.coder === null && <NameHidden />}
        <When at={coding.createdAt} />
        {coding.polarity && (
          <span className={styles.when}>{coding.polarity === 'barrier' ? 'Barrier' : 'Facilitator'}</span>
        )}
        {coding.frozen && (
          <span className={styles.frozen} title="Part of a round that was submitted: it stands as it is.">
            <Lock aria-hidden="true" /> submitted
          </span>
        )}
        {mayChange && (isActive || isNear) && (
          <span className={styles.tools}>
            <ToggleButton
              label="Facilitator"
              shortcut="F"
              icon={<CirclePlus />}
              isSelected={coding.polarity === 'facilitator'}
              onChange={() => props.onPolarity('facilitator')}
            />
            <ToggleButton
              label="Barrier"
              shortcut="B"
              icon={<CircleMinus />}
              isSelected={coding.polarity === 'barrier'}
              onChange={() => props.onPolarity('barrier')}
            />
            <IconButton
              size="small"
              label={`Comment on ${name}`}
              shortcut="C"
              icon={<MessageSquare />}
              onPress={props.onComment}
            />
            <IconButton
              size="small"
              label={`Remove ${name}`}
              shortcut="Delete"
              icon={<Trash2 />}
              onPress={props.onRemove}
            />
          </span>
        )}
      </div>
      {isCommenting && mayChange ? (
        <WordsForm
          about={coding.id}
          at={props.at}
          what="comment"
          asked={props.asked}
          label={`Comment on ${name}`}
          initial={coding.comment}
          saveLabel="Save comment"
          onSave={props.onCommented}
          onDone={props.onCommentDone}
        />
      ) : (
        <>
          {coding.comment !== '' && (
            <p className={styles.comment} dir="auto">
              {coding.comment}
            </p>
          )}
          {mayChange &&
            props.waiting.map(about => <UnkeptWords key={about} about={about} onOpen={props.onComment} />)}
        </>
      )}
      {isActive && code && (
        <div className={styles.meaning}>
          <Disclosure key={code.id} title="What it means" headingLevel={3} defaultExpanded={!isDefinedBeside}>
            <CodeDefinition code={code} />
          </Disclosure>
          <VersionOfCoding coding={coding} framework={code.framework} />
        </div>
      )}
    </li>
  )
}
