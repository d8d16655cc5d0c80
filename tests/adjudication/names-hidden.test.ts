import { expect, it } from 'vitest'
import { comparedRound } from '../helpers/compared-round.ts'

it('while names are hidden, passages and exports keep them from who judges, not from coders and leads', async () => {
  const { study, round, rv, ld, km } = await comparedRound({ KM: [0, 20, 60], TS: [40, 60] })
  await ld.adjudication.setJudging({ round, namesHidden: true, codersMayRule: true })
  const [item] = await rv.adjudication.disagreements({ round })
  await rv.adjudication.rule({ round, disagreement: item?.id ?? '', outcome: 'a' })
  const named = async (who: typeof rv) =>
    (await who.codings.passages({ layer: 'independent' })).some(
      ({ coder, coderName, coderInitials }) => coder ?? coderName ?? coderInitials,
    )
  const table = async (who: typeof rv, what: 'codings' | 'audit') => {
    const { id } = await who.reports.make({
      what,
      format: 'csv',
      ...(what === 'codings' ? { layer: 'independent' } : { audit: { thing: 'adjudication' } }),
    })
    return new TextDecoder().decode(study.host.reports.get(id)?.bytes)
  }
  expect(await named(rv)).toBe(false)
  expect(await named(ld)).toBe(true)
  expect(await named(km)).toBe(true)
  // Nor does asking for one coder's tell.
  expect(await rv.codings.passages({ layer: 'independent', coder: study.people.KM })).toEqual([])
  const names = /Kim Morris|\bKM\b/
  expect(await table(rv, 'codings')).not.toMatch(names)
  expect(await table(rv, 'codings')).toMatch(/The (first|second) reader’s coding stands/)
  expect(await table(ld, 'codings')).toMatch(/Kim Morris/)
  expect(await table(rv, 'audit')).toMatch(/the (first|second) reader’s reading stands/)
  expect(await table(rv, 'audit')).not.toMatch(/KM’s reading/)
  await ld.rounds.close({ round, leaveOpen: true })
  expect(await named(rv)).toBe(true)
})
