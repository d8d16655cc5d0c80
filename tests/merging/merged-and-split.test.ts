import { expect, it } from 'vitest'
import { copyOf, takeIn } from '../helpers/apart.ts'
import { makeStudy } from '../helpers/study.ts'

async function apart() {
  const study = await makeStudy()
  const { id: waiting } = await study.code('Waiting')
  const { id: queues } = await study.code('Queues')
  const copy = await copyOf(study)
  const [here, there] = [await study.as('LD'), await copy.as('LD')]
  const split = (lead: typeof here) =>
    lead.codebook.splitCode({ code: waiting, into: [{ name: 'At home' }, { name: 'At the clinic' }] })
  const merge = (lead: typeof here) => lead.codebook.mergeCodes({ codes: [waiting], into: queues })
  const decisions = async () => (await here.merging.returns({})).flatMap(returned => returned.decisions)
  return { study, copy, here, there, waiting, split, merge, decisions }
}

const said =
  'The code “Waiting” was merged into “Queues” on one side and split into “At home” and “At the clinic” on the other. ' +
  'Its passages count as “Queues”, and nobody is asked to judge them. ' +
  'Take it out of “Queues” again in Framework if they are to be judged.'

it.each(['merged here', 'split here'] as const)(
  'a code merged on one side and split on the other is told of: %s',
  async which => {
    const { study, copy, here, there, waiting, split, merge, decisions } = await apart()
    await (which === 'merged here' ? merge(here) : split(here))
    await (which === 'merged here' ? split(there) : merge(there))
    takeIn(study, copy)
    expect(await decisions()).toMatchObject([{ what: said, canTakeOther: false, settled: null }])
    // Taken apart, its passages are judged as those of any code that was split.
    await here.codebook.separateCode({ code: waiting })
    expect((await here.codebook.splits({})).map(({ code }) => code)).toEqual([waiting])
    expect(await decisions()).toMatchObject([{ settled: 'gone' }])
    expect((await study.setUp.study.check({})).breaches).toEqual([])
  },
)

it('is not told where the side that merged it knew of the split', async () => {
  const { study, copy, here, there, split, merge, decisions } = await apart()
  await split(here)
  takeIn(copy, study)
  await merge(there)
  takeIn(study, copy)
  expect(await decisions()).toEqual([])
})
