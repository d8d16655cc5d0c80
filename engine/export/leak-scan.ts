import { TandemError } from '#shared/errors.ts'
import type { LeakedName, LeakScan } from '#shared/model/pseudonym.ts'
import type { Db } from '../db/sql.ts'
import type { Asking } from '../members/asking.ts'
import { keyOfStudy, openedHere } from '../pseudonyms/key-of-study.ts'
import type { OpenKey } from '../pseudonyms/open-key.ts'
import { context } from '../pseudonyms/preview.ts'
import { tellingInWords, tellingNumbers } from '../pseudonyms/telling-numbers.ts'
import { keyOf } from '../pseudonyms/tokens.ts'
import { textInside } from './text-inside.ts'

const mostPlaces = 3

/**
 * Looks through what is about to leave the study for real names of its key, in the bytes themselves, so that no format
 * goes by unseen. Names are listed only for the one who has the key open.
 */
export async function scanForLeaks(
  db: Db,
  asking: Asking,
  { fileName, bytes }: { fileName: string; bytes: Uint8Array },
): Promise<LeakScan> {
  const inside = await textInside(bytes)
  const hasKey = keyOfStudy(db) !== null
  if (inside === null) return { state: hasKey ? 'unreadable' : 'no-key', names: [], remark: null }
  const texts = [fileName, ...inside]
  const remark = tellingInWords(inside.flatMap(tellingNumbers))
  if (!hasKey) return { state: 'no-key', names: [], remark }
  const key = openedHere(db, asking)
  return key
    ? { state: 'made', names: leakedNames(texts, key), remark }
    : { state: 'closed', names: [], remark }
}

/** What is about to leave the study, in a person's words, and what can be done where it is stopped. */
interface Leaving {
  what: string
  names: string
  unreadable: string
}

/**
 * Stops what holds real names (`real-names`), or what nobody could look through (`key-closed`), unless the person said
 * to go on knowingly.
 */
export function refuseLeaks(
  { state, names }: LeakScan,
  despite: 'names' | 'no-scan' | undefined,
  leaving: Leaving,
): void {
  if (names.length > 0 && despite !== 'names') {
    const places = names.reduce((sum, { count }) => sum + count, 0)
    throw new TandemError(
      'real-names',
      `Real names of the key stand in this ${leaving.what}: ${names.length === 1 ? '1 name' : `${names.length} names`} at ${places === 1 ? '1 place' : `${places} places`}.`,
      leaving.names,
    )
  }
  if (state === 'closed' && despite === undefined) {
    throw new TandemError(
      'key-closed',
      `The key of pseudonyms is closed, so this ${leaving.what} was not looked through for real names.`,
      'A lead opens the key, or you go on knowing that nobody has looked.',
    )
  }
  if (state === 'unreadable' && despite === undefined) {
    throw new TandemError(
      'key-closed',
      `This ${leaving.what} cannot be looked through for real names.`,
      leaving.unreadable,
    )
  }
}

function leakedNames(texts: readonly string[], key: OpenKey): LeakedName[] {
  const finder = key.finder(true)
  const shown = new Map(key.pairs().map(pair => [pair.id, pair.shown]))
  const found = new Map<string, LeakedName>()
  for (const text of texts) {
    for (const match of finder.find(text)) {
      const { before, match: words, after } = context(text, match)
      const id = `${match.pair} ${keyOf(words)}`
      const one = found.get(id) ?? { words, shown: shown.get(match.pair) ?? '', count: 0, places: [] }
      one.count++
      if (one.places.length < mostPlaces) one.places.push({ before, match: words, after })
      found.set(id, one)
    }
  }
  return [...found.values()].sort((a, b) => b.count - a.count || (a.words < b.words ? -1 : 1))
}
