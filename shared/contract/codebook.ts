import { z } from 'zod'
import type {
  Code,
  CodeCounts,
  CodeExample,
  CodePair,
  CodeSplit,
  CodesGoWith,
  Framework,
  FrameworkVersion,
  Revisit,
  SplitPassage,
  VersionComparison,
} from '../model/codebook.ts'
import { id, longText, nothing, shortText } from './fields.ts'
import { read, write } from './method.ts'

const colour = z.int().min(1).max(24)
const status = z.enum(['provisional', 'agreed', 'retired'])
const several = z.array(id).min(1).max(20_000)
/** Why codes were changed; may be left empty. */
const because = longText.default('')
const words = {
  definition: longText.optional(),
  whenToUse: longText.optional(),
  whenNotToUse: longText.optional(),
  example: longText.optional(),
}
const meaning = { ...words, colour: colour.optional() }

/** What goes with codes follows from. */
const goingWith = ['codebook', 'codings', 'themes', 'memos', 'rounds', 'session'] as const

/** Frameworks and their codes. */
export const codebook = {
  frameworks: read(nothing).returns<Framework[]>('codebook', 'session', 'rounds'),
  /** Apart from the frameworks, because it changes with every coding and they do not. */
  counts: read(nothing).returns<CodeCounts>('codings', 'codebook', 'session', 'rounds'),
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
  /** Changes what is named. `from`: what that said when one began; where it says something else by now, nothing is changed. */
  updateCode: write(
    z.strictObject({
      code: id,
      name: shortText.optional(),
      status: status.optional(),
      ...meaning,
      because,
      from: z.strictObject({ name: shortText.optional(), ...words }).optional(),
    }),
  ).returns<Code>('codebook', 'codings', 'themes'),
  /** Gives several codes one colour or status, in one step. */
  updateCodes: write(
    z.strictObject({ codes: several, colour: colour.optional(), status: status.optional(), because }),
  ).returns<null>('codebook', 'codings', 'themes'),
  /** Puts a code under another parent (null: top level), before a sibling or last. A cycle is refused. */
  moveCode: write(
    z.strictObject({ code: id, parent: id.nullable(), before: id.nullable().default(null), because }),
  ).returns<Code>('codebook', 'codings', 'themes'),
  /**
   * Puts several codes of one framework under another parent, one after the other as named, in one step. One that
   * lies under another of them goes with it.
   */
  moveCodes: write(
    z.strictObject({ codes: several, parent: id.nullable(), before: id.nullable().default(null), because }),
  ).returns<null>('codebook', 'codings', 'themes'),
  /**
   * Merges codes into another of their framework, in one step: they are retired and count as it from then on, in every
   * layer and round, while their codings stay as they were made. What lies under them moves under it, and it takes their
   * place in themes. Refused into one that lies under them, and while a blind round is open.
   */
  mergeCodes: write(z.strictObject({ codes: several, into: id, because })).returns<Code>(
    'codebook',
    'codings',
    'themes',
    'memos',
    'rulings',
    'rounds',
  ),
  /** Makes a merged code one of its own again, beside the one it was merged into. */
  separateCode: write(z.strictObject({ code: id, because })).returns<Code>(
    'codebook',
    'codings',
    'themes',
    'rulings',
    'rounds',
  ),
  /** Reasons given for changes of codes that the asker may see, the last given first: to be given again. */
  reasons: read(nothing).returns<string[]>('codebook', 'session', 'rounds'),
  /** Codes that were split, with what is left to judge. */
  splits: read(nothing).returns<CodeSplit[]>('codebook', 'codings', 'session', 'rounds'),
  /** The passages of a split code in the order of the text, judged or not: one's own, or those of the consensus. */
  splitPassages: read(z.strictObject({ code: id, of: z.enum(['mine', 'consensus']) })).returns<
    SplitPassage[]
  >('codebook', 'codings', 'sources', 'session', 'rounds'),
  /**
   * Splits a code into two or more others of its framework, those there are or new ones beside it, and retires it. No
   * coding is touched: each passage is judged by itself. Refused while a blind round is open.
   */
  splitCode: write(
    z.strictObject({
      code: id,
      into: z
        .array(
          z.union([
            z.strictObject({ code: id }),
            z.strictObject({ name: shortText, definition: longText.default('') }),
          ]),
        )
        .max(20),
      because,
    }),
  ).returns<CodeSplit>('codebook', 'codings', 'themes'),
  /**
   * Says of passages of a split code which parts they are; the split code alone: they keep it. One's own codings, or as a
   * reviewer or lead those of the consensus. All or nothing, one undoable step.
   */
  judgeSplit: write(
    z.strictObject({
      code: id,
      judgements: z
        .array(z.strictObject({ coding: id, parts: z.array(id).min(1).max(20) }))
        .min(1)
        .max(100_000),
    }),
  ).returns<{ judged: number }>('codings', 'codebook', 'themes'),
  /** Sources that were coded before codes were added, split or defined anew, with whoever coded them. */
  revisits: read(nothing).returns<Revisit[]>('codebook', 'codings', 'sources', 'session', 'rounds'),
  /** Says that sources were gone through again by their coder with the framework as it is; a lead may say it for others. */
  markRevisited: write(
    z.strictObject({
      revisits: z
        .array(z.strictObject({ source: id, coder: id }))
        .min(1)
        .max(10_000),
    }),
  ).returns<{ marked: number }>('codebook'),
  /** Codes of a framework that may be one: called the same or much the same, or lying on the same words; likeliest first. */
  pairs: read(z.strictObject({ framework: id })).returns<CodePair[]>(
    'codebook',
    'codings',
    'session',
    'rounds',
  ),
  /** Says that two codes are not the same: they are proposed no more. */
  tellApart: write(z.strictObject({ codes: z.array(id).length(2) })).returns<null>('codebook'),
  /** Passages that show what codes are and are not, of one code or of all. */
  examples: read(z.strictObject({ code: id.optional() })).returns<CodeExample[]>(
    'codebook',
    'sources',
    'rulings',
    'rounds',
    'session',
  ),
  removeExample: write(z.strictObject({ example: id })).returns<null>('codebook', 'rulings'),
  goesWith: read(z.strictObject({ code: id })).returns<CodesGoWith>(...goingWith),
  /** Removes a code, the codes under it and the asker's own codings to them; refused while others' work refers to it. */
  removeCode: write(z.strictObject({ code: id, because })).returns<null>(
    'codebook',
    'codings',
    'themes',
    'memos',
  ),
  /** What would go with several codes if they were removed together. */
  goesWithCodes: read(z.strictObject({ codes: several })).returns<CodesGoWith>(...goingWith),
  /** Removes several codes in one step, as `removeCode` does one; refused whole where one is refused. */
  removeCodes: write(z.strictObject({ codes: several, because })).returns<null>(
    'codebook',
    'codings',
    'themes',
    'memos',
  ),
  versions: read(z.strictObject({ framework: id })).returns<FrameworkVersion[]>('codebook'),
  /** How two frozen versions of a framework differ, with the reasons given; `to` null: the framework as it stands. */
  compareVersions: read(
    z.strictObject({ framework: id, from: z.int().min(1), to: z.int().min(1).nullable().default(null) }),
  ).returns<VersionComparison>('codebook', 'rounds', 'session'),
  /**
   * Freezes a framework as its next version. Refused where nothing has changed since the last, unless that is said
   * (`unchanged`) and the note says what a further one is for.
   */
  freeze: write(
    z.strictObject({ framework: id, note: longText.default(''), unchanged: z.boolean().default(false) }),
  ).returns<FrameworkVersion>('codebook'),
}
