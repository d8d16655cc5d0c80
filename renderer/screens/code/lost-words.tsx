import { useState } from 'react'
import type { SourceSummary } from '#shared/model/source.ts'
import type { Span } from '#shared/text/span.ts'
import { Button } from '../../ui/button.tsx'
import { inSentence } from '../../wording.ts'
import styles from './passage-panel.module.css'
import { type About, isAsNoted, noteUnkept, type Unkept, useUnkeptOf } from './unkept-words.ts'
import type { ReadText } from './use-kept-text.ts'

interface LostWordsProps {
  member: string
  source: ReadText
  sources: readonly SourceSummary[]
  /** Whether what words are about has a place of its own in the panel. */
  isThere: (about: About) => boolean
  /** Keeps words as an annotation; answers false where they were not kept. */
  onKeep: (words: string, passage: Span) => Promise<boolean>
  onOpenSource: (id: string) => void
}

/**
 * What a person wrote and did not save, and would not come upon: about what was removed since, wherever the caret is, and
 * in which other texts more of it waits.
 */
export function LostWords({ member, source, sources, isThere, onKeep, onOpenSource }: LostWordsProps) {
  const unkept = useUnkeptOf(member)
  const isKnown = (id: string) => sources.some(each => each.id === id)
  const lost = unkept.filter(each =>
    each.source === source.id ? !isThere(each.about) : !isKnown(each.source),
  )
  const elsewhere = sources.filter(({ id }) => id !== source.id && unkept.some(each => each.source === id))
  if (lost.length === 0 && elsewhere.length === 0) return null
  return (
    <section aria-label="Not saved elsewhere">
      {lost.map(({ about, ...each }) => (
        <Lost
          key={about}
          about={about}
          unkept={each}
          onKeep={each.source === source.id ? () => onKeep(each.words, placeIn(source, each)) : null}
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

interface LostProps {
  about: About
  unkept: Unkept
  /** Null where there is no text to keep it in. */
  onKeep: (() => Promise<boolean>) | null
}

function Lost({ about, unkept, onKeep }: LostProps) {
  const [isKeeping, setKeeping] = useState(false)
  const keep = async () => {
    setKeeping(true)
    if (await onKeep?.()) noteUnkept(about, null)
    setKeeping(false)
  }
  return (
    <div className={styles.unkept}>
      <p className={styles.when} dir="auto">
        Not saved, and what it was about was removed: “{inSentence(unkept.passage.quote.replace(/\s+/g, ' '))}
        ”
      </p>
      <p className={styles.comment} dir="auto">
        {unkept.words}
      </p>
      <div className={styles.buttons}>
        <Button size="small" onPress={() => noteUnkept(about, null)}>
          Discard
        </Button>
        {onKeep && (
          <Button size="small" isPending={isKeeping} onPress={() => void keep()}>
            Keep as an annotation
          </Button>
        )}
      </div>
    </div>
  )
}
