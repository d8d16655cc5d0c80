import { join } from 'node:path'
import { expect, it } from 'vitest'
import { copyOf } from '../helpers/apart.ts'
import { makeStudy } from '../helpers/study.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

it('a saved query that two copies changed is one thing to decide, in words, and is taken whole', async () => {
  const study = await makeStudy()
  const client = await study.as('LD')
  const asking = async (name: string) => {
    const { id } = await client.cases.add({ kind: 'site', name })
    return { cases: [id] }
  }
  const [one, two, three] = [await asking('Site 1'), await asking('Site 2'), await asking('Site 3')]
  const { id } = await client.queries.save({ name: 'Q', asks: one })
  const copy = await copyOf(study)
  const other = await copy.as('LD')
  await client.queries.save({ query: id, name: 'Q', asks: two })
  await other.queries.save({ query: id, name: 'Q', asks: three })
  const path = join(temporaryFolder(), 'all.tandem-return')
  await other.handouts.makeReturn({ path })
  const { packages } = await client.merging.apply({ files: [{ path }] })
  expect(packages[0]?.needDecision).toMatchObject([
    {
      what: 'The query “Q”: what it asks for was changed on both sides; one of the two stands.',
      also: [],
    },
  ])
  const [merged] = await client.merging.returns({})
  const [decision, ...more] = merged?.decisions ?? []
  if (!merged || !decision) throw new Error('Nothing met')
  expect(more).toEqual([])
  const asksNow = async () => (await client.queries.list({})).map(({ inWords }) => inWords)
  const [stands] = await asksNow()
  expect(decision.stands).toBe(stands)
  expect(decision.other).not.toBe(stands)
  expect([decision.stands, decision.other].every(words => words && !words.includes('{'))).toBe(true)
  expect([decision.stands, decision.other].join(' ')).toMatch(/“Site 2”.*“Site 3”|“Site 3”.*“Site 2”/)
  await client.merging.decide({ package: merged.id, operation: decision.operation, choice: 'other' })
  expect(await asksNow()).toEqual([decision.other])
  expect((await client.study.check({})).breaches).toEqual([])
})
