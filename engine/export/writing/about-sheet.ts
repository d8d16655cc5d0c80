import type { XlsxSheet } from './xlsx.ts'

/** The sheet that says what a workbook is of; the last one. */
export const aboutSheet = (lines: readonly (readonly [string, string])[]): XlsxSheet => ({
  name: 'About',
  columns: [
    { head: 'About', width: 16 },
    { head: 'This workbook', width: 100 },
  ],
  rows: lines.map(([what, words]) => [what, words]),
})
