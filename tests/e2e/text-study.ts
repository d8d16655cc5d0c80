import { type MadeStudy, madeStudy } from './made-study.ts'

/** Its one coder. */
export const coder = 'Ann Lee'

/** The harness on a study of files, which `put` leaves in a folder and names. */
export const textStudy = (put: (folder: string) => Promise<string[]>): MadeStudy =>
  madeStudy(new URL('./make-text-study.ts', import.meta.url), put)
