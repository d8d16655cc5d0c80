import { describe, expect, it } from 'vitest'
import { settledRound } from '../helpers/settled-round.ts'

describe('a difference that is parked', () => {
  it('waits on the agenda with what was said, is decided in a meeting, and undo walks it back', async () => {
    const { study, round, item } = await settledRound()
    const rv = await study.as('RV')
    const km = await study.as('KM')
    await rv.adjudication.park({ round, disagreement: item, question: 'Is this waiting?' })
    await expect(rv.adjudication.park({ round, disagreement: item })).rejects.toThrow('on the agenda already')
    await km.adjudication.comment({ round, disagreement: item, words: 'I meant the queue.' })
    const meeting = await rv.adjudication.meet({
      round,
      heldOn: '2025-03-12',
      attendees: 'Kim Morris, Ravi Vane',
    })
    const before = await rv.adjudication.discussion({ round })
    expect(before).toMatchObject({
      agenda: [{ disagreement: item, question: 'Is this waiting?', decidedAt: null, meeting: null }],
      comments: [{ disagreement: item, author: study.people.KM, words: 'I meant the queue.' }],
      meetings: [meeting],
    })
    const ruled = await rv.adjudication.rule({
      round,
      disagreement: item,
      outcome: 'a',
      meeting: meeting.id,
    })
    expect(ruled.ruling).toMatchObject({ meeting: meeting.id, discussedWith: 'Kim Morris, Ravi Vane' })
    expect((await rv.adjudication.discussion({ round })).agenda).toMatchObject([
      { meeting: meeting.id, decidedAt: expect.any(String) },
    ])
    await rv.history.undo({})
    expect(await rv.adjudication.discussion({ round })).toEqual(before)
    expect((await study.setUp.study.check({})).breaches).toEqual([])
  })

  it('two codes are decided in words, and only once', async () => {
    const { study, round, code } = await settledRound()
    const { id: other } = await study.code('Queueing')
    const rv = await study.as('RV')
    const { agenda } = await rv.adjudication.park({ round, codes: [code, other] })
    const entry = agenda[0]?.id ?? ''
    await rv.adjudication.decide({ entry, decision: 'One code: Waiting.' })
    await expect(rv.adjudication.decide({ entry, decision: 'Two.' })).rejects.toThrow('decided already')
    await expect(rv.adjudication.park({ round, codes: [code, code] })).rejects.toThrow('two different codes')
  })

  it('only by who may: coders comment, take back their own words, and do not keep the agenda', async () => {
    const { study, round, item } = await settledRound()
    const [km, ts, ld] = [await study.as('KM'), await study.as('TS'), await study.as('LD')]
    await expect(km.adjudication.park({ round, disagreement: item })).rejects.toThrow(/Only a reviewer/)
    const { comments } = await km.adjudication.comment({ round, disagreement: item, words: 'Mine' })
    const comment = comments[0]?.id ?? ''
    await expect(ts.adjudication.removeComment({ comment })).rejects.toThrow('Only its author')
    await km.adjudication.removeComment({ comment })
    await ld.rounds.close({ round, leaveOpen: true })
    await expect(km.adjudication.comment({ round, disagreement: item, words: 'Late' })).rejects.toThrow(
      'is closed',
    )
  })
})

describe('the rules of judging', () => {
  it('keep a coder from their own codings where the lead says so', async () => {
    const { study, round, item } = await settledRound()
    const ld = await study.as('LD')
    await ld.members.update({ member: study.people.KM, roles: ['coder', 'reviewer'] })
    const km = await study.as('KM')
    await ld.adjudication.setJudging({ round, namesHidden: false, codersMayRule: false })
    await expect(km.adjudication.rule({ round, disagreement: item, outcome: 'a' })).rejects.toThrow(
      'Nobody rules on their own codings in “Round 1”.',
    )
    await ld.adjudication.setJudging({ round, namesHidden: false, codersMayRule: true })
    await km.adjudication.rule({ round, disagreement: item, outcome: 'a' })
  })

  it('hide names with an order that stays, and that each ruling keeps', async () => {
    const { study, round, item } = await settledRound()
    const [ld, rv] = [await study.as('LD'), await study.as('RV')]
    await ld.adjudication.setJudging({ round, namesHidden: true, codersMayRule: true })
    const [shown] = await rv.adjudication.disagreements({ round })
    expect([study.people.KM, study.people.TS]).toContain(shown?.first)
    const { ruling } = await rv.adjudication.rule({ round, disagreement: item, outcome: 'a' })
    expect(ruling?.firstShown).toBe(shown?.first)
    const [again] = await rv.adjudication.disagreements({ round })
    expect(again?.first).toBe(shown?.first)
  })
})
