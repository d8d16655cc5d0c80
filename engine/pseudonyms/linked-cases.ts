import type { CaseKind } from '#shared/model/case.ts'
import { addressesIn } from '../cases/correspondents.ts'
import { all, type Db } from '../db/sql.ts'
import { sourceById } from '../sources/queries.ts'
import { asksInSource } from '../speakers/asking.ts'
import { notNames } from './not-names.ts'
import { keyOf, tokensOf } from './tokens.ts'

/** A case, and the names that people linked to it go by: speakers' labels, and the names written with addresses. */
export interface LinkedCase {
  kind: CaseKind
  name: string
  called: readonly string[]
}

/** How speakers are called that are not called by their names: P01, Mentor 3, R1. */
const code = /^(?:\p{L}{1,3}\s?\d+|[\p{L} ]+ \d+|\p{Lu}{1,2}|id\s?\d+)$/u
/** A case's name that names nobody: a word and a number, or words in brackets. */
const pseudonym = /^(?:\p{L}+[\s_-]?\d+|\[[^\][]+\])$/u

/** Whether a speaker's label is no name. */
export const isCode = (label: string): boolean => code.test(label.trim()) || notNames.has(keyOf(label.trim()))

/** The cases of a study, the oldest first, with what is known of whom each is about. */
export function linkedCases(db: Db): LinkedCase[] {
  const called = new Map<string, Set<string>>()
  const goesBy = (of: string, name: string) => called.set(of, (called.get(of) ?? new Set()).add(name))
  const links = all<{ source: string; name: string; case: string; kind: string }>(
    db,
    `SELECT p.source, p.name, p."case", s.kind FROM source_speakers p JOIN sources s ON s.id = p.source
     WHERE p."case" IS NOT NULL`,
  )
  for (const link of links) {
    const written =
      link.kind === 'email'
        ? addressesIn(db, sourceById(db, link.source).structure).find(({ address }) => address === link.name)
        : undefined
    goesBy(link.case, written?.name ?? link.name)
  }
  for (const { source, of } of sourcesOfOne(db)) {
    const speaker = onlySpeaker(db, source)
    if (speaker !== null) goesBy(of, speaker)
  }
  return all<{ id: string; kind: CaseKind; name: string }>(
    db,
    'SELECT id, kind, name FROM cases ORDER BY created_at, id',
  ).map(({ id, kind, name }) => ({ kind, name, called: [...(called.get(id) ?? [])] }))
}

/** Sources, emails aside, that are linked to one person only. */
const sourcesOfOne = (db: Db): { source: string; of: string }[] =>
  all(
    db,
    `SELECT l.source, min(l."case") AS "of" FROM (
       SELECT source, "case" FROM source_cases
       UNION SELECT source, "case" FROM source_speakers WHERE "case" IS NOT NULL
     ) l JOIN cases c ON c.id = l."case" AND c.kind = 'person' JOIN sources s ON s.id = l.source AND s.kind <> 'email'
     GROUP BY l.source HAVING count(*) = 1`,
  )

/** Who speaks in a source beside those who ask; null where that is nobody, or several people. */
function onlySpeaker(db: Db, source: string): string | null {
  const asks = asksInSource(db, source)
  const speakers = all<{ speaker: string }>(
    db,
    'SELECT DISTINCT speaker FROM segments WHERE revision = ? AND speaker IS NOT NULL',
    sourceById(db, source).revision,
  ).filter(({ speaker }) => !asks(speaker))
  return speakers.length === 1 ? (speakers[0]?.speaker ?? null) : null
}

/**
 * Tells the name of the case to show for a name: the one case that this very name is linked to. Null where that is
 * several, is about somebody else too, has a name that may be a real one, or is among the `taken`; undefined where the
 * name is linked to none.
 */
export function caseOf(
  cases: readonly LinkedCase[],
  taken: ReadonlySet<string>,
): (kind: CaseKind, words: string) => string | null | undefined {
  const keyFor = (kind: CaseKind, name: string) => `${kind} ${wordsOf(name).join(' ')}`
  const byName = new Map<string, Set<LinkedCase>>()
  for (const one of cases) {
    for (const name of one.called) {
      const key = keyFor(one.kind, name)
      byName.set(key, (byName.get(key) ?? new Set()).add(one))
    }
  }
  return (kind, words) => {
    const linked = byName.get(keyFor(kind, words))
    if (!linked) return undefined
    const [one] = linked
    if (!one || linked.size > 1 || taken.has(one.name) || !pseudonym.test(one.name)) return null
    const own = new Set(wordsOf(words))
    const isHeldBack = !isOneName(one.called) || wordsOf(one.name).some(word => own.has(word))
    return isHeldBack ? null : one.name
  }
}

const wordsOf = (name: string): string[] => tokensOf(name).map(({ key }) => key)

/** Whether names may be one person's: the fullest holds every word of the others, labels that are no names aside. */
export function isOneName(called: readonly string[]): boolean {
  const words = called
    .filter(name => !isCode(name) && !pseudonym.test(name.trim()))
    .map(wordsOf)
    .sort((a, b) => b.length - a.length)
  const fullest = new Set(words[0])
  return words.every(one => one.every(word => fullest.has(word)))
}
