import { useState } from 'react'
import type { NameSuggestion } from '#shared/model/pseudonym.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { counted } from '../../wording.ts'
import { InContext } from './in-context.tsx'
import styles from './pseudonyms.module.css'

interface SuggestionItemProps {
  suggestion: NameSuggestion
  take(shown: string): void
  takeAsForm(): void
  ignore(): void
}

/** One suggestion: the words, where they stand, and a pseudonym to take or to change. */
export function SuggestionItem({ suggestion, take, takeAsForm, ignore }: SuggestionItemProps) {
  const { words, what, count, examples, proposed, partOf } = suggestion
  const [typed, setTyped] = useState<string | null>(null)
  const shown = typed ?? proposed
  return (
    <li className={styles.suggestion}>
      <div className={styles.found}>
        <p className={styles.foundWords}>
          <strong>{words}</strong> <Badge>{what}</Badge>{' '}
          <span className={styles.quiet}>{counted(count, 'place')}</span>
        </p>
        <ul className={styles.examples}>
          {examples.slice(0, 2).map(example => (
            <li key={examples.indexOf(example)}>
              <InContext {...example} />
            </li>
          ))}
        </ul>
      </div>
      <div className={styles.taking}>
        {partOf === null && (
          <TextField label={`Pseudonym for ${words}`} isLabelHidden value={shown} onChange={setTyped} />
        )}
        <div className={styles.choices}>
          {partOf === null ? (
            <Button
              isDisabled={shown.trim() === ''}
              aria-label={`Take ${words}`}
              onPress={() => take(shown.trim())}
            >
              Take
            </Button>
          ) : (
            <Button aria-label={`Take ${words} as another form of ${proposed}`} onPress={takeAsForm}>
              Another form of {proposed}
            </Button>
          )}
          <Button variant="quiet" aria-label={`Ignore ${words}`} onPress={ignore}>
            Ignore
          </Button>
        </div>
      </div>
    </li>
  )
}
