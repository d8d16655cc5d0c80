import { expect, it } from 'vitest'
import type { MatrixLook } from '#shared/model/matrix.ts'
import { contentOf, makeStudy } from '../helpers/study.ts'

const look: MatrixLook = {
  rows: { kind: 'themes', topOnly: true },
  columns: { kind: 'person' },
  layer: 'independent',
  polarity: 'barrier',
  count: 'people',
  shape: 'chart',
}

it('the matrix looked at last is one person’s, in every window of theirs, and no step of the history', async () => {
  const study = await makeStudy()
  const km = await study.as('KM')
  const before = contentOf(study.db())
  const steps = (await km.history.list({})).entries.length
  expect(await km.explore.rememberedMatrix({})).toBeNull()
  await km.explore.rememberMatrix({ look })
  expect(await (await study.as('KM')).explore.rememberedMatrix({})).toEqual(look)
  expect(await (await study.as('LD')).explore.rememberedMatrix({})).toBeNull()
  await km.explore.rememberMatrix({ look: { ...look, count: 'sources' } })
  expect((await km.explore.rememberedMatrix({}))?.count).toBe('sources')
  expect((await km.history.list({})).entries).toHaveLength(steps)
  expect(contentOf(study.db())).toBe(before)
  expect((await study.setUp.study.check({})).breaches).toEqual([])
})
