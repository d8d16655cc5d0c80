import { describe, expect, it } from 'vitest'
import type { RecordReading } from '#shared/model/record.ts'
import { makeStudy } from '../helpers/study.ts'
import { row } from './make-table.ts'

/** How a table of records with a column, or columns, of lengths comes in, as guessed or with other roles. */
async function lookAt(
  heads: readonly string[],
  lengths: readonly (readonly string[])[],
  roles: Record<string, RecordReading['columns'][number]['role']> = {},
) {
  const study = await makeStudy()
  const lines = [
    ['Record', ...heads, 'Notes'],
    ...lengths.map((cells, at) => [`R${at + 1}`, ...cells, `She came, time ${at + 1}.`]),
  ]
  const bytes = Buffer.from(lines.map(row).join('\n'))
  study.host.uploads.put('lengths', { fileName: 'log.csv', bytes }, bytes.length)
  const { table, guess } = await study.setUp.records.read({
    file: { upload: 'lengths', fileName: 'log.csv' },
  })
  const columns = guess.columns.map(({ name, role }) => ({ name, role: roles[name] ?? role }))
  const look = await study.setUp.records.look({
    table,
    reading: { ...guess, columns },
    mapping: null,
    name: 'Log',
  })
  return {
    roles: columns.slice(1, -1).map(({ role }) => role),
    minutes: look.first.map(({ minutes }) => minutes),
    said: look.said,
    problems: look.problems.map(({ what }) => what),
  }
}

describe('the lengths of a table of records', () => {
  it.each(['Hours', 'Duration (hours)', 'Length (h)', 'Time in hours', 'Contact hrs'])(
    'are hours under “%s”, whatever unit a cell says itself, and that is said',
    async head => {
      expect(await lookAt([head], [['1.5'], ['1:30'], ['1h 30'], ['2 h'], ['90 min']])).toEqual({
        roles: ['hours'],
        minutes: [90, 90, 90, 120, 90],
        said: [`“${head}” is read as hours: 1.5 in row 2 is 90 minutes.`],
        problems: [],
      })
    },
  )

  it('are added up where hours and minutes stand side by side, unless they say the same twice', async () => {
    expect(
      await lookAt(
        ['Hours', 'Minutes'],
        [
          ['1', '30'],
          ['', '20'],
          ['2', ''],
        ],
      ),
    ).toMatchObject({
      roles: ['hours', 'minutes'],
      minutes: [90, 20, 120],
      said: ['“Hours” is read as hours, and “Minutes” is added to it: 1 and 30 in row 2 are 90 minutes.'],
    })
    expect(
      await lookAt(
        ['Hours', 'Minutes'],
        [
          ['1.5', '90'],
          ['2', '120'],
        ],
      ),
    ).toMatchObject({
      minutes: [90, 120],
      said: ['“Hours” and “Minutes” say the same length twice; the minutes count.'],
    })
  })

  it('are said to be read as minutes where the heading does not tell, and as hours where somebody says so', async () => {
    expect(await lookAt(['Duration'], [['1.5'], ['2']])).toMatchObject({
      roles: ['minutes'],
      minutes: [1.5, 2],
      said: ['“Duration” is read as minutes: 1.5 in row 2 is 2 minutes.'],
    })
    expect(await lookAt(['Duration'], [['1.5'], ['2']], { Duration: 'hours' })).toMatchObject({
      minutes: [90, 120],
      said: ['“Duration” is read as hours: 1.5 in row 2 is 90 minutes.'],
    })
    expect(await lookAt(['Duration'], [['1h 30'], ['20 min']])).toMatchObject({ minutes: [90, 20], said: [] })
    expect(await lookAt(['Minutes'], [['12.5'], ['20']])).toMatchObject({ minutes: [12.5, 20], said: [] })
  })

  it('are no other number: what may be thousands is a problem of its row', async () => {
    expect(await lookAt(['Minutes'], [['45'], ['1.200'], ['1,200'], ['1 200'], ['-5']])).toMatchObject({
      minutes: [45],
      problems: [
        'Row 3: “1.200” in Minutes may be thousands or a decimal; write 1200 or 1.2.',
        'Row 4: “1,200” in Minutes may be thousands or a decimal; write 1200 or 1.2.',
        'Row 5: “1 200” in Minutes may be thousands or two numbers; if it is the first, write 1200.',
        'Row 6: “-5” in Minutes is less than nothing.',
      ],
    })
  })

  it('are not the hours of something else', async () => {
    expect(
      await lookAt(
        ['Hours worked a week', 'Minutes'],
        [
          ['37.5', '30'],
          ['20', '45'],
        ],
      ),
    ).toMatchObject({ roles: ['kept', 'minutes'], minutes: [30, 45], said: [] })
  })
})
