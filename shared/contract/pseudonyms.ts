import { z } from 'zod'
import {
  type NameSuggestion,
  namePlaces,
  type PseudonymKeyState,
  type PseudonymPair,
  type PseudonymsApplied,
  type ReplacementPreview,
} from '../model/pseudonym.ts'
import { id, nothing, offset, shortText } from './fields.ts'
import { act, job, read, write } from './method.ts'

const passphrase = z.string().min(1).max(1000)
const path = z.string().min(1).max(4096)
const kind = z.enum(['person', 'place', 'organisation', 'phone', 'email', 'number', 'other'])

/**
 * The study's key of pseudonyms: real names and what is shown in their place, sealed in a file apart. Only a lead opens
 * it, in one window, and it closes with the person. Nothing of it is written into the study.
 */
export const pseudonyms = {
  state: read(nothing).returns<PseudonymKeyState>('pseudonyms', 'session', 'study'),
  /** Refused with `key-closed` where this window has not opened the key. */
  pairs: read(nothing).returns<PseudonymPair[]>('pseudonyms', 'session'),
  /** Words that were said to be nobody's name. */
  ignored: read(nothing).returns<string[]>('pseudonyms', 'session'),
  /** Makes the key's file, outside the study's folder, and opens it here. */
  makeKey: job(z.strictObject({ path, passphrase: z.string().min(8).max(1000) })).returns<null>('pseudonyms'),
  openKey: act(z.strictObject({ path, passphrase })).returns<null>(),
  closeKey: act(nothing).returns<null>(),
  /** The study no longer asks for the key. Its file stays where it is. */
  forgetKey: write(nothing).returns<null>('pseudonyms'),
  /** Adds a pair, or changes the one with this id. Refused where real names and pseudonyms would be mistaken. */
  put: act(
    z.strictObject({
      id: id.optional(),
      kind,
      real: shortText,
      shown: shortText,
      variants: z.array(shortText).max(100).default([]),
      note: z.string().max(2000).default(''),
      /** Left out: only where the name is a common word too. */
      capitalsOnly: z.boolean().optional(),
      foldsAccents: z.boolean().default(false),
    }),
  ).returns<PseudonymPair>(),
  remove: act(z.strictObject({ pair: id })).returns<null>(),
  /** Remembers, in the key, that words are nobody's name. */
  ignore: act(z.strictObject({ words: shortText })).returns<null>(),
  /** Takes that back. */
  heed: act(z.strictObject({ words: shortText })).returns<null>(),
  suggest: job(nothing).returns<NameSuggestion[]>(),
  /** Every place in the sources where a name of the key stands, or of one pair. */
  preview: job(z.strictObject({ pair: id.optional() })).returns<ReplacementPreview>(),
  /** Puts pseudonyms in these places, as previewed: a further revision of each source, all one undoable step. */
  apply: write(
    z.strictObject({
      places: z
        .array(
          z.strictObject({
            source: id,
            revision: id,
            place: z.enum(namePlaces),
            number: z.int().min(0).max(100_000),
            start: offset,
            end: offset,
            pair: id,
          }),
        )
        .min(1)
        .max(20_000),
    }),
  ).returns<PseudonymsApplied>('sources', 'codings', 'annotations', 'memos', 'rulings', 'rounds', 'study'),
}
