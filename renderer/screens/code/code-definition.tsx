import { useState } from 'react'
import type { Code } from '#shared/model/codebook.ts'
import { codeColourClass } from '../../theme/palette.ts'
import { Button } from '../../ui/button.tsx'
import { inSentence } from '../../wording.ts'
import styles from './code-definition.module.css'
import { CodeExamples } from './code-examples.tsx'
import { placeOf } from './code-lookup.ts'

/** What a code means, when it is used and when not. */
export function CodeDefinition({ code }: { code: Code }) {
  const place = placeOf(code)
  const lines = [
    { term: 'Use when', words: code.whenToUse },
    { term: 'Not when', words: code.whenNotToUse },
    { term: 'Example', words: code.example },
  ].filter(({ words }) => words.trim() !== '')
  return (
    <article
      className={`${styles.definition} ${codeColourClass(code.colour)}`}
      aria-label={`Definition of ${inSentence(code.name)}`}
    >
      {place && (
        <p className={styles.place} title={place}>
          {place}
        </p>
      )}
      <CodeName key={code.id} name={code.name} />
      {code.definition.trim() === '' ? (
        <p className={styles.missing}>No definition yet.</p>
      ) : (
        <p className={styles.meaning}>{code.definition}</p>
      )}
      {lines.length > 0 && (
        <dl className={styles.lines}>
          {lines.map(({ term, words }) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
      )}
      <CodeExamples code={code.id} />
    </article>
  )
}

/** A long name leaves the meaning in view, and is read whole where that is asked for. */
function CodeName({ name }: { name: string }) {
  const [isWhole, setWhole] = useState(false)
  const short = inSentence(name)
  return (
    <>
      <h3 className={styles.name}>{isWhole ? name : short}</h3>
      {short !== name && (
        <div>
          <Button size="small" variant="quiet" onPress={() => setWhole(!isWhole)}>
            {isWhole ? 'Shorten the name' : 'Whole name'}
          </Button>
        </div>
      )}
    </>
  )
}
