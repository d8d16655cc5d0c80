import { Plus } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { Code } from '#shared/model/codebook.ts'
import { CodeDot } from '../../ui/badge.tsx'
import { takeKeyboard } from '../../ui/take-keyboard.ts'
import { inSentence } from '../../wording.ts'
import { CodeDefinition } from './code-definition.tsx'
import styles from './code-finder.module.css'
import { placeOf } from './code-lookup.ts'
import { mergedNameFor } from './rank-codes.ts'

/** How many codes are offered; typing one more letter finds the rest. */
export const mostFound = 60

/** What may be longer than it is high must be reachable by keyboard. */
const scrolledByKey = (label: string) => ({ role: 'region', tabIndex: 0, 'aria-label': label })

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }

/** A code that is there, or the name of one that would be made. */
export type FoundCode = { code: Code } | { name: string }

const keyOf = (one: FoundCode): string => ('code' in one ? one.code.id : 'new')

/** What is said beside a code: the merged code's name by which it was found, else where it stands. */
function whereFrom(code: Code, typed: string): string {
  const other = mergedNameFor(code, typed)
  return other === undefined ? placeOf(code) : `also “${other}”`
}

interface CodeFinderProps {
  found: readonly FoundCode[]
  typed: string
  onType: (typed: string) => void
  placeholder: string
  /** What is wrong with what is typed; null if nothing is. */
  wrong?: string | null
  /** Codes that are said to be here already, instead of where in the framework they are. */
  carried?: ReadonlySet<string>
  /** Enter or a press; `isShift` if Shift was held. */
  onChoose: (found: FoundCode, isShift: boolean) => void
  /** Of the column with the definition, which is there then whatever is marked. */
  meaningLabel?: string
  /** Under the list. */
  children?: ReactNode
}

/**
 * A field to type in, what it finds under it, and beside both the definition of what is marked: at first the best
 * match. Arrows mark, Enter takes. Fills the box it is in.
 */
export function CodeFinder({
  found,
  typed,
  onType,
  placeholder,
  wrong = null,
  carried,
  onChoose,
  meaningLabel,
  children,
}: CodeFinderProps) {
  const [marked, mark] = useState<{ typed: string; one: FoundCode | undefined }>({ typed, one: found[0] })
  if (marked.typed !== typed) mark({ typed, one: found[0] })
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const { one } = marked
  const at = one === undefined ? 0 : found.findIndex(other => keyOf(other) === keyOf(one))
  const current = found[at]
  // What another window took away leaves nothing marked: Enter would do to another what was meant for it.
  const gone = one && !current ? one : null
  useKeptInView(list, at)
  const markAt = (index: number) => mark({ typed, one: found[index] })
  const choose = (one: FoundCode | undefined, isShift: boolean) => {
    if (!one) return
    onChoose(one, isShift)
    mark({ typed, one: undefined })
  }
  const keyDown = (event: KeyboardEvent) => {
    const step = steps[event.key]
    if (step !== undefined) markAt(Math.max(0, Math.min(found.length - 1, at + step)))
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) choose(current, event.shiftKey)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <>
      <div className={styles.side}>
        <input
          // It is opened to type in.
          ref={takeKeyboard}
          className={styles.input}
          role="combobox"
          aria-label="Code"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={current ? `${id}-${at}` : undefined}
          aria-invalid={wrong !== null}
          aria-describedby={wrong === null ? undefined : `${id}-wrong`}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholder}
          value={typed}
          onChange={event => onType(event.target.value)}
          onKeyDown={keyDown}
        />
        {wrong !== null && (
          <p id={`${id}-wrong`} role="alert" className={styles.wrong}>
            {wrong}
          </p>
        )}
        <div ref={list} id={`${id}-list`} role="listbox" aria-label="Codes" className={styles.list}>
          {found.map((one, index) => (
            <div
              key={keyOf(one)}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              className={styles.option}
              onPointerMove={() => markAt(index)}
              // The keyboard stays in the field.
              onPointerDown={event => event.preventDefault()}
              onPointerUp={event => choose(one, event.shiftKey)}
            >
              {'code' in one ? (
                <>
                  <CodeDot colour={one.code.colour} />
                  <span className={styles.name} title={one.code.name}>
                    {one.code.name}
                  </span>
                  <span className={styles.path}>{whereFrom(one.code, typed)}</span>
                  {carried?.has(one.code.id) && <span className={styles.here}>here</span>}
                </>
              ) : (
                <>
                  <Plus aria-hidden="true" className={styles.plus} />
                  <span className={styles.create}>
                    New code <strong>{one.name}</strong>
                  </span>
                </>
              )}
            </div>
          ))}
        </div>
        {gone && (
          <p role="status" className={styles.gone}>
            “{inSentence('code' in gone ? gone.code.name : gone.name)}” was changed or removed elsewhere.
            Choose again.
          </p>
        )}
        {children}
      </div>
      {(meaningLabel !== undefined || (current && 'code' in current)) && (
        <div className={styles.meaning} {...scrolledByKey(meaningLabel ?? 'What the code means')}>
          {current && 'code' in current && <CodeDefinition code={current.code} />}
        </div>
      )}
    </>
  )
}

/** Scrolls the list, and nothing around it, so that its child `at` is in view. */
function useKeptInView(list: { readonly current: HTMLElement | null }, at: number): void {
  useEffect(() => {
    const view = list.current
    const option = view?.children[at]
    if (!view || !option) return
    const [around, own] = [view.getBoundingClientRect(), option.getBoundingClientRect()]
    if (own.top < around.top) view.scrollTop -= around.top - own.top
    else if (own.bottom > around.bottom) view.scrollTop += own.bottom - around.bottom
  }, [list, at])
}
