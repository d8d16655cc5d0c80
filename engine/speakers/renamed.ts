import type { SpeakerChoice } from '#shared/model/speakers.ts'
import { first } from '../db/sql.ts'
import { type Change, changed } from '../history/changes.ts'
import type { Structure } from '../sources/contents.ts'
import type { Tools } from '../tools.ts'

interface Renamed {
  /** How the text is cut from now on. */
  left: Structure
  /** Names shown, and labels as they stand in the text: old to new. */
  names: ReadonlyMap<string, string>
  labels: ReadonlyMap<string, string>
}

/** What people said of a speaker goes with the name, where nobody is called by the old one any more. */
export function renamedSpeakers(
  { db }: Pick<Tools, 'db'>,
  source: string,
  { left, names, labels }: Renamed,
): (Change | null)[] {
  const called = new Set(left.segments.flatMap(segment => segment.speaker ?? []))
  const rows = [...names].flatMap(([name, now]) => {
    const row = first<{ id: string; taken: number }>(
      db,
      `SELECT id, EXISTS (SELECT 1 FROM source_speakers o WHERE o.source = s.source AND o.name = $now) AS taken
       FROM source_speakers s WHERE source = $source AND name = $name`,
      { source, name, now },
    )
    return !row || row.taken === 1 || called.has(name)
      ? []
      : [changed(db, 'source_speakers', row.id, { name: now })]
  })
  return [...rows, renamedChoice(db, source, names, labels)]
}

/** The choice kept for a source, with labels and names as they read now. */
function renamedChoice(
  db: Tools['db'],
  source: string,
  names: ReadonlyMap<string, string>,
  labels: ReadonlyMap<string, string>,
): Change | null {
  const kept = first<{ id: string; choice: string; found: string }>(
    db,
    'SELECT id, choice, found FROM speaker_choices WHERE source = ?',
    source,
  )
  if (!kept || names.size + labels.size === 0) return null
  const { find, not, names: said, asks } = JSON.parse(kept.choice) as SpeakerChoice
  const asLabel = (label: string) => labels.get(label) ?? label
  const asName = (name: string) => names.get(name) ?? name
  const choice: SpeakerChoice = {
    find: find.by === 'labels' ? { ...find, labels: find.labels.map(asLabel) } : find,
    not: not.map(asLabel),
    names: said.map(({ label, name }) => ({ label: asLabel(label), name: asName(name) })),
    asks: asks.map(word => ({ ...word, name: asName(word.name) })),
  }
  const found = (JSON.parse(kept.found) as string[]).map(asLabel)
  return changed(db, 'speaker_choices', kept.id, {
    choice: JSON.stringify(choice),
    found: JSON.stringify(found),
  })
}
