import { describe, expect, it } from 'vitest'
import { bringsSomething, groupOf, stateInWords } from '#renderer/screens/sources/file-state.ts'
import type { Incoming } from '#renderer/screens/sources/import-store.ts'
import { rowsLeft } from '#renderer/screens/sources/records-choice.ts'
import type { RecordsLook } from '#shared/model/record.ts'

const none: RecordsLook = {
  first: [],
  firstWithout: [],
  fresh: 0,
  known: 0,
  changed: [],
  problems: [],
  said: [],
}
const noDate = { row: 11, kind: 'value' as const, what: 'Row 11: “31/02/2019” in Date is no date.' }
const doubled = { row: 5, kind: 'row' as const, what: 'Row 5 has the id of row 4 and says something else.' }

/** A table on its way in of which this was found. */
function table(look: Partial<RecordsLook>, lenient = false): Incoming {
  return {
    key: 1,
    name: 'log.csv',
    state: 'read',
    ref: null,
    preview: null,
    records: {
      preview: {
        fileName: 'log.csv',
        format: 'csv',
        table: 't',
        columns: [],
        rows: 10,
        sheets: null,
        warnings: [],
        guess: { columns: [], dateOrder: 'day-month' },
        name: 'log',
        found: null,
      },
      reading: { columns: [], dateOrder: 'day-month' },
      mapping: null,
      name: 'log',
      lenient,
      look: { ...none, ...look },
      failure: null,
    },
    sameAs: null,
    failure: null,
    titles: [],
    included: true,
    said: [],
    isTouched: false,
  }
}

describe('a table on its way in', () => {
  it.each<[string, ReturnType<typeof groupOf>, boolean, Incoming]>([
    ['20 new', 'ready', true, table({ fresh: 20 })],
    ['20 new, 2 with a problem', 'ready', true, table({ fresh: 20, problems: [doubled, noDate] })],
    ['21 new, 1 with a problem', 'ready', true, table({ fresh: 20, problems: [doubled, noDate] }, true)],
    ['All of it already here', 'here', false, table({ known: 8 })],
    [
      '0 new, 8 already here, 2 with a problem',
      'nothing',
      false,
      table({ known: 8, problems: [doubled, noDate] }),
    ],
    [
      '1 new, 8 already here, 1 with a problem',
      'ready',
      true,
      table({ known: 8, problems: [doubled, noDate] }, true),
    ],
  ])('says %s', (words, group, brings, file) => {
    expect([stateInWords(file), groupOf(file), bringsSomething(file)]).toEqual([words, group, brings])
  })

  it('of which nothing comes in is told in the report all the same', () => {
    const { name, records } = table({ known: 8, problems: [doubled] })
    expect(
      (records ? rowsLeft(name, records) : []).map(({ status, reason, rows }) => [status, reason, rows]),
    ).toEqual([
      ['duplicate', '8 rows are in the study already.', 8],
      ['refused', doubled.what, 1],
    ])
  })
})
