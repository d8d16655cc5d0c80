import { create } from 'zustand'
import type { Client } from '#shared/contract/client.ts'
import type { Progress } from '#shared/contract/wire.ts'
import { type Failure, TandemError, toFailure } from '#shared/errors.ts'
import type { SourceKind } from '#shared/model/document.ts'
import { isSameMail } from '#shared/model/same-mail.ts'
import type { FileRef, ImportPreview, ImportResult, PreviewedDocument } from '#shared/model/source.ts'
import { type SpeakerChoice, type Speech, saysNothing } from '#shared/model/speakers.ts'
import { bringsSomething } from './file-state.ts'
import { importRecords, lookAtRows, type RecordsChoice, readTable, rowsLeft } from './records-choice.ts'
import { sendFile } from './send-file.ts'

/** One file on its way in. */
export interface Incoming {
  key: number
  name: string
  state: 'waiting' | 'reading' | 'read' | 'failed'
  /** Where the engine finds it, once it is there. */
  ref: FileRef | null
  preview: ImportPreview | null
  /** In place of a preview where every row of a table is a source. */
  records: RecordsChoice | null
  /** Name of a file read before it with the same text, which is then not imported twice; or null. */
  sameAs: string | null
  failure: Failure | null
  /** Titles the person may have changed, one a document of the preview. */
  titles: readonly string[]
  included: boolean
  /** Documents of whose speakers the person has said something, if only that they are as recognised. */
  said: readonly number[]
  /** The person has said anything of it that leaving would lose. */
  isTouched: boolean
}

/** A document of a file on its way in. */
interface Place {
  key: number
  document: number
}

/** What holds for all files of one import. */
export interface ImportChoices {
  /** Null: as recognised in each document. */
  kind: SourceKind | null
  /** Name of the data set, '' for none. */
  dataSet: string
  rowAsSource: boolean
}

interface ImportState {
  /** What the dialog shows; null while it is closed. */
  stage: 'reading' | 'importing' | 'done' | null
  files: readonly Incoming[]
  shown: number | null
  choices: ImportChoices
  progress: Progress | null
  /** When reading or importing began, in milliseconds. */
  began: number
  /** Cancel was pressed while importing, and is being carried out. */
  isCancelling: boolean
  results: readonly ImportResult[]
  failure: Failure | null
  /** Begins with these files, or adds them to those already shown. */
  add(client: Client, files: readonly (File | { path: string })[]): void
  choose(choices: Partial<ImportChoices>): void
  /** Reads every spreadsheet again, with a row as a source or the file as one. */
  readRowsAsSources(client: Client, rowAsSource: boolean): void
  /** Reads a table of records otherwise; its rows are looked at again. */
  mapRecords(client: Client, key: number, choice: Partial<RecordsChoice>): void
  /** Reads another sheet of a workbook of records. */
  readSheet(client: Client, key: number, sheet: string): Promise<void>
  show(key: number): void
  include(key: number, included: boolean): void
  rename(key: number, document: number, title: string): void
  /** Says something of a document's speakers, and shows it as it will be. */
  speak(client: Client, place: Place, choice: SpeakerChoice): Promise<void>
  /** Says the same of every document in which it makes a difference and finds somebody; answers how many those are. */
  speakForAll(client: Client, choice: SpeakerChoice): Promise<number>
  start(client: Client): Promise<void>
  cancel(): void
  close(): void
}

const noChoices: ImportChoices = { kind: null, dataSet: '', rowAsSource: true }
const closed = {
  stage: null,
  files: [],
  shown: null,
  choices: noChoices,
  progress: null,
  began: 0,
  isCancelling: false,
  results: [],
  failure: null,
} as const

let lastKey = 0
/** Ends what is being read or imported now; a new one for each import. */
let stop = new AbortController()
/** The files themselves, kept out of the store: only until they have been read. */
const waiting = new Map<number, File | { path: string }>()

/** One import from choosing files to its report. Kept apart from the dialog so that it goes on under it. */
export const useImport = create<ImportState>((set, get) => {
  const change = (key: number, change: Partial<Incoming>) =>
    set(({ files }) => ({ files: files.map(file => (file.key === key ? { ...file, ...change } : file)) }))

  const documentAt = ({ key, document }: Place): PreviewedDocument | undefined =>
    get().files.find(file => file.key === key)?.preview?.documents[document]

  /** A document as it would be with a choice; undefined where its file is no longer there. */
  async function previewOf(client: Client, { key, document }: Place, choice: SpeakerChoice) {
    const preview = get().files.find(file => file.key === key)?.preview?.preview
    return preview === undefined ? undefined : client.speakers.preview({ preview, document, choice })
  }

  /** Shows a document of a file otherwise: the person has said something of its speakers. */
  function replaceDocument(
    { key, document }: Place,
    replace: (shown: PreviewedDocument) => PreviewedDocument,
  ): void {
    const file = get().files.find(file => file.key === key)
    if (!file?.preview) return
    const documents = file.preview.documents.map((shown, at) => (at === document ? replace(shown) : shown))
    change(key, {
      preview: { ...file.preview, documents },
      said: [...new Set([...file.said, document])],
      isTouched: true,
    })
  }

  /** Reads what waits, two files at a time: the engine's parser is one disposable process a file. */
  const readAll = (client: Client) => {
    set({ began: performance.now() })
    for (let n = 0; n < 2; n++) void readWaiting(client)
  }

  async function readWaiting(client: Client): Promise<void> {
    const { signal } = stop
    for (;;) {
      const next = get().files.find(file => file.state === 'waiting')
      if (!next || signal.aborted) return
      change(next.key, { state: 'reading' })
      try {
        const given = waiting.get(next.key)
        const ref = next.ref ?? (given instanceof File ? await sendFile(given, signal) : (given ?? null))
        if (ref === null) throw new TandemError('not-found', `“${next.name}” is no longer there.`)
        if (get().choices.rowAsSource && isTable(next.name)) {
          const records = await readTable(client, ref, signal)
          change(next.key, { state: 'read', ref, records, preview: null, failure: null, included: true })
          continue
        }
        const preview = await client.sources.preview(
          { file: ref, rowAsSource: get().choices.rowAsSource },
          { signal },
        )
        change(next.key, {
          state: 'read',
          ref,
          preview,
          records: null,
          sameAs: null,
          failure: null,
          titles: preview.documents.map(({ title }) => title),
          included: preview.fresh > 0,
          said: [],
          isTouched: false,
        })
        set(({ files }) => ({ files: withTwins(files, next.key) }))
      } catch (error) {
        if (signal.aborted) return
        change(next.key, { state: 'failed', failure: toFailure(error), included: false })
      }
    }
  }

  return {
    ...closed,
    add(client, files) {
      if (files.length === 0 || get().stage === 'importing') return
      const fresh = get().stage !== 'reading'
      if (fresh) stop = new AbortController()
      const idle = fresh || !get().files.some(({ state }) => state === 'waiting' || state === 'reading')
      const incoming = files.map((file): Incoming => {
        const key = ++lastKey
        waiting.set(key, file)
        return {
          key,
          name: file instanceof File ? file.name : (file.path.split(/[\\/]/).at(-1) ?? file.path),
          state: 'waiting',
          ref: null,
          preview: null,
          records: null,
          sameAs: null,
          failure: null,
          titles: [],
          included: true,
          said: [],
          isTouched: false,
        }
      })
      set(state => ({
        ...(fresh ? closed : {}),
        stage: 'reading',
        files: [...(fresh ? [] : state.files), ...incoming],
        shown: fresh ? (incoming[0]?.key ?? null) : state.shown,
      }))
      if (idle) readAll(client)
    },
    choose: choices => set(state => ({ choices: { ...state.choices, ...choices } })),
    readRowsAsSources(client, rowAsSource) {
      const idle = !get().files.some(({ state }) => state === 'waiting' || state === 'reading')
      set(state => ({
        choices: { ...state.choices, rowAsSource },
        files: state.files.map(file => (isTable(file.name) ? { ...file, state: 'waiting' } : file)),
      }))
      if (idle) readAll(client)
    },
    mapRecords(client, key, choice) {
      const { signal } = stop
      const records = get().files.find(file => file.key === key)?.records
      if (!records) return
      const asks = 'reading' in choice || 'mapping' in choice
      const next = { ...records, ...choice, ...(asks ? { failure: null } : {}) }
      change(key, { records: next, isTouched: true })
      if (!asks) return
      void lookAtRows(client, next, signal).then(
        seen => {
          // What was asked about may have been changed again meanwhile: then that answer is waited for.
          const now = get().files.find(file => file.key === key)?.records
          if (now?.reading === next.reading && now.mapping === next.mapping)
            change(key, { records: { ...now, ...seen } })
        },
        () => {},
      )
    },
    async readSheet(client, key, sheet) {
      const { signal } = stop
      const ref = get().files.find(file => file.key === key)?.ref
      if (!ref) return
      try {
        change(key, { records: await readTable(client, ref, signal, sheet), isTouched: true })
      } catch (error) {
        const records = get().files.find(file => file.key === key)?.records
        if (!signal.aborted && records) change(key, { records: { ...records, failure: toFailure(error) } })
      }
    },
    show: shown => set({ shown }),
    include: (key, included) => change(key, { included, isTouched: true }),
    rename(key, document, title) {
      const file = get().files.find(file => file.key === key)
      if (!file) return
      change(key, {
        titles: file.titles.map((old, at) => (at === document ? title : old)),
        isTouched: true,
      })
    },
    async speak(client, place, choice) {
      // At once, so that what is said next builds on it; what follows from it when the engine has answered.
      replaceDocument(place, ({ speech, ...rest }) => ({
        ...rest,
        speech: speech && { ...speech, choice, remembered: null },
      }))
      try {
        const shown = await previewOf(client, place, choice)
        if (shown && documentAt(place)?.speech?.choice === choice) replaceDocument(place, () => shown)
      } catch (error) {
        set({ failure: toFailure(error) })
      }
    },
    async speakForAll(client, choice) {
      let changed = 0
      for (const place of spokenPlaces(get().files)) {
        const before = documentAt(place)?.speech
        try {
          const shown = await previewOf(client, place, choice)
          const after = shown?.speech
          if (!shown || !after || !before || documentAt(place)?.speech !== before) continue
          const isNobody = after.speakers.length === 0 && choice.find.by !== 'nobody'
          if (isNobody || JSON.stringify(after.speakers) === JSON.stringify(before.speakers)) continue
          replaceDocument(place, () => shown)
          changed++
        } catch (error) {
          set({ failure: toFailure(error) })
          break
        }
      }
      return changed
    },
    async start(client) {
      const { files, choices } = get()
      const taken = files.filter(({ included, preview }) => included && preview !== null)
      const tables = files.filter(file => file.included && file.records !== null && bringsSomething(file))
      const results: ImportResult[] = []
      set({
        stage: 'importing',
        progress: { done: 0, total: taken.length, doing: 'Beginning' },
        began: performance.now(),
        isCancelling: false,
        failure: null,
      })
      try {
        if (taken.length > 0) {
          const others = await client.sources.import(
            {
              files: taken.flatMap(({ preview, titles, said }) =>
                preview
                  ? [
                      {
                        preview: preview.preview,
                        titles: titles.map(title => title.trim()),
                        speakers: preview.documents.map(({ speech }, at) =>
                          choiceToKeep(speech, said.includes(at)),
                        ),
                      },
                    ]
                  : [],
              ),
              ...(choices.kind ? { kind: choices.kind } : {}),
              ...(choices.dataSet.trim() ? { dataSet: choices.dataSet.trim() } : {}),
              rowAsSource: choices.rowAsSource,
            },
            { signal: stop.signal, onProgress: progress => set({ progress }) },
          )
          results.push(...others)
        }
        for (const { records, name } of tables) {
          set({ progress: { done: 0, total: null, doing: name } })
          if (records)
            results.push(...(await importRecords(client, records, choices.dataSet.trim(), stop.signal)))
        }
        set({ stage: 'done', results: [...results, ...notTaken(files)] })
      } catch (error) {
        stop = new AbortController()
        set({ stage: 'reading', failure: toFailure(error) })
      }
    },
    cancel() {
      stop.abort()
      // What was taken up to now comes as the report.
      if (get().stage === 'importing') set({ isCancelling: true })
      else get().close()
    },
    close() {
      stop.abort()
      waiting.clear()
      set({ ...closed })
    },
  }
})

/** Every document in which somebody may speak. */
const spokenPlaces = (files: readonly Incoming[]): Place[] =>
  files.flatMap(({ key, preview }) =>
    (preview?.documents ?? []).flatMap(({ speech }, document) => (speech ? [{ key, document }] : [])),
  )

/** What the import is told of a document's speakers: nothing where nobody said anything. */
const choiceToKeep = (speech: Speech | null, isSaid: boolean): SpeakerChoice | null =>
  speech && (isSaid || !saysNothing(speech.choice)) ? speech.choice : null

/** The files with those that are the same document as this one settled: the first of them stays, whenever it was read. */
function withTwins(files: readonly Incoming[], key: number): readonly Incoming[] {
  const one = documentOf(files.find(file => file.key === key))
  const alike = one === null ? [] : files.filter(file => isSameDocument(one, documentOf(file)))
  const [first, ...others] = alike.toSorted((a, b) => a.key - b.key)
  if (!first || others.length === 0) return files
  return files.map(file => {
    if (file.key === first.key && file.sameAs !== null) return { ...file, sameAs: null, included: true }
    if (others.includes(file) && file.sameAs !== first.name)
      return { ...file, sameAs: first.name, included: false }
    return file
  })
}

const isSameDocument = (a: PreviewedDocument, b: PreviewedDocument | null): boolean =>
  a.sha256 === b?.sha256 && isSameMail(a.mail, b.mail)

/** A file's document where it was read, is one source and is not here already; else null. */
function documentOf(file: Incoming | undefined): PreviewedDocument | null {
  const [only] = file?.state === 'read' && file.preview?.total === 1 ? file.preview.documents : []
  return only && only.duplicateOf === null ? only : null
}

/** Whether a file holds rows, by its name: such a file can be read a row a source. */
export const isTable = (name: string) => /\.(xlsx|csv|tsv)$/i.test(name)

/** The report's lines for files that never got as far as the study. */
function notTaken(files: readonly Incoming[]): ImportResult[] {
  return files.flatMap((file): ImportResult[] => {
    const { name, failure, included, preview, records, sameAs } = file
    if (failure) {
      return [
        {
          file: name,
          status: 'refused',
          reason: failure.message,
          ...(failure.hint ? { hint: failure.hint } : {}),
          warnings: [],
        },
      ]
    }
    if (records && !bringsSomething(file)) return rowsLeft(name, records)
    if (included || !preview) return []
    const title =
      preview.knownAs ?? preview.documents.find(({ duplicateOf }) => duplicateOf !== null)?.duplicateOf
    const reason =
      sameAs !== null
        ? `It holds the same text as ${sameAs}, which was chosen too.`
        : title && `The study already has this text as “${title}”.`
    return reason ? [{ file: name, status: 'duplicate', reason, warnings: [] }] : []
  })
}
