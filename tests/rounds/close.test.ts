import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openedRound } from '../helpers/blind-round.ts'
import { handOut, openedBy } from '../helpers/handed-out.ts'
import { failureOf } from '../helpers/study.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

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

  it('says whose hand-out has not come back, and asks first, till its return was merged', async () => {
    const world = await openedRound()
    const { study, round, source, shared } = world
    const [km, ts, ld] = [await study.as('KM'), await study.as('TS'), await study.as('LD')]
    await km.codings.add({ source, start: 20, end: 60, code: shared })
    await handOut(world, 'KM')
    for (const [client, coder] of [
      [km, study.people.KM],
      [ts, study.people.TS],
    ] as const)
      await client.rounds.submit({ round, coder })
    const { file } = await handOut(world, 'RV')
    const isAway = async () => (await ld.handouts.list({})).map(handout => handout.isAway)
    // Who handed in at home since is waited for no more.
    expect(await isAway()).toEqual([false, true])
    expect(await failureOf(ld.rounds.close({ round }))).toMatchObject({
      code: 'conflict',
      message:
        '“Round 1” has 1 difference without a ruling; the hand-out of Ravi Vane for “Round 1” has not come back.',
      hint: 'Settle them under Adjudicate. A closed round takes no more returns: merge its return first, or say that they are to stay open; at the command line with --leave-open.',
    })
    const { client: away } = await openedBy(file)
    const [item] = await away.adjudication.disagreements({ round })
    await away.adjudication.rule({ round, disagreement: item?.id ?? '', outcome: 'a' })
    const path = join(temporaryFolder(), 'back.tandem-return')
    await away.handouts.makeReturn({ path })
    const ruled = { round, disagreement: item?.id ?? '' }
    const rv = await study.as('RV')
    await rv.adjudication.rule({ ...ruled, outcome: 'a' })
    expect(await failureOf(ld.rounds.close({ round }))).toMatchObject({
      message: 'The hand-out of Ravi Vane for “Round 1” has not come back.',
      hint: 'A closed round takes no more returns: merge its return first, or say that it is to be left out; at the command line with --leave-open.',
    })
    expect((await ld.rounds.close({ round, leaveOpen: true })).state).toBe('closed')
    await ld.history.undo({})
    await ld.merging.apply({ files: [{ path }] })
    expect(await isAway()).toEqual([false, false])
    expect((await ld.rounds.close({ round })).state).toBe('closed')
  })
})
