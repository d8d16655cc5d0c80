import type { KeyLine } from '../ui/key-line.ts'
import type { CaretUnit } from './caret-moves.ts'

/** What a key means to the caret: a step by a unit, a visual line, a turn but no more than a page, or to the edge of the line. */
export interface CaretKey {
  by: CaretUnit | 'line' | 'page' | 'edge'
  forward: boolean
  extend: boolean
}

/** The part of a key press that decides where the caret goes. */
interface Pressed {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
}

/**
 * Arrows go by character and line; with Ctrl or Cmd by word (left, right) and sentence (up, down); Alt with up and
 * down by turn; Page Up and Page Down by page; Home and End to the
 * edges of the visual line, pressed again there to the turn's, with Ctrl or Cmd to the text's.
 * Shift extends. Alt with left and right is not the caret's: it changes the extent of the chosen coding.
 */
export function caretKey({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed): CaretKey | null {
  const mod = ctrlKey || metaKey
  const extend = shiftKey
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowRight':
      return altKey ? null : { by: mod ? 'word' : 'character', forward: key === 'ArrowRight', extend }
    case 'ArrowUp':
    case 'ArrowDown':
      return { by: altKey ? 'turn' : mod ? 'sentence' : 'line', forward: key === 'ArrowDown', extend }
    case 'PageUp':
    case 'PageDown':
      return mod || altKey ? null : { by: 'page', forward: key === 'PageDown', extend }
    case 'Home':
    case 'End':
      return altKey ? null : { by: mod ? 'text' : 'edge', forward: key === 'End', extend }
    default:
      return null
  }
}

/** The keys above in words: all that `caretKey` answers, without Shift. */
export const caretKeyLines: readonly KeyLine[] = [
  { does: 'A character', keys: ['ArrowLeft', 'ArrowRight'] },
  { does: 'A line', keys: ['ArrowUp', 'ArrowDown'] },
  { does: 'A word', keys: ['Mod+ArrowLeft', 'Mod+ArrowRight'] },
  { does: 'A sentence', keys: ['Mod+ArrowUp', 'Mod+ArrowDown'] },
  { does: 'A turn', keys: ['Alt+ArrowUp', 'Alt+ArrowDown'] },
  { does: 'A page', keys: ['PageUp', 'PageDown'] },
  { does: 'The line; again: the turn', keys: ['Home', 'End'] },
  { does: 'The text', keys: ['Mod+Home', 'Mod+End'] },
]

/** What else the keyboard does to the selection in the text. */
export const selectionKeyLines: readonly KeyLine[] = [
  { does: 'Select: with any of these', keys: ['Shift'] },
  { does: 'Select the whole text', keys: ['Mod+A'] },
  { does: 'Select nothing', keys: ['Escape'] },
  { does: 'What can be done here', keys: ['ContextMenu', 'Shift+F10'] },
]
