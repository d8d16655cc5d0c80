const onMac = typeof navigator !== 'undefined' && /mac/i.test(navigator.platform)

const macCaps: Readonly<Record<string, string>> = {
  Mod: '⌘',
  Ctrl: '⌃',
  Alt: '⌥',
  Shift: '⇧',
  Enter: '↩',
  Backspace: '⌫',
  Delete: '⌦',
}

const caps: Readonly<Record<string, string>> = {
  Mod: 'Ctrl',
  Escape: 'Esc',
  Delete: 'Del',
  ContextMenu: 'Menu',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
}

const spoken: Readonly<Record<string, string>> = {
  Mod: onMac ? 'Command' : 'Control',
  Ctrl: 'Control',
  ContextMenu: 'Menu key',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
  ArrowLeft: 'Left arrow',
  ArrowRight: 'Right arrow',
  ArrowUp: 'Up arrow',
  ArrowDown: 'Down arrow',
}

/** Splits 'Mod+Shift+K' into its keys; a trailing '+' is the plus key. */
function keysOf(shortcut: string): string[] {
  const keys = shortcut.split('+').map(key => key.trim())
  const named = keys.filter(Boolean)
  return shortcut.endsWith('+') ? [...named, '+'] : named
}

/** The caps to draw for 'Mod+K' on this computer: ['Ctrl', 'K'] or ['⌘', 'K']. */
export function keyCaps(shortcut: string): string[] {
  return keysOf(shortcut).map(key => (onMac ? macCaps[key] : undefined) ?? caps[key] ?? key)
}

/** The same shortcut in words for a screen reader: 'Control K'. */
export function spokenShortcut(shortcut: string): string {
  return keysOf(shortcut)
    .map(key => spoken[key] ?? key)
    .join(' ')
}

/** The value of aria-keyshortcuts: 'Control+K', or 'Meta+K' on a Mac. */
export function ariaShortcut(shortcut: string): string {
  return keysOf(shortcut)
    .map(key => (key === 'Mod' ? (onMac ? 'Meta' : 'Control') : key === 'Ctrl' ? 'Control' : key))
    .join('+')
}
