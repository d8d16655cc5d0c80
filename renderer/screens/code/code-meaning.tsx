import { useEffect } from 'react'
import { create } from 'zustand'
import type { Code } from '#shared/model/codebook.ts'
import { CodeDefinition } from './code-definition.tsx'
import styles from './framework-pane.module.css'
import { useShownCode } from './use-shown-code.ts'

/** The code under the pointer. Apart from the pane's state: pointing draws the meaning anew and not the tree. */
const usePointed = create<{ code: string | null }>(() => ({ code: null }))

/** Says which code the pointer is on, or null. */
export function pointAt(code: string | null): void {
  if (usePointed.getState().code !== code) usePointed.setState({ code })
}

/** What scrolls must be reachable by keyboard. */
const reachable = { tabIndex: 0 }

/** What a code means: the one pointed at, else the one the keyboard is on or that was used last. */
export function CodeMeaning({ byId }: { byId: ReadonlyMap<string, Code> }) {
  const pointed = usePointed(state => state.code)
  const current = useShownCode()
  // Whatever has come to another code since, the pointer at rest has not.
  useEffect(() => {
    if (current !== null) pointAt(null)
  }, [current])
  const shown = byId.get(pointed ?? '') ?? byId.get(current ?? '')
  return (
    <div className={styles.card} {...reachable}>
      {shown ? (
        <CodeDefinition key={shown.id} code={shown} />
      ) : (
        <p className={styles.quiet}>Choose a code to read what it means.</p>
      )}
    </div>
  )
}
