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
 * down by turn, Page Up and Page Down too, but through a turn that is longer by page; Home and End to the
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
