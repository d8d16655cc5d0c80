import type { CodeExample, ExampleKind } from '#shared/model/codebook.ts'
import { Button } from '../../ui/button.tsx'
import { useAct, useClient, useRead } from '../../use-engine.ts'
import styles from './code-examples.module.css'

export const exampleKinds: readonly { id: ExampleKind; label: string; heading: string; shortcut: string }[] =
  [
    { id: 'inclusion', label: 'Inclusion', heading: 'Included', shortcut: 'I' },
    { id: 'exclusion', label: 'Exclusion', heading: 'Excluded', shortcut: 'X' },
    { id: 'typical', label: 'Typical example', heading: 'Typical', shortcut: 'T' },
    { id: 'near-miss', label: 'Near-miss', heading: 'Near-miss', shortcut: 'M' },
  ]

/** The passages that rulings made examples of a code, by kind; nothing where there are none. */
export function CodeExamples({ code, mayRemove = false }: { code: string; mayRemove?: boolean }) {
  const all = useRead('codebook.examples', {}).data ?? []
  const examples = all.filter(example => example.code === code)
  if (examples.length === 0) return null
  return (
    <section aria-label="Examples from rulings" className={styles.examples}>
      {exampleKinds.map(({ id, heading }) => {
        const its = examples.filter(({ kind }) => kind === id)
        if (its.length === 0) return null
        return (
          <div key={id} className={styles.kind}>
            <h4 className={styles.heading}>{heading}</h4>
            <ul className={styles.list}>
              {its.map(example => (
                <Example key={example.id} example={example} mayRemove={mayRemove} />
              ))}
            </ul>
          </div>
        )
      })}
    </section>
  )
}

function Example({ example, mayRemove }: { example: CodeExample; mayRemove: boolean }) {
  const client = useClient()
  const { run } = useAct()
  return (
    <li className={styles.example}>
      <blockquote className={styles.words}>{example.text.replace(/\s+/g, ' ').trim()}</blockquote>
      <p className={styles.quiet}>
        {example.sourceTitle}
        {example.note !== '' && ` · ${example.note}`}
      </p>
      {mayRemove && (
        <div>
          <Button
            size="small"
            variant="quiet"
            onPress={() =>
              void run(() => client.codebook.removeExample({ example: example.id }), {
                undoable: 'The example was taken away.',
              })
            }
          >
            Take away
          </Button>
        </div>
      )}
    </li>
  )
}
