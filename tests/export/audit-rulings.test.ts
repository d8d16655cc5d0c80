import { expect, it } from 'vitest'
import { comparedRound } from '../helpers/compared-round.ts'
import { utf8 } from './read-back.ts'

/** The reason of each step in which rulings were given, as the audit trail prints them. */
async function reasonsIn({ study }: Awaited<ReturnType<typeof comparedRound>>): Promise<string[]> {
  const { id } = await study.setUp.reports.make({ what: 'audit', format: 'json' })
  const { steps } = JSON.parse(utf8(study.host.reports.get(id)?.bytes ?? new Uint8Array())) as {
    steps: { what: string; why: string }[]
  }
  return steps.filter(({ what }) => what.startsWith('Ruled')).map(({ why }) => why)
}

it('of many rulings in one step, says which reason belongs to which; one reason for all stands alone', async () => {
  const world = await comparedRound({ KM: [0, 20, 40], TS: [] })
  const { round, rv, study } = world
  const [one, two, three] = (await rv.adjudication.disagreements({ round })).map(({ id }) => id)
  if (!one || !two || !three) throw new Error('There are three differences')
  const rule = (because: Record<string, string>) =>
    rv.adjudication.ruleMany({
      rulings: Object.entries(because).map(([disagreement, reason]) => ({
        round,
        disagreement,
        outcome: 'a' as const,
        reason,
      })),
    })
  await rule({ [one]: 'Said so', [two]: 'Out of place', [three]: 'Said so' })
  const at = (start: number) => `“Interview 1”, characters ${start}–${start + 8}, omission`
  expect(await reasonsIn(world)).toEqual([`${at(0)}; ${at(40)}: Said so\n${at(20)}: Out of place`])

  await rv.history.undo({})
  await rule({ [one]: 'Said so', [two]: '', [three]: '' })
  await rv.history.undo({})
  await rule({ [one]: 'All alike', [two]: 'All alike', [three]: 'All alike' })
  const said = (await reasonsIn(world)).slice(1)
  expect(said).toEqual([`${at(0)}: Said so\n${at(20)}; ${at(40)}: no reason given`, 'All alike'])
  expect((await study.setUp.study.check({})).breaches).toEqual([])
})
