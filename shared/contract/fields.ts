import { z } from 'zod'
import { agreedExtents, leastOverlap, mostOverlap } from '../model/agreed-rule.ts'
import { journalThings } from '../model/journal.ts'
import { longestName, longestWords } from '../text/name.ts'

/** An id made by Tandem (UUIDv7). */
export const id = z.uuid()
/** Half of a character pair is no text: the study would keep another sign, and the history this one. */
const wellFormed = (words: string): string => words.toWellFormed()
/** A short line a person typed: a name or a title. */
export const shortText = z.string().overwrite(wellFormed).trim().min(1).max(longestName)
/** Running text a person typed: a definition, a comment, a reason. */
export const longText = z.string().overwrite(wellFormed).max(longestWords)
/** A UTF-16 offset into a source's text. */
export const offset = z.int().min(0).max(100_000_000)
/** A file on this machine's disk, or one that a browser sent up. */
export const fileRef = z.union([
  z.strictObject({ path: z.string().min(1).max(4096) }),
  z.strictObject({ upload: z.string().max(100), fileName: z.string().min(1).max(1000) }),
])
/** A sheet of a workbook by its name; without it, the first with rows in it. */
export const sheet = z.string().max(1000).optional()
/** A day, ISO 8601. */
export const day = z.iso.date()
/** No input. */
export const nothing = z.strictObject({})

export const polarity = z.enum(['facilitator', 'barrier'])
export const role = z.enum(['coder', 'reviewer', 'lead'])
export const sourceKind = z.enum(['interview', 'record', 'email', 'note'])
export const unit = z.enum(['character', 'word', 'sentence', 'segment', 'source'])
export const layer = z.enum(['independent', 'consensus'])
export const stance = z.enum(['reliability', 'codebook', 'reflexive'])

/** By which rule agreed codings enter a round's consensus. */
export const agreedRule = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('exact') }),
  z.strictObject({
    by: z.literal('overlap'),
    overlap: z.number().min(leastOverlap).max(mostOverlap),
    extent: z.enum(agreedExtents),
  }),
])

/** How large a sample is: a share, or so many. */
export const sampleSize = z.union([
  z.strictObject({ share: z.number().gt(0).max(1) }),
  z.strictObject({ number: z.int().min(1).max(10_000) }),
])

export const journalThing = z.enum(journalThings.map(({ id }) => id))
