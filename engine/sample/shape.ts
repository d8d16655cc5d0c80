import { z } from 'zod'

/** The shapes of the sample study's data files; what is misspelt in one of them is refused when it is read. */

const words = z.string().trim().min(1)
const caseKind = z.enum(['person', 'site'])
const day = z.iso.date()
const initials = z.string().regex(/^[A-Z]{2}$/)
const polarity = z.enum(['facilitator', 'barrier'])
/** `study` is the study's own inductive framework; other names are ids of the library's frameworks. */
const framework = z.enum(['study', 'npt'])
/** Names from the root of a framework to the code, joined by `/`. */
const codePath = words

export interface SampleCode {
  name: string
  definition: string
  whenToUse: string
  whenNotToUse: string
  example: string
  children: SampleCode[]
}

const code: z.ZodType<SampleCode> = z.strictObject({
  name: words,
  definition: words,
  whenToUse: words,
  whenNotToUse: words,
  example: words,
  get children() {
    return z.array(code).default([])
  },
})

export const frameworkShape = z.strictObject({ name: words, description: words, codes: z.array(code) })

const source = z.strictObject({
  file: words,
  title: words,
  kind: z.enum(['interview', 'email']),
  dataSet: words,
  date: day,
  /** Whose words they are, by the label of a speaker or the address of a writer. */
  speakers: z.record(words, words),
  /** The sites that the whole of it is about. */
  sites: z.array(words),
})

export const studyShape = z.strictObject({
  title: words,
  description: words,
  stance: z.enum(['reliability', 'codebook', 'reflexive']),
  /** Library frameworks the study also codes with, by id. */
  frameworks: z.array(words),
  members: z.array(
    z.strictObject({ initials, name: words, roles: z.array(z.enum(['coder', 'reviewer', 'lead'])) }),
  ),
  /** `coders` in order: a, then b. */
  round: z.strictObject({ title: words, coders: z.tuple([initials, initials]), reviewer: initials }),
  dataSets: z.array(z.strictObject({ name: words, description: words })),
  attributes: z.array(
    z.strictObject({
      about: caseKind,
      name: words,
      type: z.enum(['number', 'date', 'choice', 'yes-no']),
      choices: z.array(words).default([]),
    }),
  ),
  cases: z.array(
    z.strictObject({
      name: words,
      kind: caseKind,
      /** Where a person works. */
      site: words.exactOptional(),
      /** By attribute's name; what is unknown is left out. */
      attributes: z.record(words, z.union([words, z.number()])),
    }),
  ),
  sources: z.array(source),
  /** What came in after the round: nobody has coded it yet. */
  fresh: source,
  /** A contact log, and what its sites are counted by. */
  contacts: z.strictObject({
    file: words,
    cutOff: day,
    /** Minutes a month. */
    expected: z.int(),
    sites: z.record(
      words,
      z.strictObject({
        opened: day,
        participants: z.int(),
        staff: z.int(),
      }),
    ),
  }),
  /** A table whose rows are a source each; `cases` has who wrote each and the sites it is about, by its first column. */
  records: z.strictObject({ file: words, dataSet: words, cases: z.record(words, z.array(words)) }),
  /** What the team keeps asking of the consensus: words as the Search view reads them, codes, or both. */
  queries: z.array(
    z.strictObject({
      name: words,
      words: words.exactOptional(),
      codes: z.array(codePath),
      polarity: polarity.exactOptional(),
    }),
  ),
  /** What in the study is invented and what is not, a paragraph each. */
  invented: z.array(words).min(1),
})

/**
 * A stretch of one source, by its exact words. A row of the records is named by the table's file and its first
 * column: `records.csv#R01`. `occurrence`, from 1, is given where the words stand there more than once.
 */
const passage = {
  file: words,
  quote: words,
  occurrence: z.int().min(1).exactOptional(),
}

export const codingsShape = z.array(
  z.strictObject({
    coder: initials,
    ...passage,
    framework,
    code: codePath,
    polarity: polarity.exactOptional(),
    comment: words.exactOptional(),
  }),
)

export const annotationsShape = z.array(z.strictObject({ author: initials, ...passage, text: words }))

export const rulingsShape = z.strictObject({
  reviewer: initials,
  about: words,
  /** On one difference each. `quote` is the first coder's passage, or the second's where only the second coded it. */
  rulings: z.array(
    z.strictObject({
      ...passage,
      kind: z.enum(['omission', 'boundary', 'code', 'polarity']),
      framework,
      code: codePath,
      /** Of two codes on one passage: the second coder's; `code` is then the first coder's. */
      otherCode: codePath.exactOptional(),
      outcome: z.enum(['a', 'b', 'both', 'extent', 'code', 'neither']),
      /** The extent that stands, where the outcome is `extent`. */
      extentQuote: words.exactOptional(),
      /** The code that stands, where the outcome is `code`. */
      newCode: codePath.exactOptional(),
      reason: words,
    }),
  ),
  /** Where the first differences of code were talked over before they were ruled on: as many as there are questions. */
  meeting: z.strictObject({
    heldOn: z.iso.date(),
    attendees: words,
    notes: words,
    questions: z.array(words).min(1),
  }),
  /** For what no ruling names, the first that fits: the longer extent stands, or whoever coded the passage does. */
  rules: z.array(
    z.strictObject({
      id: words,
      kind: z.enum(['omission', 'boundary']),
      framework: framework.exactOptional(),
      codes: z.array(codePath).exactOptional(),
      outcome: z.enum(['longer', 'present']),
      reason: words,
    }),
  ),
})

export const themesShape = z.array(
  z.strictObject({
    name: words,
    summary: words,
    /** The file of its memo, in the folder `memos`. */
    memo: words,
    subThemes: z.array(
      z.strictObject({
        name: words,
        summary: words,
        codes: z.array(codePath).min(1),
        /** What it says of components of NPT, by name. */
        statements: z.array(
          z.strictObject({
            polarity: z.enum(['facilitator', 'barrier']),
            components: z.array(words).min(1),
            text: words,
          }),
        ),
        /** How far each data set bears it out. */
        converges: z.array(
          z.strictObject({
            dataSet: words,
            judgement: z.enum(['agrees', 'partly', 'silent', 'contradicts']),
            text: words,
          }),
        ),
      }),
    ),
  }),
)

export const memoShape = z.strictObject({
  title: words,
  kind: z.literal('theme summary'),
  theme: words,
  author: initials,
  state: z.enum(['draft', 'in review', 'confirmed']),
  blocks: z.array(
    z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('heading'), text: words }),
      z.strictObject({ type: z.literal('paragraph'), text: words }),
      z.strictObject({ type: z.literal('list'), items: z.array(words).min(1) }),
      z.strictObject({ type: z.literal('quote'), ...passage }),
    ]),
  ),
})
