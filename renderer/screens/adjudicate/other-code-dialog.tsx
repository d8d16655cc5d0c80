import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { Disagreement } from '#shared/model/disagreement.ts'
import { CodeDot } from '../../ui/badge.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { takeKeyboard } from '../../ui/take-keyboard.ts'
import { CodeDefinition } from '../code/code-definition.tsx'
import { placeOf, useCodes } from '../code/code-lookup.ts'
import { rankCodes } from '../code/rank-codes.ts'
import styles from './other-code-dialog.module.css'

interface OtherCodeDialogProps {
  item: Disagreement
  onChoose(code: string): void
  onClose(): void
}

/** Scrolled by key. */
const reachable = { role: 'region', tabIndex: 0, 'aria-label': 'What the code means' }

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }

/**
 * Finds by typing the code that is to stand instead of the coders' own, with its definition beside it. Enter takes
 * the one that is marked, at first the best match.
 */
export function OtherCodeDialog({ item, onChoose, onClose }: OtherCodeDialogProps) {
  const { codes } = useCodes()
  const [typed, setTyped] = useState('')
  const [wanted, setWanted] = useState(0)
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const found = useMemo(
    () =>
      rankCodes(codes, typed, [])
        .filter(code => code.id !== item.code || item.otherCode !== undefined)
        .slice(0, 60),
    [codes, typed, item],
  )
  const at = Math.min(wanted, found.length - 1)
  const current = found[at]
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' })
  }, [at])
  const keyDown = (event: KeyboardEvent) => {
    const step = steps[event.key]
    if (step !== undefined) setWanted(Math.max(0, Math.min(found.length - 1, at + step)))
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      if (current) onChoose(current.id)
    } else return
    event.preventDefault()
  }
  return (
    <Dialog
      title="Another code"
      description="It stands on the whole passage in the consensus; both coders’ work stays as it is."
      isOpen
      onOpenChange={isOpen => !isOpen && onClose()}
      size="medium"
    >
      <div className={styles.chooser}>
        <div className={styles.side}>
          <input
            // The dialog is opened to type in.
            ref={takeKeyboard}
            className={styles.input}
            role="combobox"
            aria-label="Code"
            aria-expanded="true"
            aria-controls={`${id}-list`}
            aria-activedescendant={current ? `${id}-${at}` : undefined}
            aria-autocomplete="list"
            autoComplete="off"
            spellCheck={false}
            placeholder="Type part of its name"
            value={typed}
            onChange={event => {
              setTyped(event.target.value)
              setWanted(0)
            }}
            onKeyDown={keyDown}
          />
          <div ref={list} id={`${id}-list`} role="listbox" aria-label="Codes" className={styles.list}>
            {found.map((code, index) => (
              <div
                key={code.id}
                id={`${id}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={code === current}
                className={styles.option}
                onPointerMove={() => setWanted(index)}
                onPointerDown={event => event.preventDefault()}
                onPointerUp={() => onChoose(code.id)}
              >
                <CodeDot colour={code.colour} />
                <span className={styles.name}>{code.name}</span>
                <span className={styles.path}>{placeOf(code)}</span>
              </div>
            ))}
          </div>
          {found.length === 0 && <p className={styles.none}>No code answers to this.</p>}
        </div>
        <div className={styles.meaning} {...reachable}>
          {current && <CodeDefinition code={current} />}
        </div>
      </div>
    </Dialog>
  )
}
