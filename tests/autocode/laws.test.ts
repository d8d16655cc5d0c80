import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { readFileBytes } from '#engine/import/read-file.ts'
import { buildRows, rowAt, turnOf } from '#renderer/transcript/rows.ts'
import type { Client } from '#shared/contract/client.ts'
import { isGraphemeBoundary } from '#shared/text/graphemes.ts'
import { unite } from '#shared/text/span.ts'
import { often } from '../helpers/often.ts'
import { contentOf, makeStudy } from '../helpers/study.ts'

type Asked = Parameters<Client['autocode']['find']>[0]

const speakers = ['Interviewer', 'Mentor 1', 'Ana María']
const pieces = [
  'time',
  'Time',
  ' ',
  '  ',
  '\n',
  '. ',
  '? ',
  ', ',
  'walk',
  'e\u0301te\u0301',
  '👩‍👩‍👧',
  '🏳️‍🌈',
  '\u0301',
  'ß',
  'नि',
  '3.5',
  'Dr. ',
  '\u00a0',
  '-',
  'xy',
]

const said = fc.array(fc.constantFrom(...pieces), { maxLength: 25 }).map(parts => parts.join(''))
const interview = fc
  .array(fc.tuple(fc.constantFrom(...speakers), said), { minLength: 3, maxLength: 8 })
  .map(turns => turns.map(([speaker, words]) => `${speaker}: A ${words}`).join('\n'))

const asked: fc.Arbitrary<Asked> = fc.record({
  how: fc.oneof(
    fc.record({
      by: fc.constant('words' as const),
      words: fc.constantFrom('time', 'a', '.', 'walk time', 'ß', '👩'),
      wholeWords: fc.boolean(),
      matchCase: fc.boolean(),
    }),
    fc.record({
      by: fc.constant('pattern' as const),
      pattern: fc.constantFrom('t\\w+', '.', '.*', '\\s*', '[^a]+', 'x*', '\\p{M}', '(?s).+', '\\b', 'e|\\d'),
      wholeWords: fc.boolean(),
      matchCase: fc.boolean(),
    }),
    fc.record({
      by: fc.constant('speaker' as const),
      speakers: fc.subarray(speakers, { minLength: 1 }),
    }),
    fc.record({ by: fc.constant('question' as const), words: fc.constantFrom('a', 'time', '?') }),
  ),
  extent: fc.constantFrom('match', 'sentence', 'turn'),
  withoutInterviewers: fc.boolean(),
  withoutQuoted: fc.boolean(),
})

describe('every proposal', () => {
  it('lies inside one shown body, on whole characters, in order and apart; accepting all can be undone', async () => {
    const study = await makeStudy()
    const km = await study.as('KM')
    let nth = 0
    await fc.assert(
      fc.asyncProperty(interview, fc.array(asked, { minLength: 1, maxLength: 4 }), async (text, asks) => {
        // A text that is there already is not taken again.
        const source = await study.source(`Interview ${++nth}`, `${text}\nInterviewer: A ${nth}`)
        const opened = await km.sources.open({ source })
        const rows = buildRows(opened.text, opened.parts, opened.interviewers)
        for (const ask of asks) {
          const { proposals } = await km.autocode.find({ ...ask, sources: [source] })
          let reached = 0
          for (const { start, end, matches, shown } of proposals) {
            expect(start).toBeGreaterThanOrEqual(reached)
            reached = end
            const row = rowAt(rows, start)
            const body = row && turnOf(rows, row)
            expect(start).toBeGreaterThanOrEqual(body?.start ?? -1)
            expect(end).toBeLessThanOrEqual(body?.end ?? -1)
            expect(isGraphemeBoundary(opened.text, start) && isGraphemeBoundary(opened.text, end)).toBe(true)
            expect(opened.text.slice(start, end).trim()).not.toBe('')
            for (const match of matches) {
              expect(match.start).toBeGreaterThanOrEqual(start)
              expect(match.end).toBeLessThanOrEqual(end)
            }
            expect(opened.text.startsWith(shown.text, shown.start)).toBe(true)
            expect(shown.start).toBeLessThanOrEqual(matches[0]?.start ?? start)
            expect(shown.start + shown.text.length).toBeGreaterThan(matches[0]?.start ?? start)
          }
          if (proposals.length === 0) continue
          const before = contentOf(study.db())
          await km.codings.addMany({
            codings: proposals.map(({ start, end }) => ({ source, start, end, newCode: { name: 'Found' } })),
            how: 'autocode: a test',
          })
          const made = await km.codings.inSource({ source })
          expect(unite(made)).toEqual(unite(proposals))
          expect(made).toHaveLength(proposals.length)
          await km.history.undo({})
          expect(contentOf(study.db())).toBe(before)
        }
      }),
      often(40),
    )
    expect(study.faults()).toBe('')
  })
})

const folder = join(import.meta.dirname, '../../../shared/data/B_transcripts')
const isThere = existsSync(folder)
const files = isThere
  ? readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && /\.(txt|docx|vtt|srt|odt|rtf)$/i.test(entry.name))
      .map(entry => join(entry.parentPath, entry.name))
      .sort()
      .slice(0, 60)
  : []

test.skipIf(!isThere)(
  `real transcripts hold what is proposed of them${isThere ? '' : ' (skipped: no folder ../shared/data beside the checkout)'}`,
  async () => {
    const study = await makeStudy()
    for (const path of files) {
      const name = path.slice(folder.length + 1)
      const bytes = readFileSync(path)
      const isRead = await readFileBytes(bytes, name, {}).then(
        () => true,
        () => false,
      )
      if (!isRead) continue
      study.host.uploads.put(name, { fileName: name, bytes }, bytes.length)
      await study.setUp.sources.import({ files: [{ upload: name, fileName: name }] })
    }
    const sources = await study.setUp.sources.list({})
    expect(sources.length).toBeGreaterThan(5)
    const { proposals, searched } = await study.setUp.autocode.find({
      how: { by: 'words', words: 'the', wholeWords: true },
      extent: 'match',
    })
    expect(searched).toBe(sources.length)
    expect(proposals.length).toBeGreaterThan(100)
    for (const { id } of sources) {
      const { text } = await study.setUp.sources.open({ source: id })
      for (const { start, end } of proposals.filter(({ source }) => source === id)) {
        expect(text.slice(start, end).toLowerCase()).toBe('the')
      }
    }
  },
  60_000,
)
