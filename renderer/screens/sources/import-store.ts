import { create } from 'zustand'
import type { Client } from '#shared/contract/client.ts'
import type { Progress } from '#shared/contract/wire.ts'
import { type Failure, TandemError, toFailure } from '#shared/errors.ts'
import type { SourceKind } from '#shared/model/document.ts'
import type { FileRef, ImportPreview, ImportResult } from '#shared/model/source.ts'
import { sendFile } from './send-file.ts'

/** One file on its way in. */
export interface Incoming {
  key: number
  name: string
  state: 'waiting' | 'reading' | 'read' | 'failed'
  /** Where the engine finds it, once it is there. */
  ref: FileRef | null
  preview: ImportPreview | null
  /** Name of a file read before it with the same text, which is then not imported twice; or null. */
  sameAs: string | null
  failure: Failure | null
  /** Titles the person may have changed, one a document of the preview. */
  titles: readonly string[]
  included: boolean
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
  show(key: number): void
  include(key: number, included: boolean): void
  rename(key: number, document: number, title: string): void
  start(client: Client): Promise<void>
  cancel(): void
  close(): void
}

const noChoices: ImportChoices = { kind: null, dataSet: '', rowAsSource: false }
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
        if (ref === null) throw new TandemError('not-found', `"${next.name}" is no longer there.`)
        const preview = await client.sources.preview(
          { file: ref, rowAsSource: get().choices.rowAsSource },
          { signal },
        )
        change(next.key, {
          state: 'read',
          ref,
          preview,
          sameAs: null,
          failure: null,
          titles: preview.documents.map(({ title }) => title),
          included: preview.fresh > 0,
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
          sameAs: null,
          failure: null,
          titles: [],
          included: true,
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
    show: shown => set({ shown }),
    include: (key, included) => change(key, { included }),
    rename(key, document, title) {
      const file = get().files.find(file => file.key === key)
      if (file) change(key, { titles: file.titles.map((old, at) => (at === document ? title : old)) })
    },
    async start(client) {
      const { files, choices } = get()
      const taken = files.filter(({ included, preview }) => included && preview !== null)
      set({
        stage: 'importing',
        progress: { done: 0, total: taken.length, doing: 'Beginning' },
        began: performance.now(),
        isCancelling: false,
        failure: null,
      })
      try {
        const results = await client.sources.import(
          {
            files: taken.flatMap(({ preview, titles }) =>
              preview ? [{ preview: preview.preview, titles: titles.map(title => title.trim()) }] : [],
            ),
            ...(choices.kind ? { kind: choices.kind } : {}),
            ...(choices.dataSet.trim() ? { dataSet: choices.dataSet.trim() } : {}),
            rowAsSource: choices.rowAsSource,
          },
          { signal: stop.signal, onProgress: progress => set({ progress }) },
        )
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

/** The files with those that hold the same text as this one settled: the first of them stays, whenever it was read. */
function withTwins(files: readonly Incoming[], key: number): readonly Incoming[] {
  const text = textOf(files.find(file => file.key === key))
  const alike = text === null ? [] : files.filter(file => textOf(file) === text)
  const [first, ...others] = alike.toSorted((a, b) => a.key - b.key)
  if (!first || others.length === 0) return files
  return files.map(file => {
    if (file.key === first.key && file.sameAs !== null) return { ...file, sameAs: null, included: true }
    if (others.includes(file) && file.sameAs !== first.name)
      return { ...file, sameAs: first.name, included: false }
    return file
  })
}

/** The hash of a file's text where it was read, is one source and is not here already; else null. */
function textOf(file: Incoming | undefined): string | null {
  const [only] = file?.state === 'read' && file.preview?.total === 1 ? file.preview.documents : []
  return only && only.duplicateOf === null ? only.sha256 : null
}

/** Whether a file holds rows, by its name: such a file can be read a row a source. */
export const isTable = (name: string) => /\.(xlsx|csv|tsv)$/i.test(name)

/** The report's lines for files that never got as far as the study. */
function notTaken(files: readonly Incoming[]): ImportResult[] {
  return files.flatMap(({ name, failure, included, preview, sameAs }): ImportResult[] => {
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
