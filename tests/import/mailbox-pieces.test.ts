import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitMailbox } from '#engine/import/mailbox.ts'
import { type MailboxPiece, piecesOf } from '#engine/import/mailbox-pieces.ts'

/** What mailboxes are made of, and what only looks like it. */
const bits = [
  'From anna@example.org Thu Mar  5 09:30:00 2026\n',
  'From anna@example.org Thu Mar  5 09:30:00 2026\r\n',
  'From the beginning we knew.\n',
  '>From anna said\n',
  'Subject: Hello\n',
  '\n',
  '\n',
  '\r\n',
  'words and more words\n',
  'From ',
  '\u{feff}',
  'x'.repeat(350),
]
const mailbox = fc
  .array(fc.constantFrom(...bits), { maxLength: 40 })
  .map(parts => Buffer.from(parts.join('')))

async function* chunked(bytes: Buffer, lengths: readonly number[]): AsyncGenerator<Buffer> {
  for (let at = 0, n = 0; at < bytes.length; n++) {
    const length = lengths[n % lengths.length] ?? 1
    yield bytes.subarray(at, at + length)
    at += length
  }
}

async function allOf(chunks: AsyncIterable<Buffer>, sizes?: Parameters<typeof piecesOf>[1]) {
  const pieces: MailboxPiece[] = []
  for await (const piece of piecesOf(chunks, sizes)) pieces.push(piece)
  return pieces
}

describe('a mailbox cut up as it comes', () => {
  it('gives the messages it would give whole, wherever its chunks and pieces end', async () => {
    await fc.assert(
      fc.asyncProperty(
        mailbox,
        fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 4 }),
        async (bytes, lengths, pieceBytes, pieceMessages) => {
          const pieces = await allOf(chunked(bytes, lengths), {
            pieceBytes,
            pieceMessages,
            messageBytes: 1_000_000,
          })
          const whole = splitMailbox(bytes).map(String)
          expect(pieces.flatMap(piece => splitMailbox(piece.bytes).map(String))).toEqual(whole)
          let first = 0
          for (const piece of pieces) {
            expect(piece.first).toBe(first)
            expect(splitMailbox(piece.bytes)).toHaveLength(piece.messages)
            expect(piece.messages).toBeLessThanOrEqual(pieceMessages)
            first += piece.messages
          }
          if (whole.length > 0) expect(pieces.at(-1)?.end).toBe(bytes.length)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('passes over a message longer than one may be, and holds no more of it', async () => {
    const head = 'From anna@example.org Thu Mar  5 09:30:00 2026\nSubject: n\n\n'
    const bytes = Buffer.from(`${head}one\n\n${head}${'long '.repeat(4000)}\n\n${head}three\n`)
    const pieces = await allOf(chunked(bytes, [1000]), {
      pieceBytes: 500,
      pieceMessages: 10,
      messageBytes: 5000,
    })
    expect(pieces.map(({ first, bytes }) => [first, /one|three/.exec(String(bytes))?.[0]])).toEqual([
      [0, 'one'],
      [2, 'three'],
    ])
  })
})
