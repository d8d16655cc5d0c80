import { useState } from 'react'
import type { SourceSummary } from '#shared/model/source.ts'
import type { Span } from '#shared/text/span.ts'
import { Button } from '../../ui/button.tsx'
import { announce } from '../../ui/live-announcer.tsx'
import { inSentence } from '../../wording.ts'
import styles from './passage-panel.module.css'
import { type About, isAsNoted, noteUnkept, type Unkept, useUnkeptOf } from './unkept-words.ts'
import type { ReadText } from './use-kept-text.ts'
import { discard, onceClosed } from './words-form.tsx'

interface LostWordsProps {
  member: string
  source: ReadText
  sources: readonly SourceSummary[]
  /** The title of a round of this person's that keeps anything from being added here till it is closed. */
  submitted: string | null
  /** Why words have no place of their own in the panel; null where they have one. */
  whyLost: (about: About) => 'removed' | 'submitted' | null
  /** Keeps words as an annotation; answers false where they were not kept. */
  onKeep: (words: string, passage: Span) => Promise<boolean>
  onOpenSource: (id: string) => void
}

/**
 * What a person wrote and did not save, and would not come upon: about what was removed or submitted since, wherever the
 * caret is, and in which other texts more of it waits.
 */
export function LostWords({
  member,
  source,
  sources,
  submitted,
  whyLost,
  onKeep,
  onOpenSource,
}: LostWordsProps) {
  const unkept = useUnkeptOf(member)
  const isKnown = (id: string) => sources.some(each => each.id === id)
  const lost = unkept.flatMap(each => {
    const isHere = each.source === source.id
    const why = isHere ? whyLost(each.about) : isKnown(each.source) ? null : 'removed'
    return why === null ? [] : { ...each, why, isHere }
  })
  const elsewhere = sources.filter(({ id }) => id !== source.id && unkept.some(each => each.source === id))
  if (lost.length === 0 && elsewhere.length === 0) return null
  return (
    <section aria-label="Not saved elsewhere">
      {lost.map(({ about, why, isHere, ...each }) => (
        <Lost
          key={about}
          about={about}
          why={why}
          unkept={each}
          submitted={isHere ? submitted : null}
          onKeep={isHere && submitted === null ? () => onKeep(each.words, placeIn(source, each)) : null}
        />
      ))}
      {elsewhere.map(({ id, title }) => (
        <div key={id} className={styles.unkept}>
          <p className={styles.when}>What you wrote in “{inSentence(title)}” is not saved yet.</p>
          <div className={styles.buttons}>
            <Button size="small" onPress={() => onOpenSource(id)}>
              Open it
            </Button>
          </div>
        </div>
      ))}
    </section>
  )
}

/** Where words were written; nowhere, where the text there is another by now. */
const placeIn = ({ text }: ReadText, { passage }: Unkept): Span =>
  isAsNoted(text, passage) ? passage : { start: 0, end: 0 }

const reasons = {
  removed: 'what it was about was removed',
  submitted: 'what it is about was submitted and no longer changes',
} as const

const copied = () => announce('Copied')

interface LostProps {
  about: About
  why: keyof typeof reasons
  unkept: Unkept
  /** The round that has to be closed before it can be kept. */
  submitted: string | null
  /** Null where there is no text to keep it in, or not yet. */
  onKeep: (() => Promise<boolean>) | null
}

function Lost({ about, why, unkept, submitted, onKeep }: LostProps) {
  const [isKeeping, setKeeping] = useState(false)
  const keep = async () => {
    setKeeping(true)
    if (await onKeep?.()) noteUnkept(about, null)
    setKeeping(false)
  }
  return (
    <div className={styles.unkept}>
      <p className={styles.when} dir="auto">
        Not saved, and {reasons[why]}: “{inSentence(unkept.passage.quote.replace(/\s+/g, ' '))}”
      </p>
      <p className={styles.comment} dir="auto">
        {unkept.words}
      </p>
      {submitted !== null && <p className={styles.when}>{onceClosed(submitted)}</p>}
      <div className={styles.buttons}>
        <Button size="small" onPress={() => discard(about, unkept)}>
          Discard
        </Button>
        {onKeep ? (
          <Button size="small" isPending={isKeeping} onPress={() => void keep()}>
            Keep as an annotation
          </Button>
        ) : (
          <Button size="small" onPress={() => void navigator.clipboard.writeText(unkept.words).then(copied)}>
            Copy
          </Button>
        )}
      </div>
    </div>
  )
}
