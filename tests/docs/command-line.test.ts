import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { main } from '#engine/doors/cli.ts'
import type { Disagreement } from '#shared/model/disagreement.ts'
import { blocksIn, page, root, tandemLines, wordsOf } from './pages.ts'

const at = page('docs/command-line.md')
const before = process.cwd()
let folder = ''

/** Begun elsewhere: `serve` does not end by itself, the sample has a suite of its own, and a query is saved in a window. */
const left = ['serve', 'demo', 'query']

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tandem-docs-'))
  process.chdir(folder)
  const sample = join(root, 'engine/sample/files')
  mkdirSync('transcripts')
  for (const name of ['m1-mentor.vtt', 'p02-occupational-therapist-site-2.docx']) {
    copyFileSync(join(sample, name), join('transcripts', name))
  }
  copyFileSync(join(sample, 'e01-2024-02-06-letter-to-the-bus-company.eml'), 'letter.eml')
  copyFileSync(join(sample, 'records.csv'), 'records.csv')
  writeFileSync('focus-group.txt', '<T1> Who begins?\n<P1> I do.\n<P2> And I.\n<T1> Thank you.\n')
  writeFileSync('passphrase.txt', 'correct horse battery staple\n')
  writeFileSync('new-passphrase.txt', 'another horse, another staple\n')
  for (const { name, text } of blocksIn(at)) if (name !== '') writeFileSync(name, text)
})

afterAll(() => {
  process.chdir(before)
  rmSync(folder, { recursive: true, force: true })
})

async function tandem(words: readonly string[]) {
  const said = { stdout: '', stderr: '' }
  const code = await main(words, {
    stdout: text => {
      said.stdout += text
    },
    stderr: text => {
      said.stderr += text
    },
    env: { TANDEM_LIBRARY: join(folder, 'library') },
    isTerminal: false,
  })
  return { code, ...said }
}

/** Rules on what came out, as a reader would write the file by hand: the page cannot know the ids. */
function writeRulings(): void {
  const differences = JSON.parse(readFileSync('differences.json', 'utf8')) as Disagreement[]
  const rulings = differences.map(({ id }) => ({ id, outcome: 'a', reason: 'The whole sentence' }))
  expect(rulings.length).toBeGreaterThan(0)
  writeFileSync('rulings.json', JSON.stringify(rulings))
}

// Every command of the page, one after another.
it('works from its first example to its last', { timeout: 240_000 }, async () => {
  const lines = tandemLines(at).filter(line => !left.includes(line.split(' ')[1] ?? ''))
  expect(lines.length).toBeGreaterThan(25)
  for (const line of lines) {
    const { words, into } = wordsOf(line)
    if (words[1] === 'adjudicate') writeRulings()
    const { code, stdout, stderr } = await tandem(words.slice(1))
    expect({ line, code, stderr: code === 0 ? '' : stderr }).toEqual({ line, code: 0, stderr: '' })
    if (into !== null) writeFileSync(into, stdout)
    if (words.includes('--json') && words[1] !== 'import') JSON.parse(stdout)
  }
})
