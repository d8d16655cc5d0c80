import type { Code } from '#shared/model/codebook.ts'
import { codeColourClass } from '../../theme/palette.ts'
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
      aria-label={`Definition of ${code.name}`}
    >
      {place && (
        <p className={styles.place} title={place}>
          {place}
        </p>
      )}
      <h3 className={styles.name}>{code.name}</h3>
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
