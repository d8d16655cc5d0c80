import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { createNodeParser } from '#engine/import/node-parser.ts'
import { readFileBytes } from '#engine/import/read-file.ts'
import { faultOf } from '#engine/import/seal.ts'
import { findTurns } from '#engine/import/speakers.ts'
import { TandemError } from '#shared/errors.ts'
import { docxOf, paragraph } from './build-files.ts'

const data = join(import.meta.dirname, '../../../shared/data')
const present = existsSync(data)
const why = present ? '' : ' (skipped: no folder ../shared/data beside the checkout)'
const folders = ['B_transcripts', 'C_email', 'F_robustness']
const files = present
  ? folders.flatMap(folder =>
      readdirSync(join(data, folder), { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile())
        .map(entry => relative(data, join(entry.parentPath, entry.name)))
        .sort(),
    )
  : []
const fileAt = (path: string): Buffer => readFileSync(join(data, path))
/** Far above the slowest, far below a hang. */
const longestMs = 10_000

async function outcomeOf(path: string): Promise<string> {
  const name = basename(path)
  const started = performance.now()
  let said: string
  try {
    const documents = await readFileBytes(fileAt(path), name, {})
    expect(documents.map(faultOf).filter(Boolean)).toEqual([])
    const sum = (count: (doc: (typeof documents)[number]) => number): number =>
      documents.reduce((total, doc) => total + count(doc), 0)
    said = [
      'taken',
      documents[0]?.format,
      `${documents.length} documents`,
      `${sum(d => d.text.length)} characters`,
      `${sum(d => d.segments.length)} segments`,
      `${sum(d => d.speakers.length)} speakers`,
      documents[0]?.date ?? '-',
      documents.flatMap(d => d.warnings).join(' / '),
    ].join('\t')
  } catch (error) {
    if (!(error instanceof TandemError)) throw error
    said = `refused\t${error.code}\t${error.message}`
  }
  expect(performance.now() - started, path).toBeLessThan(longestMs)
  return `${path}\t${said}`
}

describe.skipIf(!present)(`real files${why}`, () => {
  test('every one is taken, or refused in one sentence, as recorded', async () => {
    expect(files.length).toBeGreaterThan(400)
    const outcomes: string[] = []
    for (const path of files) outcomes.push(await outcomeOf(path))
    const record = join(import.meta.dirname, '../fixtures/import/real-files.tsv')
    await expect(`${outcomes.join('\n')}\n`).toMatchFileSnapshot(record)
  }, 240_000)

  test('the reading process says the same of them', async () => {
    const parser = createNodeParser()
    for (const path of files.filter((_, i) => i % 40 === 0)) {
      const inside = await readFileBytes(fileAt(path), basename(path), {}).catch(error => error.message)
      const outside = await parser
        .parse({ path: join(data, path), fileName: basename(path) })
        .catch(error => error.message)
      expect(outside).toEqual(inside)
    }
  })

  test.each([
    ['platform_vtt/Climbing Research S1.vtt', 18, ['Sarah Chen', 'Tom Baker']],
    ['platform_vtt/Climbing Research S4.vtt', 24, ['Sarah Chen', 'Maya Johal', 'Chris Park', 'Jamie Reeves']],
    ['platform_vtt/unclosed_v_tags_Session1.vtt', 8, ['Sarah Chen', 'Tom Baker']],
    ['platform_vtt/pii_horror_transcript.txt', 31, ['m1', 'p1']],
    ['qualcoder_examples/transcript.txt', 7, ['id1', 'id2', 'id3']],
    [
      'planet4b_frame/19_PLANET4B_Interview-Biomimicry_Pisa_20231128_Transcript.docx',
      24,
      ['Researcher', 'K', 'B', 'R'],
    ],
    ['planet4b_frame/20_PLANET4B_Interview-CISL_Pisa_20231129_Transcript.docx', 23, ['P', 'E', 'R']],
    [
      'planet4b_frame/21_PLANET4B_Interview-FP_Pisa_20231201_Transcript.docx',
      36,
      ['Researcher', 'Interviewee', 'R', 'I'],
    ],
    [
      'planet4b_frame/22_PLANET4B_Interview-TE_Pisa_20240424_Transcript.docx',
      24,
      ['Researcher', 'Interviewee', 'R', 'I'],
    ],
    ['planet4b_frame/25_PLANET4B_Interview-Exploratory2_Pisa_20240703_Transcript.docx', 1, ['Researcher']],
  ])('%s has its turns and speakers', async (path, turns, speakers) => {
    const [doc] = await readFileBytes(fileAt(join('B_transcripts', path)), basename(path), {})
    expect(doc?.speakers).toEqual(speakers)
    expect(doc?.segments.filter(s => s.kind === 'turn')).toHaveLength(turns)
    const bodies = doc?.segments.map(s => doc.text.slice(s.bodyStart, s.end)) ?? []
    expect(bodies.filter(body => /^\s|^\[?\w{1,12}\]?:\s/.test(body))).toEqual([])
  })

  test.each([
    ['pdpilot_pdf/P1.pdf', 94],
    ['pdpilot_pdf/P2.pdf', 165],
  ])('%s has the turns of two, without line numbers and page feet', async (path, turns) => {
    const [doc] = await readFileBytes(fileAt(join('B_transcripts', path)), basename(path), {})
    expect(doc?.speakers).toHaveLength(2)
    expect(doc?.segments.filter(s => s.kind === 'turn')).toHaveLength(turns)
    expect(doc?.text).not.toMatch(/^\d|\d\/\d$/m)
  })

  // Elements may be of another number of characters than their words: the letters are what must be there.
  test('no letter of a Word document is lost', async () => {
    const letters = (text: string): number => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
    for (const path of files.filter(file => /\.doc[xm]$/.test(file) && !/phonetic|bean1/.test(file))) {
      const [doc] = await readFileBytes(fileAt(path), basename(path), {}).catch(() => [])
      if (!doc) continue
      const parts = unzipSync(fileAt(path), {
        filter: ({ name }) => /^word\/(?:document|footnotes|endnotes)\.xml$/.test(name),
      })
      const there = Object.values(parts).map(part => {
        const xml = strFromU8(part).replace(/<mc:Fallback>[\s\S]*?<\/mc:Fallback>/g, '')
        const runs = [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)</g)].map(([, text = '']) => text)
        return letters(runs.join('').replace(/&[a-z#\d]+;/g, ''))
      })
      // Instructions of fields and what is struck out by a reviewer are no text.
      const least = there.reduce((sum, n) => sum + n, 0) * 0.98
      expect(letters(doc.text), path).toBeGreaterThanOrEqual(Math.floor(least))
    }
  })

  test.each([
    'planet4b_frame/PLANET4B_Metadata-Frame-Analysis_Pisa_20251013_metadata.docx',
    'qualcoder_examples/project_memo.txt',
    'qualcoder_examples/ID1.docx',
  ])('%s has no speakers', async path => {
    const [doc] = await readFileBytes(fileAt(join('B_transcripts', path)), basename(path), {})
    expect(doc?.speakers).toEqual([])
  })

  test.each([
    ['teams-meeting-recording-2026-08-15.json', 4000, /^And it says recording/],
    ['gmeet-notes-by-gemini-2026-08-15.json', 11_000, /^Okay\. Talking, talking/],
  ])('the paragraphs seen in %s become one turn, as text and as a document', async (name, startMs, words) => {
    const { paragraphs } = JSON.parse(
      fileAt(join('B_transcripts/platform_observed', name)).toString('utf8'),
    ) as {
      paragraphs: string[]
    }
    const [doc] = await readFileBytes(
      docxOf(paragraphs.map(text => paragraph(text)).join('')),
      'meeting.docx',
      {},
    )
    expect(doc?.text).toBe(paragraphs.join('\n'))
    expect(doc?.segments).toEqual(findTurns(doc?.text ?? '').segments)
    expect(doc?.speakers).toEqual(['Martin Storey'])
    const turns = doc?.segments.filter(s => s.kind === 'turn') ?? []
    expect(turns.map(s => s.startMs)).toEqual([startMs])
    const said = doc?.text.slice(turns[0]?.bodyStart, turns[0]?.end) ?? ''
    expect(said).toMatch(words)
    expect(said).not.toMatch(/stopped transcription|Transcription ended/)
  })
})
