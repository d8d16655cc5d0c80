import { TandemError } from '#shared/errors.ts'
import type { MergeOutcome, PackageReport } from '#shared/model/merge.ts'
import type { FileRef } from '#shared/model/source.ts'
import { first } from '../db/sql.ts'
import { needsRole } from '../members/asking.ts'
import type { Tools, Working } from '../tools.ts'
import { merge } from './merge.ts'
import { likelyPairs } from './proposal-pairs.ts'
import { again, arrival, beforehand, type Kept, keptFrom, refusal } from './report.ts'
import { nameOfFile, type SeenPackage, seePackage } from './see-package.ts'

/** What merging files would do: it is done in a transaction that is given up. */
export async function rehearseFiles(working: Working, files: readonly FileRef[]): Promise<MergeOutcome> {
  const look = await lookAt(working, files)
  const sorted = withoutRefused(working, look)
  return { ...tried(working, tools => mergeSeen(tools, sorted, true)), backup: null }
}

/** Merges files: those that are refused stay out, all others come in one step, after a verified backup. */
export async function mergeFiles(working: Working, files: readonly FileRef[]): Promise<MergeOutcome> {
  const { reading, progress, breathe, step } = working
  const look = await lookAt(working, files)
  const sorted = withoutRefused(working, look)
  if (!sorted.some(({ seen }) => seen)) return { packages: reportsOf(sorted), pairs: [], backup: null }
  progress(files.length, null, 'Making a backup')
  await breathe()
  const backup = reading.study.backUp()
  progress(files.length, null, 'Merging')
  await breathe()
  return { ...step(tools => mergeSeen(tools, sorted, false)), backup }
}

/** A file, and what is known of it so far: to be merged, or what became of it. */
interface Sorted {
  seen: SeenPackage | null
  report: PackageReport | null
}

const reportsOf = (sorted: readonly Sorted[]): PackageReport[] => sorted.flatMap(({ report }) => report ?? [])

/** Reads the files one after the other; what cannot be read, or is not for this study, is refused. */
async function lookAt(working: Working, files: readonly FileRef[]): Promise<Sorted[]> {
  needsRole(working.reading.asking, ['lead'], 'merge what was done elsewhere')
  const sorted: Sorted[] = []
  for (const [at, file] of files.entries()) {
    working.progress(at, files.length, nameOfFile(file))
    await working.breathe()
    try {
      sorted.push({ seen: await seePackage(working, file), report: null })
    } catch (error) {
      if (!(error instanceof TandemError) || working.signal.aborted) throw error
      sorted.push({ seen: null, report: refusal(nameOfFile(file), error) })
    }
  }
  await working.breathe()
  return sorted
}

/** Sorts out what was merged before and what the study does not take; for that, packages are tried. */
function withoutRefused(working: Working, look: readonly Sorted[]): Sorted[] {
  const { db } = working.reading
  const taken: SeenPackage[] = []
  const standing = ({ manifest, parcel }: SeenPackage): number | null => {
    const before = first<{ sha256: string; merged_at: number }>(
      db,
      'SELECT sha256, merged_at FROM returns WHERE id = ? AND undone = 0',
      manifest.id,
    )
    return before?.sha256 === parcel.sha256 ? before.merged_at : null
  }
  const refusalOf = (packages: readonly SeenPackage[]): TandemError | null => {
    const parcels = packages.map(({ parcel }) => parcel)
    try {
      tried(working, tools => merge(tools, parcels))
      return null
    } catch (error) {
      if (error instanceof TandemError && !ofTheStudy.has(error.code)) return error
      throw error
    }
  }
  const due = look.flatMap(({ seen }) => (seen && standing(seen) === null ? [seen] : []))
  // Mostly all go together; where not, each is tried after those that do.
  const together = due.length > 0 && refusalOf(due) === null
  return look.map(({ seen, report }): Sorted => {
    if (!seen) return { seen, report }
    const mergedAt = standing(seen)
    if (mergedAt !== null) return { seen: null, report: again(seen, mergedAt, keptOf(working.reading, seen)) }
    if (taken.some(({ parcel: { id, sha256 } }) => id === seen.parcel.id && sha256 === seen.parcel.sha256))
      return { seen: null, report: again(seen, null, keptOf(working.reading, seen)) }
    const refused = together ? null : refusalOf([...taken, seen])
    if (refused) return { seen: null, report: refusal(seen.file, refused, seen) }
    taken.push(seen)
    return { seen, report: null }
  })
}

/** What a blind round keeps of a package from who asks. */
const keptOf = (
  { db, asking }: Pick<Tools, 'db' | 'asking'>,
  { manifest, round, coder }: SeenPackage,
): Kept => keptFrom(db, asking, manifest.kind as 'return' | 'copy', round?.id ?? null, coder?.id ?? null)

/** Failures that say something of the study or its disk, and nothing of a package. */
const ofTheStudy = new Set(['moved', 'read-only', 'disk-full', 'in-use', 'cancelled'])

function mergeSeen(
  tools: Tools,
  sorted: readonly Sorted[],
  isRehearsed: boolean,
): Pick<MergeOutcome, 'packages' | 'pairs'> {
  const { db, asking } = tools
  const seen = sorted.flatMap(each => each.seen ?? [])
  if (seen.length === 0) return { packages: reportsOf(sorted), pairs: [] }
  const facts = new Map(seen.map((each, at) => [each, beforehand(tools, each, seen.slice(0, at))]))
  const before = new Map(seen.map(each => [each, keptOf(tools, each)]))
  const shown = new Set(likelyPairs(db, asking).map(keyOf))
  const merged = new Map(
    merge(
      tools,
      seen.map(each => ({ ...each.parcel, file: each.file, arriving: facts.get(each)?.arriving })),
    ).map(each => [each.package, each]),
  )
  const packages = sorted.flatMap(({ seen: each, report }): PackageReport[] => {
    const became = each && merged.get(each.manifest.id)
    const came = each && facts.get(each)
    if (!each || !became || !came) return report ? [report] : []
    // What a rehearsal would bring to an end is not ended by rehearsing it.
    const kept = (isRehearsed && before.get(each)) || keptOf(tools, each)
    return [arrival(db, each, became.sheet, came, kept)]
  })
  const hiddenAnything = isRehearsed && [...before.values()].some(({ hidden }) => hidden)
  const pairs = hiddenAnything ? [] : likelyPairs(db, asking).filter(pair => !shown.has(keyOf(pair)))
  return { packages, pairs }
}

const keyOf = ({ proposed, other }: { proposed: { id: string }; other: { id: string } }): string =>
  `${proposed.id} ${other.id}`

/** Does work on the study in a transaction that is given up; answers what it answered. Not a byte is written. */
function tried<T>({ step }: Working, work: (tools: Tools) => T): T {
  let result: { answer: T } | null = null
  const enough = new Error('rehearsed')
  try {
    step(
      tools => {
        result = { answer: work(tools) }
        throw enough
      },
      { tells: false },
    )
  } catch (error) {
    if (error !== enough) throw error
  }
  if (!result) throw new Error('Nothing was rehearsed')
  return (result as { answer: T }).answer
}
