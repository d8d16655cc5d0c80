import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answerBytes, ComingAnswer } from '#engine/import/answer-bytes.ts'
import type { ParsedDocument } from '#shared/model/document.ts'

const document = (text: string, attached?: (Uint8Array | null)[]): ParsedDocument => ({
  format: 'eml',
  title: text,
  kind: 'email',
  text,
  segments: [],
  marks: [],
  speakers: [],
  warnings: [],
  ...(attached ? { attached } : {}),
})

/** Sends an answer in chunks of these lengths and puts it together again. */
function sent(documents: ParsedDocument[], lengths: readonly number[], most = 10_000) {
  const bytes = Buffer.concat([...answerBytes({ documents })].map(part => Buffer.from(part as string)))
  const coming = new ComingAnswer(most)
  for (let at = 0, n = 0; at < bytes.length; n++) {
    const length = lengths[n % lengths.length] ?? 1
    coming.take(bytes.subarray(at, at + length))
    at += length
  }
  return coming
}

test('an answer comes as it was sent, wherever its chunks end', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          text: fc.string({ unit: 'grapheme' }),
          attached: fc.option(fc.array(fc.option(fc.uint8Array({ maxLength: 50 })), { maxLength: 4 })),
        }),
        { maxLength: 5 },
      ),
      fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 5 }),
      (given, lengths) => {
        const documents = given.map(({ text, attached }) => document(text, attached ?? undefined))
        expect(sent(documents, lengths).whole()).toEqual({ documents })
      },
    ),
  )
})

test('a failure comes as a failure', () => {
  const failure = { code: 'too-large', message: 'Too large.' } as const
  const coming = new ComingAnswer(10)
  for (const part of answerBytes({ failure })) coming.take(Buffer.from(part))
  expect(coming.whole()).toEqual({ failure })
})

test('what breaks off, says more than it said, or claims too much is no answer', () => {
  const line = (attached: unknown) =>
    Buffer.from(`${JSON.stringify({ documents: [{ ...document('x'), attached }] })}\n`)
  const cut = new ComingAnswer(10)
  cut.take(line([3]))
  cut.take(Buffer.from('ab'))
  expect(() => cut.whole()).toThrow('broke off')
  const long = new ComingAnswer(10)
  long.take(line([1]))
  expect(() => long.take(Buffer.from('ab'))).toThrow('More came')
  for (const sizes of [[11], [6, 5], [-1], [1.5], ['9'], [{}]])
    expect(() => new ComingAnswer(10).take(line(sizes))).toThrow()
})
