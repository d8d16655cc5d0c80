import { type KeyboardEvent, useState } from 'react'
import { CodeChip } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { number } from '../../wording.ts'
import { useCompare } from './compare-store.ts'
import type { ComparedPassage } from './compared-passages.ts'
import { MarkedText } from './marked-text.tsx'
import styles from './passage-panel.module.css'
import type { Comparison } from './use-comparison.ts'

const page = 60

interface PassageListProps {
  passages: readonly ComparedPassage[]
  comparison: Comparison
  /** Names each passage's code, where the list holds several. */
  withCode: boolean
}

/** Passages with both coders' marks; choosing one shows it in its transcript. Arrows walk through. */
export function PassageList({ passages, comparison, withCode }: PassageListProps) {
  const { coders, codes, sources } = comparison
  const { reading, choose } = useCompare()
  const [pages, setPages] = useState(1)
  const accents = [coders[0].accent, coders[1].accent] as const
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
                aria-current={passage.key === reading}
                onClick={() => choose({ reading: passage.key })}
              >
                <span className={styles.itemHead}>
                  {withCode && code && <CodeChip name={code.name} colour={code.colour} />}
                  {sources.get(passage.source)?.title}
                </span>
                <span className={styles.words}>
                  <MarkedText
                    text={passage.text}
                    start={passage.start}
                    a={passage.a}
                    b={passage.b}
                    accents={accents}
                  />
                </span>
                <span className={styles.itemFoot}>
                  {extents(passage, coders[0].initials, coders[1].initials)}
                </span>
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

function extents({ both, onlyA, onlyB }: ComparedPassage, a: string, b: string): string {
  const parts = [
    ...(both > 0 ? [`both ${number(both)}`] : []),
    ...(onlyA > 0 ? [`only ${a} ${number(onlyA)}`] : []),
    ...(onlyB > 0 ? [`only ${b} ${number(onlyB)}`] : []),
  ]
  return `Characters: ${parts.join(' · ')}`
}
