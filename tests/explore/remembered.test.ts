import { expect, it } from 'vitest'
import type { ExploreLook } from '#shared/model/explore-look.ts'
import { contentOf, makeStudy } from '../helpers/study.ts'

const look: ExploreLook = {
  view: 'summaries',
  of: 'site',
  theme: null,
  layer: 'independent',
  matrix: {
    rows: { kind: 'themes', topOnly: true },
    columns: { kind: 'person' },
    layer: 'independent',
    polarity: 'barrier',
    count: 'people',
    shape: 'chart',
  },
}

it('what was looked at last is one person’s, in every window of theirs, and no step of the history', async () => {
  const study = await makeStudy()
  const km = await study.as('KM')
  const before = contentOf(study.db())
  const steps = (await km.history.list({})).entries.length
  expect(await km.explore.remembered({})).toBeNull()
  await km.explore.remember({ look })
  expect(await (await study.as('KM')).explore.remembered({})).toEqual(look)
  expect(await (await study.as('LD')).explore.remembered({})).toBeNull()
  await km.explore.remember({ look: { ...look, view: 'convergence', matrix: null } })
  expect(await km.explore.remembered({})).toMatchObject({ view: 'convergence', matrix: null })
  expect((await km.history.list({})).entries).toHaveLength(steps)
  expect(contentOf(study.db())).toBe(before)
  expect((await study.setUp.study.check({})).breaches).toEqual([])
})
