import { BookOpenText } from 'lucide-react'
import type { Code } from '#shared/model/codebook.ts'
import type { Disagreement } from '#shared/model/disagreement.ts'
import { CodeDot } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { MenuButton } from '../../ui/menu.tsx'
import { useAct, useClient, useRead } from '../../use-engine.ts'
import styles from './code-definitions.module.css'

/** Scrolled by key. */
const reachable = { role: 'region', tabIndex: 0, 'aria-label': 'What the codes mean' }

interface CodeDefinitionsProps {
  item: Disagreement
  codes: ReadonlyMap<string, Code>
  mayEdit: boolean
}

/** What the codes in dispute mean, and a way to write the passage into the definition once it is settled. */
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

const additions = [
  { id: 'example', label: 'As its example' },
  { id: 'whenToUse', label: 'As a case for “use when”' },
  { id: 'whenNotToUse', label: 'As a case for “do not use when”' },
] as const

function Definition({ code, item, mayEdit }: { code: Code; item: Disagreement; mayEdit: boolean }) {
  const client = useClient()
  const { run } = useAct()
  const source = useRead('sources.open', { source: item.source }).data
  const add = (field: (typeof additions)[number]['id']) => {
    if (!source) return
    const words = source.text.slice(item.start, item.end).replace(/\s+/g, ' ').trim()
    const line = `“${words}” (${source.title})`
    const before = code[field].trim()
    void run(
      () => client.codebook.updateCode({ code: code.id, [field]: before ? `${before}\n${line}` : line }),
      { undoable: `The passage was added to “${code.name}”.` },
    )
  }
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
      {mayEdit && item.ruling && (
        <MenuButton
          label="Add this passage to the definition"
          trigger={
            <Button size="small" variant="quiet" icon={<BookOpenText />}>
              Add this passage
            </Button>
          }
          entries={additions.map(({ id, label }) => ({ id, label, onAction: () => add(id) }))}
        />
      )}
    </section>
  )
}
