import { readFileSync } from 'node:fs'
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
    tests: { status: string; results: PlaywrightResult[] }[]
  }[]
}

interface PlaywrightResult {
  error?: { message?: string }
  /** `error-context` is what was on the page, as a screen reader is told it. */
  attachments?: { name: string; path?: string }[]
}

const longest = 600
const mostOfPage = 2500

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
      const [page] = tests.flatMap(({ results }) => results.flatMap(pageAtFailure))
      return [[paragraph(file, title, errors[0] ?? ''), ...(page ? [page] : [])].join('\n')]
    }),
    ...failedInTheBrowser(suite.suites ?? []),
  ])
}

/** The end of what was on the page, where dialogs stand. */
function pageAtFailure({ attachments = [] }: PlaywrightResult): string[] {
  const path = attachments.find(({ name }) => name === 'error-context')?.path
  if (path === undefined) return []
  try {
    const [, page] = /```yaml\n([\s\S]*?)```/.exec(readFileSync(path, 'utf8')) ?? []
    return page === undefined ? [] : [`The end of the page:\n${page.slice(-mostOfPage)}`]
  } catch {
    return []
  }
}
