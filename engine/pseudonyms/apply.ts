import { TandemError } from '#shared/errors.ts'
import type { Segment } from '#shared/model/document.ts'
import type { NameMatch, NamePlace, PseudonymsApplied } from '#shared/model/pseudonym.ts'
import { type Db, first } from '../db/sql.ts'
import { type Change, changed } from '../history/changes.ts'
import { revise } from '../revisions/revise.ts'
import { withAgreedLayers } from '../rounds/agreed-layer.ts'
import type { Structure } from '../sources/contents.ts'
import type { Tools } from '../tools.ts'
import type { NameFinder } from './find.ts'
import {
  attachedNames,
  headersOf,
  type NamedSource,
  type NamedWithRows,
  withHeaders,
  withRecordWords,
  wordsOfSource,
} from './words-of-source.ts'

/** A place that was previewed and accepted. */
export interface Accepted {
  source: string
  revision: string
  place: NamePlace
  number: number
  start: number
  end: number
  pair: string
}

/**
 * Puts pseudonyms where they were accepted, all as one step. Every place is found again first: one that is not there
 * any more as previewed is refused with `conflict`, and nothing is changed. What is recorded names no one.
 */
export function applyPseudonyms(
  tools: Tools,
  places: readonly Accepted[],
  finder: NameFinder,
  shown: ReadonlyMap<string, string>,
): PseudonymsApplied {
  const changes: (Change | null)[] = []
  const bySource = Map.groupBy(places, ({ source }) => source)
  for (const [id, accepted] of bySource) {
    const source = wordsOfSource(tools.db, id)
    const replaced = replacedWords(source, accepted, finder, shown)
    changes.push(...rowsRenamed(tools.db, source, replaced))
    const edits = accepted
      .filter(({ place }) => place === 'text')
      .sort((a, b) => a.start - b.start)
      .map(({ start, end, pair }) => ({ start, end, text: shown.get(pair) ?? '' }))
    const reshape = (structure: Structure) => renamed(structure, source, replaced)
    if (edits.length > 0 || JSON.stringify(reshape(source.structure)) !== JSON.stringify(source.structure)) {
      const revised = revise(tools, id, edits, { kind: 'pseudonyms', note: '', reshape })
      changes.push(...revised.changes)
    }
  }
  const count = places.length === 1 ? 'a pseudonym' : `${places.length} pseudonyms`
  const where = bySource.size === 1 ? '1 source' : `${bySource.size} sources`
  tools.record(
    'pseudonyms.applied',
    `Put ${count} in ${where}`,
    withAgreedLayers(tools, changes, new Set(bySource.keys())),
    {
      isDone: true,
    },
  )
  return { replaced: places.length, sources: bySource.size }
}

/** What the words of each place but the text become, by place and number; refuses what is not as previewed. */
function replacedWords(
  source: NamedSource,
  accepted: readonly Accepted[],
  finder: NameFinder,
  shown: ReadonlyMap<string, string>,
): Map<string, string> {
  const replaced = new Map<string, string>()
  const byPlace = Map.groupBy(accepted, ({ place, number }) => `${place} ${number}`)
  for (const [key, list] of byPlace) {
    const { words, place } = source.words.find(one => `${one.place} ${one.number}` === key) ?? { words: '' }
    const there = new Set(finder.find(words).map(idOf))
    const wanted = new Set(list.map(idOf))
    if (
      wanted.size !== list.length ||
      list.some(one => one.revision !== source.revision || !there.has(idOf(one)))
    ) {
      throw new TandemError(
        'conflict',
        `“${source.title}” is not any more as it was previewed.`,
        'Nothing was changed. Look at the preview again.',
      )
    }
    if (place === 'text') continue
    let made = ''
    let from = 0
    for (const { start, end, pair } of list.toSorted((a, b) => a.start - b.start)) {
      made += words.slice(from, start) + (shown.get(pair) ?? '')
      from = end
    }
    replaced.set(key, made + words.slice(from))
  }
  return replaced
}

const idOf = ({ start, end, pair }: Pick<NameMatch, 'start' | 'end' | 'pair'>): string =>
  `${start} ${end} ${pair}`

/** What becomes of the rows that hold words of a source: its own, its record's and those of the files that came with it. */
function rowsRenamed(
  db: Db,
  { id, title, files, record, structure, words }: NamedWithRows,
  replaced: ReadonlyMap<string, string>,
): (Change | null)[] {
  const now = (wanted: NamePlace): string[] =>
    words
      .filter(({ place }) => place === wanted)
      .map(({ number, words: was }) => replaced.get(`${wanted} ${number}`) ?? was)
  const called = fileNames(files, structure, replaced)
  const row = record && first<{ id: string }>(db, 'SELECT id FROM records WHERE source = ?', id)
  return [
    changed(db, 'sources', id, {
      title: replaced.get('title 0') ?? title,
      ...(replaced.has('file name 0') ? { file_name: replaced.get('file name 0') ?? '' } : {}),
      ...(isReplaced('warning', replaced) ? { warnings: JSON.stringify(now('warning')) } : {}),
    }),
    ...files.map(file => changed(db, 'attachments', file.id, { name: called.get(file.name) ?? file.name })),
    row && isReplaced('record', replaced)
      ? changed(db, 'records', row.id, withRecordWords(record, now('record')))
      : null,
  ]
}

const isReplaced = (place: NamePlace, replaced: ReadonlyMap<string, string>): boolean =>
  [...replaced.keys()].some(key => key.startsWith(`${place} `))

/** What the files that came with a source are called now, by what they were called. */
const fileNames = (
  files: NamedWithRows['files'],
  { mail }: Structure,
  replaced: ReadonlyMap<string, string>,
): Map<string, string> =>
  new Map(attachedNames(files, mail).map((name, n) => [name, replaced.get(`attachment ${n}`) ?? name]))

/** A structure with the headers, files and speakers that stand nowhere in the text renamed. */
function renamed(
  structure: Structure,
  source: NamedWithRows,
  replaced: ReadonlyMap<string, string>,
): Structure {
  const speakers = new Map(
    source.words
      .filter(({ place }) => place === 'speaker')
      .map(({ number, words }) => [words, replaced.get(`speaker ${number}`) ?? words]),
  )
  const headers = headersOf(source.structure.mail)
  const called = (segments: readonly Segment[]): Segment[] =>
    segments.map(segment =>
      segment.speaker === undefined
        ? segment
        : { ...segment, speaker: speakers.get(segment.speaker) ?? segment.speaker },
    )
  const files = fileNames(source.files, source.structure, replaced)
  const mail =
    structure.mail &&
    withHeaders(
      structure.mail,
      headers.map((words, number) => replaced.get(`mail header ${number}`) ?? words),
    )
  return {
    ...structure,
    segments: called(structure.segments),
    ...(structure.recognised ? { recognised: called(structure.recognised) } : {}),
    mail: mail?.attachments
      ? {
          ...mail,
          attachments: mail.attachments.map(file => ({ ...file, name: files.get(file.name) ?? file.name })),
        }
      : mail,
  }
}
