import { createHash, randomUUID } from 'node:crypto'
import type { InputOf } from '#shared/contract/method.ts'
import type { sources } from '#shared/contract/sources.ts'
import { TandemError, toFailure } from '#shared/errors.ts'
import type { ParsedDocument } from '#shared/model/document.ts'
import type { FileRef, ImportPreview, ImportResult, PreviewedDocument } from '#shared/model/source.ts'
import { asRecognised, type SpeakerChoice } from '#shared/model/speakers.ts'
import { countWords } from '#shared/text/words.ts'
import { all, type Db, first, value } from '../db/sql.ts'
import type { Handlers } from '../handler-types.ts'
import { changed, made, removed } from '../history/changes.ts'
import { takeFile } from '../import/apply.ts'
import { cutAs, maySpeak, named } from '../import/said-speakers.ts'
import { signedIn } from '../members/asking.ts'
import { meOf } from '../rounds/blinding.ts'
import { interviewersIn } from '../speakers/asking.ts'
import { rememberedFor } from '../speakers/choices.ts'
import { openingOf, speechOf } from '../speakers/speech.ts'
import type { Reading, Working } from '../tools.ts'
import { contentStructure, contentText } from './contents.ts'
import { listDataSets, listSources, sourceById, titleOfText } from './queries.ts'
import { fileBytes, filesUnder } from './read-file.ts'

export const sourceHandlers: Handlers<typeof sources> = {
  list: ({ db, asking }) => listSources(db, meOf(asking)),

  open({ db, asking }, { source }) {
    const { revision, text, structure } = sourceById(db, source)
    const [summary] = listSources(db, meOf(asking), source)
    if (!summary) throw new Error(`Source ${source} is not listed`)
    const { segments, marks, mail } = contentStructure(db, structure)
    return {
      ...summary,
      revision,
      text: contentText(db, text),
      parts: segments,
      marks,
      mail,
      structure,
      interviewers: interviewersIn(db, source, revision),
    }
  },

  async preview(working, { file, rowAsSource }) {
    const { fileName, bytes, documents } = await parseFile(working, file, rowAsSource)
    const preview = randomUUID()
    working.window.host.previews.put(preview, { fileName, bytes, documents }, bytes.byteLength * 3)
    const shown: ImportPreview = {
      fileName,
      preview,
      documents: documents.map(document => previewed(working.reading.db, document)),
    }
    return shown
  },

  async import(working, { files, kind, dataSet, rowAsSource, speakers: forAll }) {
    if (!working.reading.asking.manages) signedIn(working.reading.asking)
    const results: ImportResult[] = []
    const wanted = await walk(files)
    for (const [n, file] of wanted.entries()) {
      const name = nameOf(working, file)
      working.progress(n, wanted.length, name)
      await working.breathe()
      try {
        const { fileName, bytes, documents, titles, speakers } =
          'preview' in file
            ? fromPreview(working, file)
            : { ...(await parseFile(working, file, rowAsSource)), titles: undefined, speakers: undefined }
        await working.breathe()
        results.push(
          ...working
            .step(tools =>
              takeFile(tools, {
                file: fileName,
                bytes,
                documents,
                titles,
                kind,
                dataSet,
                speakers: place => speakers?.[place] ?? forAll,
              }),
            )
            .map(result => ({ ...result, file: name })),
        )
      } catch (error) {
        if (error instanceof TandemError && stops.has(error.code)) throw error
        if (!(error instanceof TandemError)) working.window.host.log.fault('sources.import', error)
        const { message, hint } = toFailure(error)
        results.push({
          file: name,
          status: 'refused',
          reason: message,
          ...(hint ? { hint } : {}),
          warnings: [],
        })
      }
    }
    working.progress(wanted.length, wanted.length, 'Done')
    return results
  },

  update({ db, asking, record }, { source, title, kind, dataSet, date }) {
    if (!asking.manages) signedIn(asking)
    const before = sourceById(db, source)
    record('source.changed', `Changed the entry of “${title ?? before.title}”`, [
      changed(db, 'sources', source, {
        ...(title === undefined ? {} : { title }),
        ...(kind === undefined ? {} : { kind }),
        ...(dataSet === undefined ? {} : { data_set: dataSet }),
        ...(date === undefined ? {} : { date }),
      }),
    ])
    return null
  },

  goesWith: (reading, { source }) => goesWith(reading, source),

  remove(tools, { source }) {
    const { db, asking, record } = tools
    if (!asking.manages) signedIn(asking)
    const { title } = sourceById(db, source)
    const { refused } = goesWith(tools, source)
    if (refused)
      throw new TandemError('conflict', refused, 'Sources of a round stay, so that its figures stay true.')
    const rows = (table: 'codings' | 'annotations' | 'revisions' | 'source_speakers' | 'speaker_choices') =>
      all<{ id: string }>(db, `SELECT id FROM ${table} WHERE source = ?`, source).map(({ id }) =>
        removed(db, table, id),
      )
    record('source.removed', `Removed “${title}”`, [
      ...rows('codings'),
      ...rows('annotations'),
      ...rows('source_speakers'),
      ...rows('speaker_choices'),
      ...all<{ id: string }>(
        db,
        "SELECT id FROM memos WHERE about_kind = 'source' AND about = ?",
        source,
      ).map(({ id }) => removed(db, 'memos', id)),
      ...rows('revisions'),
      removed(db, 'sources', source),
    ])
    return null
  },

  dataSets: ({ db, asking }) => listDataSets(db, meOf(asking)),

  addDataSet({ db, asking, newId, record }, { name }) {
    if (!asking.manages) signedIn(asking)
    const known = first<{ id: string }>(db, 'SELECT id FROM data_sets WHERE name = ?', name)
    if (known)
      throw new TandemError('exists', `There is already a data set called “${name}”.`, 'Choose another name.')
    const id = newId()
    const position = value<number>(db, 'SELECT count(*) AS n FROM data_sets') + 1
    record('data-set.added', `Added the data set “${name}”`, [made('data_sets', id, { name, position })])
    return { id, name, sources: 0, codedSources: 0 }
  },
}

type Previewed = Extract<InputOf<(typeof sources)['import']>['files'][number], { preview: string }>
type Wanted = FileRef | Previewed

/** Failures that end the whole import instead of being told of one file. */
const stops = new Set(['cancelled', 'moved', 'disk-full', 'damaged', 'read-only'])

async function parseFile(working: Working, file: FileRef, rowAsSource: boolean) {
  const { host } = working.window
  const { fileName, bytes } = await fileBytes(host, file)
  const documents = await host.parser.parse(
    { bytes, fileName, options: { rowAsSource } },
    { signal: working.signal },
  )
  return { fileName, bytes, documents }
}

function fromPreview(working: Working, { preview, titles, speakers }: Previewed) {
  const held = working.window.host.previews.get(preview)
  if (held) return { ...held, titles, speakers }
  throw new TandemError('not-found', 'What was previewed is no longer held.', 'Choose the file again.')
}

/** Folders become their files; everything else stands for itself. */
async function walk(files: readonly Wanted[]): Promise<Wanted[]> {
  const found: Wanted[] = []
  for (const file of files) {
    if ('path' in file) found.push(...(await filesUnder(file.path)).map(path => ({ path })))
    else found.push(file)
  }
  return found
}

function nameOf(working: Working, file: Wanted): string {
  if ('path' in file) return file.path
  if ('upload' in file) return file.fileName
  return working.window.host.previews.get(file.preview)?.fileName ?? 'The previewed file'
}

/** What was recognised in a document, its speakers as chosen: by the person, or for a source like it before. */
export function previewed(db: Db, recognised: ParsedDocument, chosen?: SpeakerChoice): PreviewedDocument {
  const speaks = maySpeak(recognised)
  const remembered = chosen || !speaks ? null : rememberedFor(db, recognised)
  const choice = chosen ?? remembered?.choice ?? asRecognised
  const cut = cutAs(recognised, choice)
  const document = named(recognised, cut, choice)
  const sha256 = createHash('sha256').update(document.text, 'utf8').digest('hex')
  const turns = Map.groupBy(
    document.segments.filter(s => s.speaker !== undefined),
    s => s.speaker ?? '',
  )
  return {
    title: document.title,
    kind: document.kind,
    format: document.format,
    characters: document.text.length,
    words: countWords(document.text),
    segments: document.segments.length,
    speakers: document.speakers.map(name => ({ name, turns: turns.get(name)?.length ?? 0 })),
    mail: document.mail ?? null,
    date: document.date ?? null,
    warnings: document.warnings,
    duplicateOf: titleOfText(db, sha256) ?? null,
    opening: openingOf(document),
    speech: speaks ? speechOf(recognised, cut, document, choice, remembered?.title ?? null) : null,
  }
}

function goesWith({ db, asking }: Reading, source: string) {
  const { title } = sourceById(db, source)
  const inRound = first(db, 'SELECT 1 FROM round_sources WHERE source = ?', source) !== undefined
  const codings = value<number>(
    db,
    'SELECT count(*) AS n FROM codings WHERE source = ? AND round IS NULL',
    source,
  )
  const others = first(
    db,
    'SELECT 1 FROM codings WHERE source = ? AND round IS NULL AND coder IS NOT ?',
    source,
    meOf(asking),
  )
  const lead = asking.manages || asking.member?.roles.includes('lead')
  return {
    codings,
    children: 0,
    sentence:
      codings === 0
        ? `Nothing is coded in “${title}”.`
        : codings === 1
          ? `1 coding goes with “${title}”.`
          : `${codings} codings go with “${title}”.`,
    refused: inRound
      ? `“${title}” belongs to a round and cannot be removed.`
      : others && !lead
        ? `Other coders have coded “${title}”; only a lead can remove it.`
        : null,
  }
}
