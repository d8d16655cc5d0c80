import { z } from 'zod'
import type { HistoryEntry, UndoState } from '../model/operation.ts'
import { id, nothing } from './fields.ts'
import type { Topic } from './method.ts'
import { read, write } from './method.ts'

const everything: Topic[] = [
  'study',
  'members',
  'sources',
  'codebook',
  'codings',
  'annotations',
  'rounds',
  'rulings',
  'themes',
  'memos',
  'session',
]

/** The journal: what was done, by whom, and how it is undone. */
export const history = {
  list: read(
    z.strictObject({
      member: id.optional(),
      /** Entries with a sequence below this one; the newest where absent. */
      before: z.int().optional(),
      limit: z.int().min(1).max(500).default(100),
    }),
  ).returns<{ entries: HistoryEntry[]; more: boolean; withheld: boolean }>('history', 'session', 'rounds'),
  state: read(nothing).returns<UndoState>('history', 'session'),
  /** Takes back the asker's latest step that still stands, by appending its inverse. Answers what was undone. */
  undo: write(nothing).returns<{ what: string }>(...everything),
  redo: write(nothing).returns<{ what: string }>(...everything),
}
