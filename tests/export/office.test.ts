import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exportFormats } from '#engine/export/formats/index.ts'
import { codedStudy, type Made } from './study.ts'

const officeFiles = exportFormats.filter(({ format }) => format === 'docx' || format === 'xlsx')
/** Words on one line of each export. */
const words: Record<string, string> = {
  codebook: 'provisional',
  codings: '<b>hobbies</b> stop',
  memos: 'he said yes at once',
  quotes: 'he said yes at once',
  'new-codes': 'Codes so far',
  participants: '1 (33.3)',
  agreement: 'Two coders (AM, BK) independently coded',
  contacts: 'each session counted once',
  adjudication: 'The sentence, not the word',
  minutes: 'Still on the agenda',
  plan: 'Coders may propose codes',
  matrix: 'Coded passages, each once in a cell, however many codes they carry',
  query: 'No query is saved.',
  summaries: 'neither a summary nor a passage',
  convergence: 'Finding',
  themes: '2 of 16 components are used',
  'framework-changes': 'What the mentor gives.',
  framework: 'Skill set workability',
  srqr: 'Coded by two people',
}
const programs = { office: 'soffice', text: 'pdftotext' }
const soffice = spawnSync(programs.office, ['--version']).status === 0
const pdftotext = spawnSync(programs.text, ['-v']).status === 0

describe.skipIf(!soffice)('LibreOffice opens (skipped where soffice is not installed)', () => {
  let made: Made
  let folder: string
  beforeAll(async () => {
    made = await codedStudy()
    folder = mkdtempSync(join(tmpdir(), 'tandem-office-'))
    for (const { what, format } of officeFiles) {
      writeFileSync(join(folder, `${what}-${format}.${format}`), await made.bytesOf(what, format))
    }
    const files = officeFiles.map(({ what, format }) => join(folder, `${what}-${format}.${format}`))
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
    execFileSync(
      programs.office,
      ['--headless', profile, '--convert-to', 'pdf', '--outdir', folder, ...files],
      {
        stdio: 'ignore',
        timeout: 170_000,
      },
    )
  }, 180_000)
  afterAll(() => {
    made.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test.each(officeFiles)('$what as $format', ({ what, format }) => {
    const pdf = join(folder, `${what}-${format}.pdf`)
    expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-')
    if (!pdftotext) return
    const text = execFileSync(programs.text, ['-layout', pdf, '-'], { encoding: 'utf8' })
    expect(text).toContain(words[what] ?? `no words to look for in ${what}`)
    expect(text).not.toMatch(/Err:\d|#NAME\?/)
    if (format === 'docx') expect(text).toMatch(/Page 1 of \d+/)
  })
})
