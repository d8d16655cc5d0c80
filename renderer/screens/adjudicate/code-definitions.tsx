import { BookOpenText } from 'lucide-react'
import type { Code, ExampleKind } from '#shared/model/codebook.ts'
import type { Disagreement } from '#shared/model/disagreement.ts'
import { CodeDot } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { MenuButton } from '../../ui/menu.tsx'
import { useAct, useClient } from '../../use-engine.ts'
import { CodeExamples, exampleKinds } from '../code/code-examples.tsx'
import styles from './code-definitions.module.css'
import { exampleCode } from './difference-words.ts'

/** Scrolled by key. */
const reachable = { role: 'region', tabIndex: 0, 'aria-label': 'What the codes mean' }

interface CodeDefinitionsProps {
  item: Disagreement
  codes: ReadonlyMap<string, Code>
  mayEdit: boolean
}

/** What the codes in dispute mean, and a way to make the passage an example once it is settled. */
export function CodeDefinitions({ item, codes, mayEdit }: CodeDefinitionsProps) {
  const involved = [item.code, item.otherCode, item.ruling?.code].flatMap(id => {
    const code = id === undefined ? undefined : codes.get(id)
    return code ? [code] : []
  })
  return (
    <div className={styles.definitions} {...reachable}>
      <h2 className={styles.title}>{involved.length === 1 ? 'The code' : 'The codes'}</h2>
      {[...new Set(involved)].map(code => (
        <Definition key={code.id} code={code} item={item} mayEdit={mayEdit} />
      ))}
    </div>
  )
}

function Definition({ code, item, mayEdit }: { code: Code; item: Disagreement; mayEdit: boolean }) {
  const client = useClient()
  const { run } = useAct()
  const exemplify = (kind: ExampleKind, label: string) =>
    void run(
      () => client.adjudication.exemplify({ round: item.round, disagreement: item.id, code: code.id, kind }),
      { undoable: `${label} of “${code.name}”.` },
    )
  const parts = [
    { head: 'Use when', words: code.whenToUse },
    { head: 'Do not use when', words: code.whenNotToUse },
    { head: 'For example', words: code.example },
  ]
  return (
    <section className={styles.code} aria-label={code.name}>
      <h3 className={styles.name}>
        <CodeDot colour={code.colour} />
        {code.name}
      </h3>
      {code.path.length > 1 && <p className={styles.path}>{code.path.slice(0, -1).join(' › ')}</p>}
      <p>{code.definition || <span className={styles.path}>Not yet defined.</span>}</p>
      {parts.map(({ head, words }) =>
        words ? (
          <div key={head}>
            <h4 className={styles.head}>{head}</h4>
            <p className={styles.words}>{words}</p>
          </div>
        ) : null,
      )}
      <CodeExamples code={code.id} mayRemove={mayEdit} />
      {mayEdit && item.ruling && (
        <MenuButton
          label={`Make this passage an example of ${code.name}`}
          trigger={
            <Button size="small" variant="quiet" icon={<BookOpenText />}>
              Make it an example
            </Button>
          }
          entries={exampleKinds.map(({ id, label, shortcut }) => ({
            id,
            label,
            ...(code.id === exampleCode(item, id) ? { shortcut } : {}),
            onAction: () => exemplify(id, label),
          }))}
        />
      )}
    </section>
  )
}
