import { describe, expect, it } from 'vitest'
import { makeStudy, outcomeOf, someText } from '../helpers/study.ts'

describe('undo between people', () => {
  it('does not overwrite what somebody else did since', async () => {
    const study = await makeStudy()
    const [km, ts] = [await study.as('KM'), await study.as('TS')]
    const code = await study.code('Waiting', km)
    await ts.codebook.updateCode({ code: code.id, definition: 'What Tove means by it' })
    expect(await outcomeOf(km.history.undo({}))).toBe('conflict')
    const [framework] = await km.codebook.frameworks({})
    expect(framework?.codes[0]?.definition).toBe('What Tove means by it')
  })

  it('does not take a theme away from under a memo that somebody else wrote', async () => {
    const study = await makeStudy()
    const [km, ts] = [await study.as('KM'), await study.as('TS')]
    const theme = await km.themes.add({ name: 'A theme' })
    await ts.memos.add({ title: 'Of the theme', about: { kind: 'theme', id: theme.id } })
    expect(await outcomeOf(km.history.undo({}))).toBe('not-allowed')
    expect((await ts.memos.list({})).map(memo => memo.about.name)).toEqual(['A theme'])
  })

  it('takes back a step of one’s own though somebody else worked elsewhere meanwhile', async () => {
    const study = await makeStudy()
    const [km, ts] = [await study.as('KM'), await study.as('TS')]
    await study.code('Mine', km)
    await study.code('Theirs', ts)
    expect(await km.history.undo({})).toEqual({ what: 'Added the code “Mine”' })
    const [framework] = await km.codebook.frameworks({})
    expect(framework?.codes.map(code => code.name)).toEqual(['Theirs'])
    expect(await km.history.state({})).toEqual({ undo: null, redo: 'Added the code “Mine”' })
  })

  it('ends at a submitted round, which no undo takes back', async () => {
    const study = await makeStudy()
    const source = await study.source('Interview 1', someText())
    const code = await study.code('Waiting')
    const [km, ld] = [await study.as('KM'), await study.as('LD')]
    const round = await ld.rounds.open({
      title: 'Round 1',
      sources: [source],
      coders: [study.people.KM, study.people.TS],
    })
    await km.codings.add({ source, start: 0, end: 5, code: code.id })
    await km.rounds.submit({ round: round.id, coder: study.people.KM })
    expect(await km.history.state({})).toEqual({ undo: null, redo: null })
    expect(await outcomeOf(km.history.undo({}))).toBe('not-found')
  })

  it('does not reach into a closed round', async () => {
    const study = await makeStudy()
    const source = await study.source('Interview 1', someText())
    const code = await study.code('Waiting')
    const [km, ts, rv, ld] = [
      await study.as('KM'),
      await study.as('TS'),
      await study.as('RV'),
      await study.as('LD'),
    ]
    const { id: round } = await ld.rounds.open({
      title: 'Round 1',
      sources: [source],
      coders: [study.people.KM, study.people.TS],
    })
    await km.codings.add({ source, start: 0, end: 5, code: code.id })
    await km.rounds.submit({ round, coder: study.people.KM })
    await ts.rounds.submit({ round, coder: study.people.TS })
    const [item] = await rv.adjudication.disagreements({ round })
    await rv.adjudication.rule({ round, disagreement: item?.id ?? '', outcome: 'a' })
    await ld.rounds.close({ round, leaveOpen: true })
    const failure = await rv.history.undo({}).catch(error => error)
    expect(failure).toMatchObject({ code: 'not-allowed', message: expect.stringContaining('closed') })
    await ld.history.undo({})
    expect(await rv.history.undo({})).toEqual({
      what: 'Ruled on a difference in “Round 1”: KM’s reading stands',
      difference: { round, item: item?.id },
    })
  })

  it('is refused to somebody who lost the role meanwhile', async () => {
    const study = await makeStudy()
    const source = await study.source('Interview 1', someText())
    const code = await study.code('Waiting')
    const km = await study.as('KM')
    await km.codings.add({ source, start: 0, end: 5, code: code.id })
    await study.setUp.members.update({ member: study.people.KM, roles: ['reviewer'] })
    expect(await outcomeOf(km.history.undo({}))).toBe('not-allowed')
  })
})
