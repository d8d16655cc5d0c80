import styles from './kbd.module.css'
import { keyCaps, spokenShortcut } from './shortcut.ts'
import { VisuallyHidden } from './visually-hidden.tsx'

export interface KbdProps {
  /** Keys joined by '+', 'Mod' for Ctrl or Cmd: 'Mod+K', 'Alt+ArrowLeft', '1'. */
  readonly keys: string
}

/** A shortcut as key caps, read aloud in words. */
export function Kbd({ keys }: KbdProps) {
  const counts = new Map<string, number>()
  return (
    <kbd className={styles.keys}>
      <VisuallyHidden>{spokenShortcut(keys)}</VisuallyHidden>
      {keyCaps(keys).map(cap => {
        const nth = (counts.get(cap) ?? 0) + 1
        counts.set(cap, nth)
        return (
          <span key={`${cap}${nth}`} className={styles.cap} aria-hidden="true">
            {cap}
          </span>
        )
      })}
    </kbd>
  )
}
