import { describe, expect, it } from 'vitest'
import { openedRound } from '../helpers/blind-round.ts'
import { failureOf } from '../helpers/study.ts'

describe('closing a round', () => {
  it('is refused while somebody has not submitted, naming who; with differences left, saying how many; and twice', async () => {
    const { study, round, source, shared } = await openedRound()
    const [km, ts, ld] = [await study.as('KM'), await study.as('TS'), await study.as('LD')]
    const { KM, TS } = study.people
    await km.codings.add({ source, start: 20, end: 60, code: shared })
    expect(await failureOf(ld.rounds.close({ round, leaveOpen: true }))).toMatchObject({
      code: 'conflict',
      message: '“Round 1” is still open: Kim Morris and Tove Sand have not submitted.',
    })
    await km.rounds.submit({ round, coder: KM })
    expect(await failureOf(ld.rounds.close({ round }))).toMatchObject({
      message: '“Round 1” is still open: Tove Sand has not submitted.',
    })
    await ts.rounds.submit({ round, coder: TS })
    expect(await failureOf(km.rounds.close({ round, leaveOpen: true }))).toMatchObject({
      code: 'not-allowed',
    })
    expect(await failureOf(ld.rounds.close({ round }))).toMatchObject({
      code: 'conflict',
      message: '“Round 1” has 1 difference without a ruling.',
    })
    expect((await ld.rounds.list({}))[0]?.state).toBe('submitted')
    expect((await ld.rounds.close({ round, leaveOpen: true })).state).toBe('closed')
    expect(await failureOf(ld.rounds.close({ round, leaveOpen: true }))).toMatchObject({
      code: 'conflict',
      message: '“Round 1” is closed already.',
    })
    await ld.history.undo({})
    expect((await ld.rounds.list({}))[0]?.state).toBe('submitted')
    const rv = await study.as('RV')
    const [item] = await rv.adjudication.disagreements({ round })
    await rv.adjudication.rule({ round, disagreement: item?.id ?? '', outcome: 'a' })
    await ld.rounds.close({ round })
    const { entries } = await ld.history.list({ limit: 50 })
    expect(entries.map(({ what }) => what)).toEqual(
      expect.arrayContaining([
        'Closed the round “Round 1” with 1 difference left open',
        'Closed the round “Round 1”',
      ]),
    )
  })
})
