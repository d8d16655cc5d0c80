import { z } from 'zod'
import { labelPatterns, type SpeakerChoice } from '../model/speakers.ts'
import { shortText } from './fields.ts'

/** A label or the name of a speaker. */
const label = z.string().trim().min(1).max(200)

/** What a person may say about a transcript's speakers. */
export const speakerChoice: z.ZodType<SpeakerChoice, SpeakerChoice> = z.strictObject({
  find: z.union([
    z.strictObject({ by: z.literal('automatic') }),
    z.strictObject({ by: z.literal('nobody') }),
    z.strictObject({ by: z.literal('pattern'), pattern: z.enum(labelPatterns) }),
    z.strictObject({ by: z.literal('labels'), labels: z.array(label).min(1).max(100), alike: z.boolean() }),
  ]),
  not: z.array(label).max(1000),
  names: z.array(z.strictObject({ label, name: shortText.max(200) })).max(1000),
  asks: z.array(z.strictObject({ name: label, asks: z.boolean() })).max(1000),
})
