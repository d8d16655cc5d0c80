import { expect, it } from 'vitest'
import { readFileBytes } from '#engine/import/read-file.ts'

const speakersIn = async (page: string): Promise<string[]> => {
  const [doc] = await readFileBytes(Buffer.from(`<html><body>${page}</body></html>`), 'a.html', {})
  return [...new Set(doc?.segments.flatMap(({ speaker }) => speaker ?? []))]
}
const rules = Array.from({ length: 4 }, (_, n) => `margin: ${n}px\npadding: ${n}px\nColour: red`).join('\n')
const said = Array.from(
  { length: 9 },
  (_, n) => `<p>Interviewer: What of day ${n}?</p><p>P1: It was long.</p>`,
).join('')

it('takes no word of code for a speaker, and those who speak around it all the same', async () => {
  const lines = rules.split('\n')
  expect(await speakersIn(`${said}<pre>${rules}</pre>`)).toEqual(['Interviewer', 'P1'])
  expect(await speakersIn(`${said}${lines.map(line => `<p><code>${line}</code></p>`).join('')}`)).toEqual([
    'Interviewer',
    'P1',
  ])
  const prose = '<p>A page about how pages are laid out.</p>'.repeat(20)
  expect(await speakersIn(`${prose}<pre>${rules}</pre>`)).toEqual([])
})

it('reads a page that is one preformatted transcript', async () => {
  const transcript = said.replaceAll(/<p>/g, '').replaceAll('</p>', '\n')
  expect(await speakersIn(`<pre>${transcript}</pre>`)).toEqual(['Interviewer', 'P1'])
})
