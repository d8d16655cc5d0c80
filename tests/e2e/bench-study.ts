import { type MadeStudy, madeStudy } from './made-study.ts'

/** Its two coders: one has submitted the round, the other still codes in it; and its lead. */
export const people = { submitted: 'Asha Mistry', coding: 'Brendan Keane', lead: 'Catrin Talbot' } as const

/** A text nobody has coded yet. */
export const freshTitle = 'Mentor, Site 4'
/** A text both coders have coded densely. */
export const denseTitle = 'P07, service manager, Site 3'

/** The harness on a study of three people: an open round with one coder's work submitted, and one fresh text. */
export const test: MadeStudy = madeStudy(new URL('./make-bench-study.ts', import.meta.url), () => [
  freshTitle,
])
