/** A shortcut taken apart: `key` as `KeyboardEvent.key` has it, letters in lower case. */
interface Shortcut {
  mod: boolean
  alt: boolean
  shift: boolean
  key: string
}

const isMac = /mac/i.test(navigator.platform)

/** Those taken apart so far: every key press is held against all of them. */
const known = new Map<string, Shortcut>()

function parse(keys: string): Shortcut {
  const shortcut = known.get(keys) ?? takenApart(keys)
  known.set(keys, shortcut)
  return shortcut
}

function takenApart(keys: string): Shortcut {
  const parts = keys === '+' ? ['+'] : keys.split(/\+(?=.)/)
  const key = parts.at(-1) ?? ''
  return {
    mod: parts.includes('Mod'),
    alt: parts.includes('Alt'),
    shift: parts.includes('Shift'),
    key: key === 'Space' ? ' ' : key.length === 1 ? key.toLowerCase() : key,
  }
}

/** Whether a key press is this shortcut. Shift is not asked of a character that needs it anyway, such as `?`. */
export function matches(event: KeyboardEvent, keys: string): boolean {
  const wanted = parse(keys)
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  // With Alt held a key may give another character (a Mac's ¡ for 1), so its place on the keyboard counts.
  const sameKey = wanted.alt && event.code === codeOf(wanted.key)
  if (key !== wanted.key && !sameKey) return false
  // AltGr types a character on many keyboards; it is no shortcut, though Windows reports it as Ctrl and Alt.
  if (event.getModifierState('AltGraph')) return false
  const mod = isMac ? event.metaKey : event.ctrlKey
  const other = isMac ? event.ctrlKey : event.metaKey
  if (mod !== wanted.mod || other || event.altKey !== wanted.alt) return false
  const named = wanted.key.length > 1 || /^[\p{L}\p{N} ]$/u.test(wanted.key)
  return named ? event.shiftKey === wanted.shift : true
}

/** Where a digit or sign is on the keyboard, as `KeyboardEvent.code`; undefined for others, which Alt leaves alone. */
function codeOf(key: string): string | undefined {
  if (/^\d$/.test(key)) return `Digit${key}`
  return { '=': 'Equal', '-': 'Minus' }[key]
}

/** True for a shortcut that a person could mean as text: no Mod and no Alt, and a single character. */
export function isSingleKey(keys: string): boolean {
  const { mod, alt, key } = parse(keys)
  return !mod && !alt && key.length === 1
}

/** True where a key press belongs to what has the focus: text being typed, a list, a menu, a dialog. */
export function belongsToFocus(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  return (
    target.closest(
      'input, textarea, select, [contenteditable=""], [contenteditable="true"], [role="listbox"], [role="menu"], [role="dialog"], [role="alertdialog"], [role="combobox"], [data-own-keys]',
    ) !== null
  )
}
