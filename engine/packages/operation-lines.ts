import { z } from 'zod'
import { TandemError } from '#shared/errors.ts'
import { foldedTables } from '../history/changes.ts'
import type { Operation } from '../history/journal.ts'
import { shownName } from '../import/file-name.ts'
import { issueInWords } from '../issue-in-words.ts'
import { limits } from './limits.ts'

/** Operations are written one a line, as JSON. Their seal is over the JSON of the changes, so those keep their order. */
export function lineOf(operation: Operation): Buffer {
  const { id, copy, sequence, lamport, actor, at, kind, summary, undoes, undoable, changes, previous, hash } =
    operation
  const said = {
    id,
    copy,
    sequence,
    lamport,
    actor,
    at,
    kind,
    summary,
    undoes,
    undoable,
    changes,
    previous,
    hash,
  }
  return Buffer.from(`${JSON.stringify(said)}\n`, 'utf8')
}

const id = z.string().min(1).max(200)
const order = z
  .int()
  .min(1)
  .max(2 ** 52)
const row = z
  .record(z.string().regex(/^[a-z][a-z0-9_]{0,59}$/), z.union([z.string(), z.number(), z.null()]))
  .nullable()
const hash = z.string().regex(/^[0-9a-f]{64}$/)

const operationShape = z.strictObject({
  id: z.uuid(),
  copy: z.uuid(),
  sequence: order,
  lamport: order,
  actor: z.union([z.uuid(), z.literal('')]),
  at: z.int(),
  kind: z.string().regex(/^[a-z-]{1,30}\.[A-Za-z-]{1,60}$/),
  summary: z.string().max(20_000),
  undoes: z.uuid().nullable(),
  undoable: z.boolean(),
  changes: z.array(z.strictObject({ table: z.enum(foldedTables), id, before: row, after: row })),
  previous: z.union([hash, z.literal('')]),
  hash,
})

/**
 * The operations in a stream of lines, each checked in its shape and held alone. Who may say what, and whether its seal
 * holds, is for whoever takes them in. Throws `damaged` or `too-large`, with the number of the line.
 */
export async function* operationsIn(
  pieces: AsyncIterable<Uint8Array>,
  file: string,
): AsyncGenerator<Operation, void> {
  let number = 0
  for await (const line of linesOf(pieces, file)) yield operationOf(line, ++number, file)
}

function operationOf(line: Buffer, number: number, file: string): Operation {
  if (number > limits.operations) throw tooMany(file)
  let raw: unknown
  try {
    raw = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(line))
  } catch {
    throw notOne(file, number, 'it is not JSON')
  }
  const parsed = operationShape.safeParse(raw)
  if (!parsed.success) throw notOne(file, number, issueInWords(parsed.error, raw, 'it'))
  // What was read is handed on, not the check's copy of it, whose order may be another.
  const operation = raw as Operation
  for (const { before, after } of operation.changes) {
    for (const cells of [before, after]) {
      if (cells && Object.hasOwn(cells, '__proto__')) throw notOne(file, number, 'a column has no such name')
    }
  }
  return operation
}

async function* linesOf(pieces: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<Buffer, void> {
  let held: Uint8Array[] = []
  let length = 0
  for await (const piece of pieces) {
    let rest = piece
    for (let end = rest.indexOf(newline); end >= 0; end = rest.indexOf(newline)) {
      yield Buffer.concat([...held, rest.subarray(0, end)])
      held = []
      length = 0
      rest = rest.subarray(end + 1)
    }
    length += rest.length
    if (length > limits.lineBytes) throw tooLong(file)
    if (rest.length > 0) held.push(rest)
  }
  if (length > 0) yield Buffer.concat(held)
}

const newline = 10

/** The refusal of one operation that is longer than may be. */
export const tooLong = (file: string): TandemError =>
  new TandemError(
    'too-large',
    `One step in ${shownName(file)} is larger than ${limits.lineBytes / 1024 / 1024} MB.`,
    'Hand out fewer sources at a time.',
  )

const tooMany = (file: string): TandemError =>
  new TandemError('too-large', `${shownName(file)} holds more than ${limits.operations} steps.`)

const notOne = (file: string, line: number, why: string): TandemError =>
  new TandemError(
    'damaged',
    `Step ${line} in ${shownName(file)} is not understood: ${why}.`,
    'Ask whoever sent it to make the package again with the same version of Tandem. Nothing was changed.',
  )
