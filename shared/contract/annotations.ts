import { z } from 'zod'
import type { Annotation } from '../model/coding.ts'
import { id, longText, offset } from './fields.ts'
import { read, write } from './method.ts'

/** Notes on passages, without a code; blinded as codings are. */
export const annotations = {
  inSource: read(z.strictObject({ source: id })).returns<Annotation[]>('annotations', 'rounds', 'session'),
  add: write(
    z.strictObject({ source: id, start: offset, end: offset, text: longText.min(1) }),
  ).returns<Annotation>('annotations'),
  /** `from`: what it said when one began to change it; where it says something else by now, nothing is changed. */
  update: write(
    z.strictObject({ annotation: id, text: longText.min(1), from: longText.optional() }),
  ).returns<Annotation>('annotations'),
  remove: write(z.strictObject({ annotation: id })).returns<null>('annotations'),
}
