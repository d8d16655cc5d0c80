import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { main } from '#engine/doors/cli.ts'
import type { ImportResult } from '#shared/model/source.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const folder = temporaryFolder()
const at = (name: string) => join(folder, name)

async function tandem(...words: string[]) {
  const said = { stdout: '', stderr: '' }
  const code = await main(words, {
    stdout: text => {
      said.stdout += text
    },
    stderr: text => {
      said.stderr += text
    },
    env: { TANDEM_LIBRARY: at('library') },
    isTerminal: false,
  })
  return { code, ...said }
}

const results = (stdout: string): ImportResult[] =>
  stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as ImportResult)

it('imports records by a mapping of a file, then by its name, and says what is wrong with either', async () => {
  writeFileSync(at('log.csv'), 'Ref,When,Notes\nR1,05/03/2024,First words.\nR2,25/03/2024,Second words.\n')
  writeFileSync(
    at('grown.csv'),
    'Ref,When,Notes\nR1,05/03/2024,Other words.\nR2,25/03/2024,Second words.\nR3,,Third words.\n',
  )
  writeFileSync(
    at('mapping.json'),
    JSON.stringify({ name: 'Log', columns: { ref: 'id', when: 'date', notes: 'text' } }),
  )
  writeFileSync(at('wrong.json'), JSON.stringify({ name: 'Log', columns: { Notes: 'prose' } }))
  const study = at('S.tandem')
  await tandem('new', study, '--title', 'S')

  expect(await tandem('import', study, at('log.csv'), '--mapping', 'Log')).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('The study keeps no mapping called “Log”.'),
  })
  expect((await tandem('import', study, at('log.csv'), '--mapping', at('wrong.json'))).stderr).toContain(
    'wrong.json does not say a mapping.',
  )

  const first = await tandem('import', study, at('log.csv'), '--mapping', at('mapping.json'), '--json')
  expect(first.code).toBe(0)
  expect(results(first.stdout).map(({ status, title, file }) => [status, title, file])).toEqual([
    ['imported', 'R1', at('log.csv')],
    ['imported', 'R2', at('log.csv')],
  ])

  const grown = await tandem('import', study, at('grown.csv'), '--mapping', 'Log', '--json')
  expect(grown.code).toBe(1)
  expect(results(grown.stdout).map(({ status, title, reason }) => title ?? `${status}: ${reason}`)).toEqual([
    'R3',
    'duplicate: 1 row is in the study already.',
    'R1',
  ])
}, 60_000)
