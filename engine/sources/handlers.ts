import { randomUUID } from 'node:crypto'
import type { InputOf } from '#shared/contract/method.ts'
import type { sources } from '#shared/contract/sources.ts'
import { TandemError } from '#shared/errors.ts'
import type { MailHeader } from '#shared/model/document.ts'
import type { FileRef } from '#shared/model/source.ts'
import { value } from '../db/sql.ts'
import type { Handlers } from '../handler-types.ts'
import { changed, made } from '../history/changes.ts'
import { signedIn } from '../members/asking.ts'
import { meOf } from '../rounds/blinding.ts'
import { interviewersIn } from '../speakers/asking.ts'
import type { Working } from '../tools.ts'
import { attachmentsOf, heldAttachment, scanAttachment } from './attachments.ts'
import { contentStructure, contentText } from './contents.ts'
import { dataSetCalled } from './data-set-called.ts'
import { findFile } from './found-file.ts'
import { importAll } from './import-job.ts'
import { shownOf } from './previewed.ts'
import { listDataSets, listSources, sourceById } from './queries.ts'
import { filesUnder } from './read-file.ts'
import { removeSources } from './remove.ts'
import { takeOf } from './take-file.ts'
import { typedDate } from './typed-date.ts'

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
      mail: mail && withoutIds(mail),
      attachments: attachmentsOf(db, source, mail),
      structure,
      interviewers: interviewersIn(db, source, revision),
    }
  },

  takeOut: (working, { attachment, despite }) => heldAttachment(working, attachment, despite),

  scanAttachment: (working, { attachment }) => scanAttachment(working, attachment),

  async preview(working, { file, rowAsSource }) {
    const found = await findFile(working, file, { rowAsSource })
    const preview = randomUUID()
    const shown = await shownOf(working, found)
    // What a mailbox's look brought of a small one is kept with it: it is not read again.
    working.window.host.previews.put(preview, shown.found, shown.bytes)
    return { fileName: found.fileName, preview, ...shown.preview }
  },

  async import(working, given) {
    if (!working.reading.asking.manages) signedIn(working.reading.asking)
    const { kind, dataSet, rowAsSource, speakers: forAll } = given
    const wanted = await walk(given.files)
    return importAll(
      working,
      wanted.map(file => ({
        name: nameOf(working, file),
        read: async () =>
          'preview' in file
            ? takeOf(working, fromPreview(working, file), {
                kind,
                dataSet,
                titles: file.titles,
                speakers: place => file.speakers?.[place] ?? forAll,
              })
            : takeOf(working, await findFile(working, file, { rowAsSource }), {
                kind,
                dataSet,
                speakers: () => forAll,
              }),
      })),
    )
  },

  update({ db, asking, record }, { source, title, kind, dataSet, date }) {
    if (!asking.manages) signedIn(asking)
    const before = sourceById(db, source)
    record('source.changed', `Changed the entry of “${title ?? before.title}”`, [
      changed(db, 'sources', source, {
        ...(title === undefined ? {} : { title }),
        ...(kind === undefined ? {} : { kind }),
        ...(dataSet === undefined ? {} : { data_set: dataSet }),
        ...typedDate(date),
      }),
    ])
    return null
  },

  remove(tools, { source }) {
    removeSources(tools, [source])
    return null
  },

  dataSets: ({ db, asking }) => listDataSets(db, meOf(asking)),

  addDataSet({ db, asking, newId, record }, { name }) {
    if (!asking.manages) signedIn(asking)
    const known = dataSetCalled(db, name)
    if (known)
      throw new TandemError(
        'exists',
        `There is already a data set called “${known.name}”.`,
        'Choose another name.',
      )
    const id = newId()
    const position = value<number>(db, 'SELECT count(*) AS n FROM data_sets') + 1
    record('data-set.added', `Added the data set “${name}”`, [made('data_sets', id, { name, position })])
    return { id, name, sources: 0, codedSources: 0 }
  },
}

type Previewed = Extract<InputOf<(typeof sources)['import']>['files'][number], { preview: string }>
type Wanted = FileRef | Previewed

function fromPreview(working: Working, { preview }: Previewed) {
  const held = working.window.host.previews.get(preview)
  if (held) return held
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

/** A header without the ids of messages, which often hold an address, and which no window shows. */
function withoutIds(mail: MailHeader): MailHeader {
  const { messageId: _, inReplyTo: _to, references: _back, ...shown } = mail
  return shown
}
