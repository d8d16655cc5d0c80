import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { main } from '#engine/doors/cli.ts'
import { xlsxFile } from '#engine/export/writing/xlsx.ts'
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

it('reads the sheet of a workbook that --sheet names, for records, contacts and cases', async () => {
  const sheet = (name: string, heads: readonly string[], ...rows: string[][]) => ({
    name,
    columns: heads.map(head => ({ head, width: 10 })),
    rows,
  })
  const log = ['Date', 'Site', 'Mode', 'Minutes', 'Notes']
  const book = await xlsxFile([
    sheet('2019', log, ['2019-03-05', 'Site 1', 'Phone', '45', 'A call']),
    sheet('2018', log, ['2018-03-05', 'Site 2', 'Phone', '30', 'An older call']),
    sheet('People', ['Person', 'Site'], ['OT 1', 'Site 2']),
  ])
  writeFileSync(at('book.xlsx'), book)
  writeFileSync(at('notes.json'), JSON.stringify({ name: 'Notes', columns: { Date: 'date', Notes: 'text' } }))
  const study = at('sheets.tandem')
  await tandem('new', study, '--title', 'Sheets')
  const taken = await tandem('contacts', 'import', study, at('book.xlsx'), '--sheet', '2018')
  expect(taken).toMatchObject({ code: 0, stdout: expect.stringContaining('1 added') })
  expect(taken.stderr).toContain('Only the sheet “2018” was read; also in the workbook: “2019”, “People”.')
  expect((await tandem('contacts', study)).stdout).toContain('Site 2')
  const people = await tandem('cases', 'import', study, at('book.xlsx'), '--sheet', 'People')
  expect(people.stdout).toContain('1 new')
  expect(people.stderr).toContain('The sheet “People” is read; --sheet reads another: 2019, 2018.')
  const records = ['import', study, at('book.xlsx'), '--mapping', at('notes.json'), '--json']
  expect(results((await tandem(...records, '--sheet', '2018')).stdout)).toMatchObject([
    { status: 'imported', title: 'Notes, 2018-03-05' },
  ])
  expect(await tandem(...records, '--sheet', '2017')).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('book.xlsx has no sheet “2017” with anything in it.'),
  })
  expect((await tandem('import', study, at('book.xlsx'), '--sheet', '2018')).stderr).toContain(
    'Give --mapping as well.',
  )
})
