import { type MadeStudy, madeStudy } from './made-study.ts'

/** The harness on a study of so many sources (make-source-list.ts says which). */
export const sourceList = (count: number): MadeStudy =>
  madeStudy(new URL('./make-source-list.ts', import.meta.url), () => [String(count)])
