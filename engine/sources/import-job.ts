import { TandemError, toFailure } from '#shared/errors.ts'
import type { ImportResult } from '#shared/model/source.ts'
import { cancelled } from '../import/parser-failures.ts'
import type { Working } from '../tools.ts'
import { readAhead } from './read-ahead.ts'

/** Takes what was read of a file into the study; `say` tells how far that has come where it is long. */
export type Take = (say: (doing: string) => void) => ImportResult[] | Promise<ImportResult[]>

/** One file of an import. */
export interface ImportItem {
  name: string
  /** Reads it where it does no harm. */
  read(): Promise<Take>
}

/** Failures that end the whole import instead of being told of one file. */
const stops = new Set(['cancelled', 'moved', 'disk-full', 'damaged', 'read-only'])

/**
 * Takes file after file into the study, each a step of the journal, whole or not at all, reading the next ones
 * meanwhile. A file that fails says why and does not stop the others. Given up by the person, it answers what became of
 * the files up to then, and names the others as not reached.
 */
export async function importAll(working: Working, items: readonly ImportItem[]): Promise<ImportResult[]> {
  const results: ImportResult[] = []
  const [first] = items
  if (first) working.progress(0, items.length, first.name)
  let done = 0
  try {
    const reading = readAhead(items, item => (working.signal.aborted ? notReached(item) : item.read()))
    for await (const { item, outcome } of reading) {
      await working.breathe()
      results.push(
        ...(await taken(working, item, outcome, doing => working.progress(done, items.length, doing))),
      )
      done++
      working.progress(done, items.length, items[done]?.name ?? 'Done')
    }
  } catch (error) {
    const isCancelled = working.signal.aborted && error instanceof TandemError && error.code === 'cancelled'
    // The study was closed or locked: there is nobody to tell, and nothing to be told.
    if (!isCancelled || working.window.study !== working.reading.study) throw error
    for (const { name } of items.slice(done)) results.push(leftOut(name))
  }
  return results
}

async function taken(
  working: Working,
  { name }: ImportItem,
  outcome: PromiseSettledResult<Take>,
  say: (doing: string) => void,
): Promise<ImportResult[]> {
  try {
    if (outcome.status === 'rejected') throw outcome.reason
    return (await outcome.value(say)).map(result => ({ ...result, file: name }))
  } catch (error) {
    if (error instanceof TandemError && stops.has(error.code)) throw error
    if (!(error instanceof TandemError)) working.window.host.log.fault('sources.import', error)
    const { message, hint } = toFailure(error)
    return [{ file: name, status: 'refused', reason: message, ...(hint ? { hint } : {}), warnings: [] }]
  }
}

const leftOut = (file: string): ImportResult => ({
  file,
  status: 'cancelled',
  reason: 'The import was cancelled before this file; nothing of it was taken.',
  warnings: [],
})

const notReached = ({ name }: ImportItem): Promise<never> => Promise.reject(cancelled(name))
