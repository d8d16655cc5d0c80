import { expect, test } from 'vitest'
import { makeStudy } from '../helpers/study.ts'
import { asRecords, csvRows, htmlElements, wordParagraphs, workbookSheets } from './read-back.ts'
import { found } from './study.ts'

test('a long passage is whole in every export, and cut at a word on the screen, which says so', async () => {
  const { as, code, source, setUp, host } = await makeStudy()
  const words = Array.from({ length: 900 }, (_, n) => `word${n} said`).join(' ')
  const interview = await source('Interview 1', `${words}\n`)
  const { id: time } = await code('Time')
  const km = await as('KM')
  await km.codings.add({ source: interview, start: 0, end: words.length, code: time })
  const query = { anyCodes: [time], layer: 'independent' as const }

  const [shown] = (await km.queries.ask({ query })).places
  expect(shown).toMatchObject({ start: 0, end: words.length })
  expect(shown?.match.length).toBeLessThanOrEqual(4001)
  expect(shown?.match).toMatch(/ (?:word\d+|said)…$/)

  const bytesOf = async (format: string) => {
    const { id } = await km.reports.make({ what: 'query', format, query: { asks: query } })
    return host.reports.get(id)?.bytes ?? new Uint8Array()
  }
  expect(asRecords(csvRows(await bytesOf('csv')))[0]).toMatchObject({ Passage: words, After: '' })
  expect(asRecords(found(await workbookSheets(await bytesOf('xlsx')), 'Places'))[0]?.['Passage']).toBe(words)
  expect(htmlElements(await bytesOf('html')).find(({ tag }) => tag === 'mark')?.text).toBe(words)
  expect(wordParagraphs(await bytesOf('docx')).map(({ text }) => text)).toContain(words)
  expect(await setUp.queries.list({})).toEqual([])
})
