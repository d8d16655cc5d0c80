import { CornerDownLeft } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { Code } from '#shared/model/codebook.ts'
import { whyNotNamed } from '#shared/text/name.ts'
import { CodeDot } from '../../ui/badge.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { takeKeyboard } from '../../ui/take-keyboard.ts'
import styles from './code-chooser.module.css'
import { CodeDefinition } from './code-definition.tsx'
import { placeOf } from './code-lookup.ts'
import { hasCodeNamed, rankCodes } from './rank-codes.ts'
import { useNoNewCodes } from './use-no-new-codes.ts'

/** How many codes are offered; typing one more letter finds the rest. */
const most = 60

interface CodeChooserProps {
  codes: readonly Code[]
  recent: readonly string[]
  /** Ids of the codes that the passage already carries of this coder. */
  carried: ReadonlySet<string>
  /** `stay`: more codes will follow for the same passage. */
  onChoose: (code: string, stay: boolean) => void
  onCreate: (name: string, stay: boolean) => void
  onClose: () => void
}

type Choice = { kind: 'code'; code: Code } | { kind: 'new'; name: string }

/** Finds a code by typing, with its definition beside it; a name that is no code yet can be made one. */
export function CodeChooser({ codes, recent, carried, onChoose, onCreate, onClose }: CodeChooserProps) {
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const fixedBy = useNoNewCodes()
  const name = query.trim()
  const isNew = name !== '' && whyNotNamed(name) === null && !hasCodeNamed(codes, name)
  const choices = useMemo((): Choice[] => {
    const found = rankCodes(codes, query, recent).slice(0, most)
    return [
      ...found.map((code): Choice => ({ kind: 'code', code })),
      ...(isNew && fixedBy === null ? [{ kind: 'new', name } satisfies Choice] : []),
    ]
  }, [codes, query, recent, name, isNew, fixedBy])
  const wrong = whyNotNamed(query)
  const current = choices[Math.min(at, choices.length - 1)]

  useEffect(() => {
    const view = list.current
    const option = view?.children[at]
    if (!view || !option) return
    const [around, own] = [view.getBoundingClientRect(), option.getBoundingClientRect()]
    if (own.top < around.top) view.scrollTop -= around.top - own.top
    else if (own.bottom > around.bottom) view.scrollTop += own.bottom - around.bottom
  }, [at])

  const choose = (choice: Choice | undefined, stay: boolean) => {
    if (!choice) return
    if (choice.kind === 'code') onChoose(choice.code.id, stay)
    else onCreate(choice.name, stay)
    if (stay) {
      setQuery('')
      setAt(0)
    }
  }
  const keyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }
    const step = steps[event.key]
    if (step !== undefined) setAt(before => Math.max(0, Math.min(choices.length - 1, before + step)))
    else if (event.key === 'Enter') choose(current, event.shiftKey)
    else if (event.key === 'Escape') onClose()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <fieldset
      aria-label="Choose a code"
      className={styles.chooser}
      onBlur={event => {
        if (!event.currentTarget.contains(event.relatedTarget)) onClose()
      }}
    >
      <div className={styles.side}>
        <input
          // The chooser is opened to type in.
          ref={takeKeyboard}
          className={styles.input}
          role="combobox"
          aria-label="Code"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={current ? `${id}-${Math.min(at, choices.length - 1)}` : undefined}
          aria-invalid={wrong !== null}
          aria-describedby={wrong === null ? undefined : `${id}-wrong`}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder="Code, or a new name"
          value={query}
          onChange={event => {
            setQuery(event.target.value)
            setAt(0)
          }}
          onKeyDown={keyDown}
        />
        {wrong !== null && (
          <p id={`${id}-wrong`} role="alert" className={styles.wrong}>
            {wrong}
          </p>
        )}
        <div ref={list} id={`${id}-list`} role="listbox" aria-label="Codes" className={styles.list}>
          {choices.map((choice, index) => (
            <div
              key={choice.kind === 'code' ? choice.code.id : 'new'}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={choice === current}
              className={styles.option}
              onPointerMove={() => setAt(index)}
              onPointerDown={event => {
                event.preventDefault()
                choose(choice, event.shiftKey)
              }}
            >
              {choice.kind === 'new' ? (
                <span className={styles.create}>
                  New code <strong>{choice.name}</strong>
                </span>
              ) : (
                <>
                  <CodeDot colour={choice.code.colour} />
                  <span className={styles.name}>{choice.code.name}</span>
                  <span className={styles.path}>
                    {carried.has(choice.code.id) ? 'here' : placeOf(choice.code)}
                  </span>
                </>
              )}
            </div>
          ))}
        </div>
        {isNew && fixedBy !== null && (
          <p role="status" className={styles.none}>
            “{fixedBy}” is coded with the framework as it stands: no codes are added while it is open.
          </p>
        )}
        {choices.length === 0 && wrong === null && !isNew && (
          <p className={styles.none}>No codes yet. Type a name to make the first.</p>
        )}
        <p className={styles.keys}>
          <CornerDownLeft aria-hidden="true" /> codes · <Kbd keys="Shift+Enter" /> codes and stays
        </p>
      </div>
      {current?.kind === 'code' && (
        <div className={styles.meaning}>
          <CodeDefinition code={current.code} />
        </div>
      )}
    </fieldset>
  )
}
