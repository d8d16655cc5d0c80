/** How long after a letter the next one still belongs to what was being typed, in ms. */
const pause = 2_000

const written = 'textarea, [contenteditable=""], [contenteditable="true"]'
const isText = (type: string): boolean => /^(text|search|password|number|email|url|tel)$/.test(type)

/** The field that words are typed into at a key press; null where it is none. */
function fieldOf(target: EventTarget | null): Element | null {
  if (!(target instanceof Element)) return null
  if (target instanceof HTMLInputElement) return isText(target.type) ? target : null
  return target.closest(written)
}

/**
 * Stops what is typed on for a field that has gone under it, as where another window removed what it was about: those
 * letters are no keys, till the typing pauses or something else is done by key or pointer.
 * @param onStray told once of what is typed in one go
 * @returns how to stop it
 */
export function stopStrayLetters(onStray: () => void): () => void {
  let field: Element | null = null
  let last = Number.NEGATIVE_INFINITY
  let isTold = false
  const pressed = (event: KeyboardEvent) => {
    const { key, target, timeStamp } = event
    const isTyped = !event.ctrlKey && !event.metaKey && (key.length === 1 || key === 'Backspace')
    const into = fieldOf(target)
    if (into) {
      field = isTyped ? into : null
      isTold = false
      last = timeStamp
      return
    }
    const isStray =
      field !== null && !field.isConnected && timeStamp - last < pause && (isTyped || key === 'Enter')
    if (!isStray) {
      if (key !== 'Shift') field = null
      return
    }
    last = timeStamp
    event.preventDefault()
    event.stopImmediatePropagation()
    if (!isTold) onStray()
    isTold = true
  }
  const forget = () => {
    field = null
  }
  addEventListener('keydown', pressed, true)
  addEventListener('pointerdown', forget, true)
  return () => {
    removeEventListener('keydown', pressed, true)
    removeEventListener('pointerdown', forget, true)
  }
}
