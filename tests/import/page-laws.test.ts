import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFileBytes } from '#engine/import/read-file.ts'
import { faultOf } from '#engine/import/seal.ts'
import { TandemError } from '#shared/errors.ts'
import { linesAt, pageOf } from './build-pdf.ts'

const pieces = fc.constantFrom(
  ...'<p> </p> <b> </b> <table><tr><td> <ul><li> <!-- --> <script> &amp; &#0; ** * _ ` ``` [ ]( ) [^1] [^1]: # > - | \n \n\n \t Interviewer: P1: word [00:01:23] *1:40 é e\u0301 \u{1F469}\u200D\u{1F467} \u202E'.split(
    ' ',
  ),
  ' ',
)
const source = fc
  .array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 60 })
  .map(all => all.join(''))

test.each(['a.md', 'a.html', 'a.txt'])(
  '%s of anything holds what a document promises, or is refused in a sentence',
  async name => {
    await fc.assert(
      fc.asyncProperty(source, async text => {
        const bytes = Buffer.from(name === 'a.html' ? `<html>${text}` : text)
        try {
          for (const doc of await readFileBytes(bytes, name, {})) expect(faultOf(doc)).toBeNull()
        } catch (error) {
          expect(error).toBeInstanceOf(TandemError)
          expect((error as Error).message).not.toMatch(/could not be read as one/)
        }
      }),
      { numRuns: 400 },
    )
  },
)

test('every word of a PDF is in its text, wherever it stands on the page', async () => {
  const line = fc.tuple(
    fc.integer({ min: 20, max: 300 }),
    fc.integer({ min: 120, max: 680 }),
    fc.stringMatching(/^[a-z]{2,8}( [a-z]{2,8}){0,4}$/),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 40 }), async lines => {
      const [doc] = await readFileBytes(pageOf(linesAt(lines)), 'a.pdf', {})
      const told = new Set(doc?.text.split(/\s+/))
      const squeezed = doc?.text.replace(/\s+/g, '') ?? ''
      for (const [, , text] of lines) {
        // Two that are printed over each other may touch.
        for (const word of text.split(' ')) expect(told.has(word) || squeezed.includes(word)).toBe(true)
      }
    }),
    { numRuns: 60 },
  )
})
