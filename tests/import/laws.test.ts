import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFileBytes } from '#engine/import/read-file.ts'
import { faultOf } from '#engine/import/seal.ts'
import { TextBuilder } from '#engine/import/text-builder.ts'
import { TandemError } from '#shared/errors.ts'
import { normaliseText } from '#shared/text/normalise.ts'

const names = fc.constantFrom('Interviewer', 'Maya Holm', 'P1', 'Ben', 'Ægir', 'Participant 2')
const word = fc.stringMatching(/^[a-zæøåéüß]{1,9}[,.!?]?$/)
const words = fc.array(word, { minLength: 1, maxLength: 12 }).map(list => list.join(' ').normalize('NFC'))
/** A conversation in which everyone speaks at least twice, as the rule for labels asks, and no one twice running. */
const conversation = fc
  .tuple(
    fc.uniqueArray(names, { minLength: 2, maxLength: 4 }),
    fc.array(words, { minLength: 8, maxLength: 30 }),
  )
  .map(([people, said]) => said.map((text, i) => ({ speaker: people[i % people.length] ?? '', text })))

const clock = (ms: number): string => new Date(ms).toISOString().slice(11, 23)
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

async function heard(file: string, name: string): Promise<{ speaker: string | undefined; text: string }[]> {
  const [doc] = await readFileBytes(Buffer.from(file), name, {})
  return (doc?.segments ?? []).map(s => ({
    speaker: s.speaker,
    text: doc?.text.slice(s.bodyStart, s.end) ?? '',
  }))
}

test('turns written as text come back with their speakers and words', async () => {
  const separators = fc.constantFrom('\n', '\n\n', '\r\n')
  await fc.assert(
    fc.asyncProperty(conversation, separators, fc.boolean(), async (turns, gap, timed) => {
      const file = turns.map(
        ({ speaker, text }, i) => `${timed ? `[${clock(i * 61_000).slice(0, 8)}] ` : ''}${speaker}: ${text}`,
      )
      expect(await heard(file.join(gap), 'x.txt')).toEqual(turns)
    }),
  )
})

test('turns written as captions come back with their speakers, words and times', async () => {
  const style = fc.constantFrom('voice', 'open voice', 'prefix')
  await fc.assert(
    fc.asyncProperty(conversation, style, fc.boolean(), async (turns, how, split) => {
      const cues = turns.map(({ speaker, text }, i) => {
        const said = escaped(split ? text.replace(' ', '\n') : text)
        const head = `${clock(i * 5000)} --> ${clock(i * 5000 + 4000)}`
        if (how === 'prefix') return `${head}\n${speaker}: ${said}`
        return `${head}\n<v ${speaker}>${said}${how === 'voice' ? '</v>' : ''}`
      })
      const [doc] = await readFileBytes(Buffer.from(`WEBVTT\n\n${cues.join('\n\n')}\n`), 'x.vtt', {})
      expect(doc?.segments.map(s => [s.speaker, doc.text.slice(s.bodyStart, s.end), s.startMs])).toEqual(
        turns.map(({ speaker, text }, i) => [speaker, text, i * 5000]),
      )
    }),
  )
})

/** Any text a file could hold: lone surrogates, NULs, marks, direction overrides, every line end. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(
        '\uD800',
        '\uDC00',
        '\0',
        '\r\n',
        '\r',
        '\uFEFF',
        '\u0301',
        'e',
        '\u202E',
        '\u2028',
        '👩‍👩‍👧',
        'I: ',
        'P1: ',
        '\n',
        '> ',
        '<b>',
        '&amp;',
        '[00:01] ',
      ),
    ),
    { maxLength: 40 },
  )
  .map(parts => parts.join(''))

test.each(['x.txt', 'x.vtt', 'x.srt', 'x.eml', 'x.csv'])(
  'whatever is in %s, the promises of a document hold',
  async name => {
    const head: Record<string, string> = {
      'x.vtt': 'WEBVTT\n\n00:01.000 --> 00:02.000\n',
      'x.srt': '1\n00:00:01,000 --> 00:00:02,000\n',
      'x.eml': 'From: a@example.org\nSubject: x\nContent-Type: text/html; charset=utf-16le\n\n',
      'x.csv': 'a,b\n',
    }
    await fc.assert(
      fc.asyncProperty(anyText, async text => {
        // UTF-16 carries lone surrogates through; UTF-8 cannot.
        const file = Buffer.from(`\uFEFF${head[name] ?? ''}${text}`, name === 'x.eml' ? 'utf8' : 'utf16le')
        try {
          for (const doc of await readFileBytes(file, name, {})) expect(faultOf(doc)).toBeNull()
        } catch (error) {
          expect(error).toBeInstanceOf(TandemError)
        }
      }),
      { numRuns: 300 },
    )
  },
)

test('text put together from pieces is normalised as a whole, and the pieces stand where it says', () => {
  fc.assert(
    fc.property(fc.array(anyText, { maxLength: 12 }), pieces => {
      const builder = new TextBuilder('x')
      for (const piece of pieces) {
        const { start, end } = builder.append(piece)
        expect(start).toBeLessThanOrEqual(end)
        expect(end).toBe(builder.text.length)
      }
      expect(normaliseText(builder.text).text).toBe(builder.text)
    }),
    { numRuns: 500 },
  )
})
