import { type KeyboardEvent, type ReactNode, useState } from 'react'
import type { Code } from '#shared/model/codebook.ts'
import type { SourceSummary } from '#shared/model/source.ts'
import { CodeChip } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import styles from './passage-panel.module.css'

const page = 60

interface PassageRowsProps<P> {
  passages: readonly P[]
  codes: ReadonlyMap<string, Code>
  sources: ReadonlyMap<string, SourceSummary>
  /** Names each passage's code, where the list holds several. */
  withCode: boolean
  /** Key of the passage that is shown elsewhere. */
  current?: string | null
  onChoose(passage: P): void
  /** The words of a passage and what stands below them. */
  children(passage: P): ReactNode
}

/** Passages to choose from, a page at a time. Arrows walk through. */
export function PassageRows<P extends { key: string; code: string; source: string }>(
  props: PassageRowsProps<P>,
) {
  const { passages, codes, sources, withCode, current, onChoose, children } = props
  const [pages, setPages] = useState(1)
  const walk = (event: KeyboardEvent<HTMLUListElement>) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    const buttons = [...event.currentTarget.querySelectorAll('button')]
    const now = buttons.findIndex(button => button.contains(document.activeElement))
    buttons[Math.min(buttons.length - 1, Math.max(0, now + step))]?.focus()
    event.preventDefault()
  }
  return (
    <>
      <ul className={styles.list} aria-label="Passages" onKeyDown={walk}>
        {passages.slice(0, pages * page).map(passage => {
          const code = codes.get(passage.code)
          return (
            <li key={passage.key}>
              <button
                type="button"
                className={styles.item}
                aria-current={passage.key === current}
                onClick={() => onChoose(passage)}
              >
                <span className={styles.itemHead}>
                  {withCode && code && <CodeChip name={code.name} colour={code.colour} />}
                  {sources.get(passage.source)?.title}
                </span>
                {children(passage)}
              </button>
            </li>
          )
        })}
      </ul>
      {passages.length > pages * page && (
        <div className={styles.more}>
          <Button size="small" onPress={() => setPages(pages + 1)}>
            Show more
          </Button>
        </div>
      )}
    </>
  )
}
