import { isSeparator } from './mailbox.ts'

/** A run of whole messages cut from a mailbox, with their `From ` lines: itself a mailbox, read like one. */
export interface MailboxPiece {
  bytes: Buffer
  /** How many messages stand before it in the mailbox. */
  first: number
  messages: number
  /** Where it ends in the mailbox, in bytes. */
  end: number
}

interface Sizes {
  /** A piece ends with the message in which it becomes this long. */
  pieceBytes: number
  /** A piece has no more messages than this. */
  pieceMessages: number
  /** A message longer than this is passed over; it counts as one that stands before the next. */
  messageBytes: number
}

const megabyte = 1024 * 1024
export const pieceSizes: Sizes = {
  pieceBytes: 2 * megabyte,
  pieceMessages: 1000,
  messageBytes: 48 * megabyte,
}

/** As much of a line as tells whether it is a separator. */
const lineBytes = 300
const separator = Buffer.from('\nFrom ')
const openingBytes = 4096

/**
 * Cuts a mailbox into pieces as its bytes come, at the places where `splitMailbox` would. Holds no more of it than a
 * piece, or the longest message that is taken, and the chunk at hand.
 */
export async function* piecesOf(
  chunks: AsyncIterable<Uint8Array>,
  { pieceBytes, pieceMessages, messageBytes }: Sizes = pieceSizes,
): AsyncGenerator<MailboxPiece, void> {
  /** From the first message not yet given away: the end of what is taken of `room`. */
  let held: Buffer = Buffer.alloc(0)
  let room: Buffer = held
  /** How much of `room` is taken; all of it where a piece is in it, which is another's from then on. */
  let taken = 0
  /** Where in `held` messages begin, the first at 0; empty before the first separator and within what is passed over. */
  let starts: number[] = []
  let scanned = 0
  let isOpened = false
  let first = 0
  /** Where `held` begins in the mailbox. */
  let offset = 0

  const drop = (bytes: number): void => {
    held = held.subarray(bytes)
    offset += bytes
    scanned = Math.max(0, scanned - bytes)
  }
  /** Adds to what is held: where its room is full, in room for twice a piece, or else for the longest message at once. */
  const take = (chunk: Uint8Array): void => {
    const needed = held.length + chunk.length
    if (taken + chunk.length >= room.length) {
      const most = messageBytes + pieceBytes + 2 * chunk.length
      room = Buffer.allocUnsafeSlow(needed < 2 * pieceBytes ? 2 * pieceBytes : Math.max(most, 2 * needed))
      held.copy(room)
      taken = held.length
    }
    room.set(chunk, taken)
    taken += chunk.length
    held = room.subarray(taken - needed, taken)
  }
  const begin = (line: number): void => {
    if (starts.length === 0) {
      drop(line)
      starts = [0]
    } else starts.push(line)
  }
  /** Gives away the first messages, so many. */
  const give = (count: number): MailboxPiece => {
    const end = starts[count] ?? held.length
    const piece = { bytes: held.subarray(0, end), first, messages: count, end: offset + end }
    first += count
    starts = starts.slice(count).map(start => start - end)
    drop(end)
    taken = room.length
    return piece
  }
  function* scan(isEnd: boolean): Generator<MailboxPiece> {
    if (!isOpened) {
      if (!isEnd && held.length < openingBytes) return
      isOpened = true
      const line = held[0] === 0xef ? 3 : 0
      if (separates(held, line)) begin(line)
    }
    for (;;) {
      const hit = held.indexOf(separator, scanned)
      if (hit === -1) {
        scanned = Math.max(scanned, held.length - separator.length)
        break
      }
      const line = hit + 1
      scanned = hit
      if (!isEnd && held.length - line < lineBytes && held.indexOf(10, line) === -1) break
      scanned = line
      if (!separates(held, line)) continue
      begin(line)
      const last = starts.at(-1) ?? 0
      if (last >= pieceBytes || starts.length > pieceMessages) yield give(starts.length - 1)
    }
  }

  for await (const chunk of chunks) {
    take(chunk)
    yield* scan(false)
    const last = starts.at(-1)
    if (last !== undefined && held.length - last > messageBytes) {
      if (starts.length > 1) yield give(starts.length - 1)
      first++
      starts = []
    }
    // Of what is passed over, only as much stays as tells that a line is empty.
    if (isOpened && starts.length === 0) drop(Math.max(0, scanned - 4))
  }
  yield* scan(true)
  if (starts.length > 0) yield give(starts.length)
}

/** True where a line of the mailbox is a separator and follows an empty one. */
function separates(held: Buffer, line: number): boolean {
  const end = held.indexOf(10, line)
  const stop = Math.min(end === -1 ? held.length : end, line + lineBytes)
  return isSeparator(held.toString('latin1', line, stop)) && followsBlank(held, line)
}

function followsBlank(held: Buffer, line: number): boolean {
  if (line === 0 || (line === 3 && held[0] === 0xef)) return true
  return /\n\r?\n$/.test(held.toString('latin1', Math.max(0, line - 3), line))
}
