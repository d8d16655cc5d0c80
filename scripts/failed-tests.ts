import { stripVTControlCharacters } from 'node:util'

/** What Vitest's JSON report says of a file of tests, as far as it is read here. */
export interface VitestFile {
  name: string
  message?: string
  assertionResults: { fullName: string; status: string; failureMessages?: string[] | null }[]
}

/** A part of Playwright's JSON report: a file or a group in it. */
export interface PlaywrightSuite {
  suites?: PlaywrightSuite[]
  specs?: {
    title: string
    file: string
    ok: boolean
    tests: { status: string; results: { error?: { message?: string } }[] }[]
  }[]
}

const longest = 600

/** One failure as a paragraph: where, which, and the beginning of what was said. */
function paragraph(where: string, which: string, said: string): string {
  return `FAILED ${where} › ${which}\n${stripVTControlCharacters(said).trim().slice(0, longest)}`
}

/** The failed tests of Vitest's report, each as a paragraph; a file that could not be run counts as one. */
export function failedUnderVitest(files: readonly VitestFile[]): string[] {
  return files.flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status === 'failed')
    if (failed.length === 0 && message) return [paragraph(name, 'the file itself', message)]
    return failed.map(test => paragraph(name, test.fullName, test.failureMessages?.[0] ?? ''))
  })
}

/** The failed and the flaky tests of Playwright's report, each as a paragraph. */
export function failedInTheBrowser(suites: readonly PlaywrightSuite[]): string[] {
  return suites.flatMap(suite => [
    ...(suite.specs ?? []).flatMap(({ title, file, ok, tests }) => {
      if (ok && tests.every(({ status }) => status !== 'flaky')) return []
      const errors = tests.flatMap(({ results }) => results.flatMap(({ error }) => error?.message ?? []))
      return [paragraph(file, title, errors[0] ?? '')]
    }),
    ...failedInTheBrowser(suite.suites ?? []),
  ])
}
