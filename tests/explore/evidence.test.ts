import { expect, it } from 'vitest'
import { makeStudy, someText } from '../helpers/study.ts'

it('what stands behind a theme is counted whole, and comes with its words as far as is asked', async () => {
  const study = await makeStudy()
  const [lead, km, ts] = [await study.as('LD'), await study.as('KM'), await study.as('TS')]
  const [one, two] = [await study.source('One', someText(8)), await study.source('Two', someText(9))]
  const { id: dataSet } = await lead.sources.addDataSet({ name: 'Interviews' })
  await lead.sources.update({ source: one, dataSet })
  const { id: top } = await study.code('Work')
  const { id: under } = await lead.codebook.addCode({ name: 'Under', parent: top })
  const { id: other } = await study.code('Other')
  const { id: theme } = await lead.themes.add({ name: 'Doing' })
  const { id: beneath } = await lead.themes.add({ name: 'Beneath', parent: theme })
  await lead.themes.addCodes({ theme, codes: [top] })
  await lead.themes.addCodes({ theme: beneath, codes: [other] })
  const at = (source: string, start: number, code: string, polarity: 'barrier' | null = null) => ({
    source,
    start,
    end: start + 9,
    code,
    polarity,
  })
  await km.codings.addMany({
    codings: [
      at(one, 0, top),
      at(one, 0, under, 'barrier'),
      at(one, 20, under),
      at(one, 40, other, 'barrier'),
      at(two, 0, other),
    ],
  })
  await ts.codings.addMany({ codings: [at(one, 0, top)] })
  const asked = async (more: object) => {
    const { passages, byDataSet } = await lead.themes.evidence({ theme, layer: 'independent', ...more })
    return {
      shown: passages.map(({ start, dataSet: set }) => `${set} ${start}`),
      counted: byDataSet.map(set => `${set.dataSet} ${set.passages} in ${set.sources}`),
    }
  }
  const counted = ['Interviews 3 in 1', 'No data set 1 in 1']
  expect(await asked({})).toEqual({
    shown: [
      'Interviews 0',
      'Interviews 0',
      'Interviews 0',
      'Interviews 20',
      'Interviews 40',
      'No data set 0',
    ],
    counted,
  })
  // A passage that is shown comes with all its codings.
  expect(await asked({ limit: 1 })).toEqual({
    shown: ['Interviews 0', 'Interviews 0', 'Interviews 0', 'No data set 0'],
    counted,
  })
  expect((await asked({ code: top })).counted).toEqual(['Interviews 2 in 1'])
  expect(await asked({ polarity: 'barrier' })).toEqual({
    shown: ['Interviews 0', 'Interviews 40'],
    counted: ['Interviews 2 in 1'],
  })
  expect(await asked({ code: other, polarity: 'barrier' })).toEqual({
    shown: ['Interviews 40'],
    counted: ['Interviews 1 in 1'],
  })
  // Each is of the study as it is.
  await lead.catalogue.renameDataSet({ dataSet, name: 'Talks' })
  await ts.codings.addMany({ codings: [at(two, 40, under)] })
  expect((await asked({})).counted).toEqual(['Talks 3 in 1', 'No data set 2 in 1'])
})
