import type { Values } from './command.ts'

/** The options that may be said of one report apart, such as `--of summaries=sites`, and of which. */
const reports = {
  layer: ['matrix'],
  of: ['participants', 'summaries'],
  round: ['agreement'],
} as const

type Option = keyof typeof reports
type Report<O extends Option> = (typeof reports)[O][number]

/** What an option says of one report apart; undefined where it says nothing of it alone. */
export function apart<O extends Option>(values: Values, option: O, report: Report<O>): string | undefined {
  return given(values, option)
    .findLast(word => word.startsWith(`${report}=`))
    ?.slice(report.length + 1)
}

/** What an option says of all reports it is for. */
export function forAll(values: Values, option: Option): string | undefined {
  const isApart = (word: string) => reports[option].some(report => word.startsWith(`${report}=`))
  return given(values, option).findLast(word => !isApart(word))
}

/** What an option says of one report: apart, else as of all. */
export const forOne = <O extends Option>(values: Values, option: O, report: Report<O>): string | undefined =>
  apart(values, option, report) ?? forAll(values, option)

function given(values: Values, option: Option): string[] {
  const value = values[option]
  return Array.isArray(value) ? value.filter(word => typeof word === 'string') : []
}
