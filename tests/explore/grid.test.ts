import { expect, it } from 'vitest'
import { contentOf, failureOf, makeStudy, someText } from '../helpers/study.ts'

it('keeps what is written of cases and data sets beside their passages, undone and gone with the theme', async () => {
  const study = await makeStudy()
  const lead = await study.as('LD')
  const km = await study.as('KM')
  const source = await study.source('Interview 1', someText(3))
  const { id: dataSet } = await lead.sources.addDataSet({ name: 'OT interviews' })
  await lead.sources.update({ source, dataSet })
  const { id: person } = await lead.cases.add({ kind: 'person', name: 'OT 18' })
  await lead.cases.link({ links: [{ source, case: person }] })
  const { id: code } = await study.code('Waiting')
  const { id: theme } = await lead.themes.add({ name: 'Time' })
  await lead.themes.addCodes({ theme, codes: [code] })
  await km.codings.add({ source, start: 0, end: 9, code })
  const grid = async (kind: 'person' | 'data-set') =>
    (await lead.explore.grid({ kind, layer: 'independent' })).cells
  expect(await grid('person')).toEqual([{ theme, about: person, passages: 1, judgement: null, text: '' }])

  await lead.explore.note({ theme, about: person, text: 'Waits, and says so.' })
  await lead.explore.note({ theme, about: dataSet, judgement: 'partly', text: 'Only of the first month.' })
  expect(await grid('person')).toMatchObject([{ text: 'Waits, and says so.', passages: 1 }])
  expect(await grid('data-set')).toMatchObject([{ judgement: 'partly', passages: 1 }])
  expect((await failureOf(lead.explore.note({ theme, about: person, judgement: 'agrees' }))).message).toBe(
    'A judgement is of a data set; of a case there is a summary.',
  )
  expect((await failureOf(lead.explore.note({ theme, about: theme, text: 'x' }))).message).toBe(
    'There is no such case or data set in this study.',
  )

  await lead.explore.note({ theme, about: dataSet })
  expect(await grid('data-set')).toMatchObject([{ judgement: null, text: '' }])
  await lead.history.undo({})
  expect(await grid('data-set')).toMatchObject([{ judgement: 'partly' }])
  const before = contentOf(study.db())
  await lead.themes.remove({ theme })
  expect(await grid('data-set')).toEqual([])
  await lead.history.undo({})
  expect(contentOf(study.db())).toBe(before)
  expect(await study.setUp.study.check({})).toMatchObject({ breaches: [] })
})

it('keeps a summary joined from two that is longer than one may be, changed and shortened, but not made longer', async () => {
  const study = await makeStudy()
  const lead = await study.as('LD')
  const { id: theme } = await lead.themes.add({ name: 'Time' })
  const [stays = '', goes = ''] = await Promise.all(
    ['OT 1', 'OT one'].map(async name => (await lead.cases.add({ kind: 'person', name })).id),
  )
  const write = (text: string) => lead.explore.note({ theme, about: stays, text })
  const long = 'Waits. '.repeat(571).trim()
  await write(long)
  await lead.explore.note({ theme, about: goes, text: long.replaceAll('Waits', 'Hopes') })
  await lead.cases.merge({ from: goes, into: stays })
  const text = async () => (await lead.explore.grid({ kind: 'person' })).cells[0]?.text ?? ''
  const joined = await text()
  expect(joined.length).toBeGreaterThan(7900)
  await write(joined.replace('Waits.', 'Wants.'))
  expect(await text()).toBe(joined.replace('Waits.', 'Wants.'))
  expect((await failureOf(write(`${joined}!`))).message).toBe(
    'This has 8,002 characters; a cell holds 8,001.',
  )
  await write(long)
  expect((await failureOf(write(joined))).message).toMatch(/; a cell holds 4,000\.$/)
})
