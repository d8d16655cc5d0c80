import { z } from 'zod'
import type { Code, Framework, FrameworkVersion, GoesWith } from '../model/codebook.ts'
import { id, longText, nothing, shortText } from './fields.ts'
import { read, write } from './method.ts'

const colour = z.int().min(1).max(24)
const meaning = {
  definition: longText.optional(),
  whenToUse: longText.optional(),
  whenNotToUse: longText.optional(),
  example: longText.optional(),
  colour: colour.optional(),
}

/** Frameworks and their codes. */
export const codebook = {
  frameworks: read(nothing).returns<Framework[]>('codebook', 'codings', 'session', 'rounds'),
  addFromLibrary: write(z.strictObject({ library: z.string().max(100) })).returns<Framework>('codebook'),
  addFramework: write(
    z.strictObject({ name: shortText, kind: z.enum(['inductive', 'deductive']) }),
  ).returns<Framework>('codebook'),
  addCode: write(
    z.strictObject({
      /** The study's own inductive framework where absent. */
      framework: id.optional(),
      parent: id.nullable().optional(),
      name: shortText,
      ...meaning,
    }),
  ).returns<Code>('codebook'),
  updateCode: write(
    z.strictObject({
      code: id,
      name: shortText.optional(),
      status: z.enum(['provisional', 'agreed', 'retired']).optional(),
      ...meaning,
    }),
  ).returns<Code>('codebook', 'codings', 'themes'),
  /** Puts a code under another parent (null: top level), before a sibling or last. A cycle is refused. */
  moveCode: write(
    z.strictObject({ code: id, parent: id.nullable(), before: id.nullable().default(null) }),
  ).returns<Code>('codebook', 'codings', 'themes'),
  goesWith: read(z.strictObject({ code: id })).returns<GoesWith>('codebook', 'codings', 'rounds', 'session'),
  /** Removes a code, the codes under it and the asker's own codings to them; refused while others' work refers to it. */
  removeCode: write(z.strictObject({ code: id })).returns<null>('codebook', 'codings', 'themes'),
  versions: read(z.strictObject({ framework: id })).returns<FrameworkVersion[]>('codebook'),
  freeze: write(z.strictObject({ framework: id, note: longText.default('') })).returns<FrameworkVersion>(
    'codebook',
  ),
}
