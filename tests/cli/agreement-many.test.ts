import { expect, it } from 'vitest'
import { codersStudy } from '../agreement/coders-in-study.ts'
import { documentOf, type Ran, tandem } from '../helpers/command-line.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

/** A study that three have coded, and `tandem agreement` on it. */
async function threeCoders() {
  const made = await codersStudy(4, ['x', 'y'])
  await made.source('One', 100, [[0, 10]], [[0, 10]], [[0, 20]])
  await made.source('Two', 100, [[0, 10]], [[50, 60, 'y']], null)
  const library = temporaryFolder()
  return {
    ...made,
    agreement: (...words: string[]): Promise<Ran> =>
      tandem(library, ['agreement', made.study.path, ...words]),
  }
}

it('compares three coders, with figures by the names files of cases use', async () => {
  const { agreement } = await threeCoders()
  const ran = await agreement('--coders', 'C1,C2', '--coders', 'C3', '--json')
  expect(documentOf(ran)).toMatchObject({
    unit: 'character',
    coders: ['C1', 'C2', 'C3'],
    n: 200,
    sources: [
      { title: 'One', readers: ['C1', 'C2', 'C3'] },
      { title: 'Two', readers: ['C1', 'C2'] },
    ],
    overall: {
      given: { all: 10, some: 0, one: 30, none: 360 },
      fleiss_kappa: { value: expect.any(Number) },
      conger_kappa: { value: expect.any(Number) },
      light_kappa: { value: expect.any(Number) },
      alpha_nominal: { value: expect.any(Number) },
      gwet_ac1: { value: expect.any(Number) },
      brennan_prediger: { value: expect.any(Number) },
      percent_all_agree: { value: expect.any(Number) },
    },
    codes: [
      { name: 'x', passages: { all: 1, some: 0, one: 1, none: 0 } },
      { name: 'y', fleiss_kappa: { value: expect.any(Number) } },
    ],
    pairs: [
      { coders: ['C1', 'C2'], sources: 2 },
      { coders: ['C1', 'C3'], sources: 1 },
      { coders: ['C2', 'C3'] },
    ],
    sets: { set_alpha_jaccard: { value: expect.any(Number) } },
  })
  const spoken = await agreement('--coders', 'C1,C2,C3', '--seed', '7', '--unit', 'source')
  expect(spoken).toMatchObject({ code: 0, stderr: '' })
  expect(spoken.stdout).toMatch(/^C1, C2, C3, unit source, n 2 in 2 sources\./)
  expect(spoken.stdout).toMatch(/\noverall\tagreement 0\.\d{3}\t/)
  expect(spoken.stdout).toMatch(/\nC1 and C3\tagreement 1\.000\t.*1 sources?$/m)
})

it('says in a sentence what it was called wrongly with', async () => {
  const { agreement } = await threeCoders()
  expect(await agreement('--coders', 'C1')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--coders takes two initials or more: A,B.'),
  })
  expect(await agreement('--coders', 'C1,C2,C3', '--seed', '-1')).toMatchObject({ code: 2 })
  expect(await agreement('--coders', 'C1,C2,C3', '--seed', 'many')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--seed is a whole number from 0 on.'),
  })
  expect(await agreement('--coders', 'C1,C2,C1')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('C1 is named twice'),
  })
  expect(await agreement('--coders', 'C1,C4,C2', '--json')).toMatchObject({ code: 0 })
  expect(await agreement('--coders', 'C3,C4,LD')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('No source was read by two of C3, C4 and LD.'),
  })
})

it('prints alphas for spans, and gamma of a source', async () => {
  const { agreement, source } = await threeCoders()
  expect(documentOf(await agreement('--coders', 'C1,C2,C3', '--unitizing', '--json'))).toMatchObject({
    sources: [{ title: 'One' }],
    notReadByAll: [{ title: 'Two' }],
    n: 100,
    overall: { sets: 1, u_alpha: { value: expect.any(Number) }, bar_u_alpha: { value: expect.any(Number) } },
    codes: [{ name: 'x', passages: [1, 1, 1], u_alpha: { value: expect.any(Number) } }],
  })
  expect((await agreement('--coders', 'C1,C2', '--unitizing')).stdout).toMatch(
    /\nsets of codes\tu-alpha 0\.\d{3}/,
  )
  expect((await agreement('--coders', 'C1,C3', '--gamma', 'One')).stdout).toContain('C1 has 1 passage here')
  await source(
    'Three',
    200,
    [
      [0, 10],
      [50, 60],
    ],
    null,
    [
      [2, 10],
      [50, 70],
      [90, 95],
    ],
  )
  const gamma = ['--coders', 'C1,C3', '--gamma', 'Three', '--samples', '10', '--seed', '4']
  expect(documentOf(await agreement(...gamma, '--code', 'x', '--json'))).toMatchObject({
    title: 'Three',
    units: [2, 3],
    gamma: { value: expect.any(Number), method: 'chance sampled 10 times, seed 4' },
    samples: 10,
    seed: 4,
  })
  expect((await agreement(...gamma)).stdout).toMatch(/^C1, C3 in Three\tgamma −?-?\d\.\d{3}\t/)
  expect(await agreement('--gamma', 'One')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Name the coders with --coders A,B.'),
  })
  expect(await agreement('--coders', 'C1,C2', '--samples', '5')).toMatchObject({ code: 2 })
  expect(await agreement(...gamma, '--unitizing')).toMatchObject({ code: 2 })
})
