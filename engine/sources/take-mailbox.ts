import { TandemError } from '#shared/errors.ts'
import type { SourceKind } from '#shared/model/document.ts'
import type { ImportResult } from '#shared/model/source.ts'
import { newId } from '../db/ids.ts'
import type { Db } from '../db/sql.ts'
import type { Change } from '../history/changes.ts'
import { dataSetNamed, importedInWords, takeDocument } from '../import/apply.ts'
import { shownName } from '../import/file-name.ts'
import { limits } from '../import/limits.ts'
import { splitMailbox } from '../import/mailbox.ts'
import { type MailboxPiece, pieceSizes, piecesOf } from '../import/mailbox-pieces.ts'
import { cancelled, crashed } from '../import/parser-failures.ts'
import { inLongTransaction } from '../long-transaction.ts'
import type { StudyHandle } from '../studies/handle.ts'
import type { Tools, Working } from '../tools.ts'
import {
  dropArrivals,
  haveArrived,
  keepArriving,
  keepChanges,
  keptChanges,
  takeKeptChanges,
} from './arrivals.ts'
import { indexPassages } from './derived.ts'
import { type ReadPiece, readPiece } from './found-file.ts'
import { readAhead } from './read-ahead.ts'
import type { FileContent } from './read-file.ts'
import { TakenDocuments } from './same-document.ts'

/** A mailbox to be taken, what a person said of it, and, where all of it was read to be looked at, what was read. */
export interface TakenMailbox {
  fileName: string
  content: FileContent
  whole: ReadPiece | null
  titles?: readonly string[] | undefined
  kind?: SourceKind | undefined
  dataSet?: string | undefined
  /** Told how many bytes have been taken in. */
  onProgress(bytes: number, messages: number): void
  /** Told what share of the sources is made. */
  onMaking(share: number): void
}

/** What is gathered on the way for the one step at the end. */
interface Gathered {
  results: ImportResult[]
  taken: TakenDocuments
  /** Messages met, whether or not they have text. */
  messages: number
  read: number
}

/**
 * How SQLite is set while a mailbox comes in, and otherwise. Less memory for pages (in kilobytes), for there is much else;
 * and pages are copied from its log into the study more seldom, since most are written again by the pieces that follow.
 */
const arriving = { cacheKilobytes: 16 * 1024, logPages: 12_000 }
const usual = { cacheKilobytes: 256 * 1024, logPages: 1000 }

/** So many changes make sources in about a tenth of a second. */
const changesAtOnce = 300

/** A large import at a time for each study: what has arrived and is nobody's is the one import's that is on its way. */
const onTheWay = new WeakMap<StudyHandle, Promise<unknown>>()

/**
 * Takes a mailbox into the study, a source for each message with the message's own bytes beside it, however large the
 * mailbox is: read, kept and indexed a piece at a time, and made sources of in one step of the journal at the end.
 * Cancelled or failed before that, it leaves nothing.
 */
export async function takeMailbox(working: Working, mailbox: TakenMailbox): Promise<ImportResult[]> {
  const { study } = working.reading
  const before = onTheWay.get(study) ?? Promise.resolve()
  const taking = before.then(() => arrive(working, mailbox))
  onTheWay.set(
    study,
    taking.catch(() => {}),
  )
  return taking
}

async function arrive(working: Working, mailbox: TakenMailbox): Promise<ImportResult[]> {
  const { db } = working.reading
  const gathered: Gathered = {
    results: [],
    taken: new TakenDocuments(),
    messages: 0,
    read: 0,
  }
  dropArrivals(db)
  setUp(db, arriving)
  try {
    const read = (piece: MailboxPiece) =>
      mailbox.whole?.piece.first === piece.first && mailbox.whole.piece.end === piece.end
        ? Promise.resolve(mailbox.whole)
        : readPiece(working, mailbox.fileName, piece)
    for await (const { item, outcome } of readAhead(piecesIn(mailbox), read, isLarge)) {
      await working.breathe()
      if (outcome.status === 'rejected') throw outcome.reason
      working.step(tools => takePiece(tools, mailbox, outcome.value, gathered), { tells: false })
      // Let go of here: a loop holds on to what it was given last while it waits for the next.
      if (isLarge(item)) {
        item.bytes = Buffer.alloc(0)
        outcome.value.documents.length = 0
      }
      mailbox.onProgress(item.end, gathered.messages)
      await working.breathe()
    }
    if (gathered.read === 0) throw noMessages(mailbox.fileName)
    if (gathered.taken.size > 0) {
      // Neither these nor the pages in memory are needed from now on.
      gathered.taken.end()
      db.pragma('shrink_memory')
      await makeSources(working, mailbox, gathered)
    }
    return withLeftOut(gathered)
  } finally {
    // A study that was closed meanwhile is cleared when it is opened next.
    if (db.open) {
      dropArrivals(db)
      db.pragma('shrink_memory')
      setUp(db, usual)
    }
  }
}

/** Of pieces longer than this, in bytes, one is held at a time. */
const isLarge = ({ bytes }: MailboxPiece): boolean => bytes.length > 3 * pieceSizes.pieceBytes

/** The one step: all sources come to be at once, and others work on while they are made. */
async function makeSources(working: Working, mailbox: TakenMailbox, gathered: Gathered): Promise<void> {
  const { study, asking } = working.reading
  await inLongTransaction(study, asking, async ({ db, record, pause }) => {
    db.pragma(`cache_size = -${arriving.cacheKilobytes}`)
    db.pragma('wal_autocheckpoint = 0')
    const entry = record({
      kind: 'sources.imported',
      summary: importedInWords(mailbox.fileName, gathered.taken),
      undoable: true,
    })
    const set = mailbox.dataSet === undefined ? null : dataSetNow(db, mailbox.dataSet, entry.add)
    const parts = keptChanges(db)
    for (let n = 1; n <= parts; n++) {
      const part = takeKeptChanges(db)
      for (const { table, after } of part) if (table === 'sources' && after) after.data_set = set
      entry.add(part)
      mailbox.onMaking(n / parts)
      await pause()
      if (working.signal.aborted) throw cancelled(mailbox.fileName)
    }
    entry.end()
    haveArrived(db)
  })
}

/** The id of the data set named, which is looked for now: it may have been made meanwhile. */
function dataSetNow(db: Db, name: string, add: (changes: Change[]) => void): string {
  const made: Change[] = []
  const set = dataSetNamed({ db, newId }, name, made)
  add(made)
  return set
}

function setUp(db: Db, { cacheKilobytes, logPages }: typeof usual): void {
  db.pragma(`cache_size = -${cacheKilobytes}`)
  db.pragma(`wal_autocheckpoint = ${logPages}`)
}

async function* piecesIn({ content, fileName }: TakenMailbox): AsyncGenerator<MailboxPiece> {
  for await (const piece of piecesOf(content.chunks())) {
    if (piece.first + piece.messages > limits.documents) throw tooMany(fileName)
    yield piece
  }
}

function takePiece(tools: Tools, mailbox: TakenMailbox, { piece, documents }: ReadPiece, gathered: Gathered) {
  const { db } = tools
  const messages = splitMailbox(piece.bytes)
  let changes: Change[] = []
  const keepThem = () => {
    if (changes.length > 0) keepChanges(db, changes)
    changes = []
  }
  gathered.messages = piece.first + piece.messages
  for (const document of documents) {
    const bytes = messages[document.message ?? -1]
    // The document comes from where a hostile message may have been at work.
    if (!bytes) throw crashed(mailbox.fileName)
    const result = takeDocument(tools, document, {
      file: mailbox.fileName,
      imported: () => keepArriving(db, 'imported', bytes),
      title: mailbox.titles?.[gathered.read]?.trim() || document.title,
      kind: mailbox.kind,
      set: null,
      taken: gathered.taken,
      changes,
      keep: (kind, content) => keepArriving(db, kind, content),
      onRevision: revision => indexPassages(db, revision, document.text, document.segments),
    })
    gathered.results.push(result)
    gathered.read++
    if (changes.length >= changesAtOnce) keepThem()
  }
  keepThem()
}

/** The results, the first of them saying how many messages came to nothing. */
function withLeftOut({ results, messages, read }: Gathered): ImportResult[] {
  const leftOut = messages - read
  const [first, ...rest] = results
  if (!first || leftOut === 0) return results
  const warning = `${leftOut === 1 ? '1 message' : `${leftOut.toLocaleString('en-GB')} messages`} of the mailbox without text, or that could not be read, left out.`
  return [{ ...first, warnings: [warning, ...first.warnings] }, ...rest]
}

const noMessages = (fileName: string): TandemError =>
  new TandemError(
    'unreadable-file',
    `${shownName(fileName)} holds no message with text.`,
    'Open it in your mail program and check that it is the right mailbox.',
  )

const tooMany = (fileName: string): TandemError =>
  new TandemError(
    'too-large',
    `${shownName(fileName)} holds more than ${limits.documents.toLocaleString('en-GB')} messages.`,
    'Split the mailbox in your mail program and import the parts.',
  )
