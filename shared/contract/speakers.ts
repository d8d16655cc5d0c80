import { z } from 'zod'
import type { PreviewedDocument } from '../model/source.ts'
import type { Opening, Speech } from '../model/speakers.ts'
import { id } from './fields.ts'
import { act, read, write } from './method.ts'
import { speakerChoice } from './speaker-choice.ts'

/** Who speaks in transcripts: what a person says about it, before a file is taken and afterwards. */
export const speakers = {
  /** A document that was previewed, as it would be with this choice. The file is not read again, nothing written. */
  preview: act(
    z.strictObject({ preview: z.string().max(100), document: z.int().min(0), choice: speakerChoice }),
  ).returns<PreviewedDocument>(),
  /** Who speaks in a source; as it would be with another choice where one is given. */
  shown: read(z.strictObject({ source: id, choice: speakerChoice.optional() })).returns<{
    speech: Speech
    opening: Opening
  }>('sources'),
  /** Cuts a source's text anew and names who speaks in it. The text stays as it is, and so does every coding. */
  choose: write(z.strictObject({ source: id, choice: speakerChoice })).returns<null>('sources', 'codings'),
}
