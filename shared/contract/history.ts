import { z } from 'zod'
import type { HistoryEntry, PassageStep, TakenBack, UndoState } from '../model/operation.ts'
import { day, id, journalThing, nothing, offset } from './fields.ts'
import type { Topic } from './method.ts'
import { read, write } from './method.ts'

/** What a step that is taken back, or a package that is merged, may bear on. */
export const everything: Topic[] = [
  'study',
  'members',
  'sources',
  'cases',
  'codebook',
  'codings',
  'annotations',
  'rounds',
  'rulings',
  'themes',
  'memos',
  'session',
]

/** A step by its operation; where absent, the one that is next. */
const oneStep = z.strictObject({ step: id.optional() })

/** The journal: what was done, by whom, and how it is undone. */
export const history = {
  list: read(
    z.strictObject({
      member: id.optional(),
      thing: journalThing.optional(),
      /** By this computer's clock; both days are included. */
      from: day.optional(),
      to: day.optional(),
      /** Entries with a sequence below this one; the newest where absent. */
      before: z.int().optional(),
      limit: z.int().min(1).max(500).default(100),
    }),
  ).returns<{ entries: HistoryEntry[]; more: boolean; withheld: boolean }>('history', 'session', 'rounds'),
  /**
   * The steps that touched what is coded or annotated on a passage, or once was, newest first. Without an extent
   * (`start` = `end`): on that place.
   */
  ofPassage: read(
    z.strictObject({
      source: id,
      start: offset,
      end: offset,
      /** Only steps older than this entry of an answer before; the newest where absent. */
      before: id.optional(),
      limit: z.int().min(1).max(200).default(30),
    }),
  ).returns<{ steps: PassageStep[]; more: boolean; withheld: boolean }>('history', 'session', 'rounds'),
  state: read(nothing).returns<UndoState>('history', 'session'),
  /**
   * Takes back the asker's latest step that still stands, or the one that is named, by appending its inverse. Answers what
   * was undone.
   */
  undo: write(oneStep).returns<TakenBack>(...everything),
  redo: write(oneStep).returns<TakenBack>(...everything),
}
