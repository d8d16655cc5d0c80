import { toFailure } from '#shared/errors.ts'
import { timeOfDay } from '../wording.ts'
import type { SaveState } from './autosave.ts'

/** Whether what was typed is kept; nothing where nothing was. */
export function savedInWords(saved: SaveState): string {
  if (saved.is === 'failed') return `Not saved: ${toFailure(saved.why).message}`
  if (saved.is === 'met') return 'Not saved yet'
  if (saved.is !== 'kept') return 'Saving…'
  return saved.at === null ? '' : `Saved ${timeOfDay(saved.at)}`
}
