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
