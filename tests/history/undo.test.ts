import { describe, expect, it } from 'vitest'
import { all, first as firstOf } from '#engine/db/sql.ts'
import { failureOf, makeStudy, outcomeOf, someText } from '../helpers/study.ts'

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

  it('takes back the very step that was named, whatever the same person did since in another window', async () => {
    const study = await makeStudy()
    const [km, again] = [await study.as('KM'), await study.as('KM')]
    const [first, second] = [await study.code('Waiting', km), await study.code('Trust', again)]
    const names = async () => (await km.codebook.frameworks({}))[0]?.codes.map(({ name }) => name)
    const stepOf = (code: string) =>
      firstOf<{ id: string }>(study.db(), 'SELECT id FROM operations WHERE changes LIKE $code', {
        code: `%${code}%`,
      })?.id ?? ''
    const step = stepOf(first.id)
    expect(await km.history.undo({ step })).toMatchObject({ what: expect.stringContaining('Waiting') })
    expect(await names()).toEqual(['Trust'])
    expect(await failureOf(km.history.undo({ step }))).toMatchObject({
      code: 'not-found',
      message: 'That step is not there to be undone any more.',
    })
    await again.history.undo({})
    expect(await names()).toEqual([])
    // Done again in the order they were taken back, or each by its own name.
    const undone = all<{ id: string; undoes: string }>(
      study.db(),
      'SELECT id, undoes FROM operations WHERE undoes IS NOT NULL ORDER BY lamport',
    )
    await km.history.redo({ step: undone.find(({ undoes }) => undoes === step)?.id ?? '' })
    expect(await names()).toEqual(['Waiting'])
    await km.history.redo({})
    expect((await names())?.toSorted()).toEqual(['Trust', 'Waiting'])
    const other = await study.as('TS')
    expect((await failureOf(other.history.undo({ step: stepOf(second.id) }))).code).toBe('not-found')
  })

  it('says in which text, and leads to the passage of a step there', async () => {
    const study = await makeStudy()
    const [one, other] = [
      await study.source('One', 'We waited for months.'),
      await study.source('Other', 'Nobody came to see us.'),
    ]
    const km = await study.as('KM')
    const code = (await study.code('Waiting', km)).id
    const add = (source: string, start: number) => km.codings.add({ source, start, end: start + 4, code })
    const passage = { source: one, start: 0, end: 4 }
    const { id } = await add(one, 0)
    await km.codings.remove({ codings: [id] })
    const gone = 'Removed “Waiting” from “One”'
    expect(await km.history.undo({})).toEqual({ what: gone, passage })
    expect(await km.history.redo({})).toEqual({ what: gone, passage })
    expect((await km.history.list({})).entries[0]?.what).toBe(`Redid: ${gone}`)
    await km.history.undo({})
    await km.codings.update({ coding: id, end: 8 })
    expect(await km.history.undo({})).toMatchObject({ passage })
    const { id: there } = await add(other, 0)
    await km.codings.remove({ codings: [id, there] })
    expect(await km.history.undo({})).toEqual({ what: 'Removed 2 codings from 2 sources' })
    const note = await km.annotations.add({ source: other, start: 0, end: 4, text: 'A note' })
    await km.annotations.update({ annotation: note.id, text: 'Another' })
    expect(await km.history.undo({})).toEqual({
      what: 'Changed an annotation in “Other”',
      passage: { source: other, start: 0, end: 4 },
    })
    await km.annotations.remove({ annotation: note.id })
    expect((await km.history.undo({})).what).toBe('Removed an annotation from “Other”')
  })

  it('does not take a theme away from under a memo that somebody else wrote', async () => {
    const study = await makeStudy()
    const [km, ts] = [await study.as('KM'), await study.as('TS')]
    const theme = await km.themes.add({ name: 'A theme' })
    await ts.memos.add({ title: 'Of the theme', about: { kind: 'theme', id: theme.id } })
    expect(await outcomeOf(km.history.undo({}))).toBe('not-allowed')
    expect((await ts.memos.list({})).map(memo => memo.about.name)).toEqual(['A theme'])
  })

  it('brings nothing back about what somebody else removed since', async () => {
    const study = await makeStudy()
    const [km, ld] = [await study.as('KM'), await study.as('LD')]
    const theme = await km.themes.add({ name: 'A theme' })
    const person = await km.cases.add({ kind: 'person', name: 'OT 18' })
    const refused = async () => {
      const failure = await failureOf(km.history.redo({}))
      expect(failure).toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('what it is about was removed since'),
      })
    }
    for (const about of [
      { kind: 'theme' as const, id: theme.id, remove: () => ld.themes.remove({ theme: theme.id }) },
      { kind: 'case' as const, id: person.id, remove: () => ld.cases.remove({ cases: [person.id] }) },
    ]) {
      await km.memos.add({ title: 'About it', about: { kind: about.kind, id: about.id } })
      await km.history.undo({})
      await about.remove()
      await refused()
      expect(await km.memos.list({})).toEqual([])
      await ld.history.undo({})
      await km.history.redo({})
      expect((await km.memos.list({})).map(memo => memo.about.id)).toEqual([about.id])
      await km.history.undo({})
    }
    await km.explore.note({ theme: theme.id, about: person.id, text: 'Walked daily.' })
    await km.history.undo({})
    await ld.cases.remove({ cases: [person.id] })
    await refused()
    expect(all(study.db(), 'SELECT id FROM grid_notes')).toEqual([])
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

  it('goes past a step that somebody else built on, and takes it back once they did not', async () => {
    const study = await makeStudy()
    const source = await study.source('Interview 1', someText())
    const waiting = await study.code('Waiting', await study.as('TS'))
    const [km, ts] = [await study.as('KM'), await study.as('TS')]
    const codes = async () =>
      (await ts.codings.inSource({ source })).map(({ start, coder }) => [start, coder === study.people.KM])
    await km.codings.add({ source, start: 0, end: 5, code: waiting.id })
    const made = await km.codings.add({ source, start: 6, end: 9, newCode: { name: 'Hope' } })
    const theirs = await ts.codings.add({ source, start: 12, end: 15, code: made.code })
    const refusal = await failureOf(km.history.undo({}))
    expect(refusal).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('has been used since'),
      hint: expect.stringContaining('Undo once more takes back “Coded'),
    })
    expect((await km.history.state({})).undo).toContain('Waiting')
    await km.history.undo({})
    expect(await codes()).toEqual([
      [6, true],
      [12, false],
    ])
    // Nothing is left but that step: it is what is refused.
    expect(await outcomeOf(km.history.undo({}))).toBe('conflict')
    await ts.codings.remove({ codings: [theirs.id] })
    await km.history.undo({})
    expect(await codes()).toEqual([])
    await km.history.redo({})
    await km.history.redo({})
    expect(await codes()).toEqual([
      [0, true],
      [6, true],
    ])
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
