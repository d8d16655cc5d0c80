import { expect, it } from 'vitest'
import { begun } from '../helpers/cli-job.ts'

it('searches as it is asked to, and says in a sentence what is wrong', async () => {
  const job = await begun()
  const search = async (...words: string[]) =>
    (await job.json('search', job.study, ...words)) as { match: string; line: number }[]
  const matches = async (...words: string[]) => [
    ...new Set((await search(...words)).map(({ match }) => match)),
  ]
  expect(await matches('walked the')).toContain('walked')
  expect(await matches('walked shop', '--near', '2')).toEqual(['walked to the shop'])
  expect(await matches('to the sho*', '--phrase')).toEqual(['to the shop'])
  expect(await matches('"to the shop" NOT bus', '--operators')).toEqual(['to the shop'])
  expect(await matches('w\\w+ed to', '--regex')).toEqual(['walked to'])
  const refused = await job.run('search', job.study, '"to the', '--operators')
  expect([refused.code, refused.stderr]).toEqual([
    1,
    expect.stringContaining('The quotation mark at character 1 is not closed.'),
  ])
  for (const words of [
    ['a', '--phrase', '--regex'],
    ['a', '--near', 'x'],
  ]) {
    expect((await job.run('search', job.study, ...words)).code).toBe(2)
  }
  const nothing = await job.run('search', job.study, ' ')
  expect([nothing.code, nothing.stderr]).toEqual([
    2,
    expect.stringContaining('There is nothing to search for'),
  ])
  expect((await job.run('query', job.study, 'Nothing')).stderr).toContain('There is no query “Nothing”')
})
