/** What is typed while the field for it is on its way. */
export interface HeldTyping {
  /** Stops holding and answers what was typed; null where that was answered before, or somebody went on to something else. */
  release(): string | null
}

/**
 * Holds characters that are typed from now on, so that they go into the field that was asked for and not to what has the
 * keyboard till it stands. Backspace takes the last one back; Escape or a press of the pointer give it up.
 */
export function holdTyping(): HeldTyping {
  let words: string | null = ''
  const stop = () => {
    removeEventListener('keydown', onKeyDown, true)
    removeEventListener('pointerdown', giveUp, true)
  }
  const giveUp = () => {
    words = null
    stop()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const { key } = event
    if (key === 'Escape') return giveUp()
    if (words === null || event.ctrlKey || event.metaKey || event.altKey) return
    if (key === 'Backspace') words = [...words].slice(0, -1).join('')
    else if ([...key].length === 1) words += key
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  addEventListener('keydown', onKeyDown, true)
  addEventListener('pointerdown', giveUp, true)
  return {
    release() {
      const typed = words
      giveUp()
      return typed
    },
  }
}
