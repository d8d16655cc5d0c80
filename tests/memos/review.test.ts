import { describe, expect, it } from 'vitest'
import { breachesOf } from '../helpers/apart.ts'
import { failureOf, makeStudy, someText } from '../helpers/study.ts'

const bodyOf = (...words: string[]) =>
  JSON.stringify({
    root: {
      type: 'root',
      children: words.map(text => ({ type: 'paragraph', children: [{ type: 'text', text, format: 0 }] })),
    },
  })
const study = { kind: 'study' as const, id: null }

describe('a memo under review', () => {
  it('is commented on by member and date; one takes one’s own away, a lead any', async () => {
    const made = await makeStudy()
    const [km, ts, ld] = [await made.as('KM'), await made.as('TS'), await made.as('LD')]
    const { id: memo } = await km.memos.add({ title: 'On waiting', about: study })
    await ts.memos.comment({ memo, words: 'Which <sites>?' })
    const said = await km.memos.comment({ memo, words: 'Site 1 & 2.' })
    expect(said.map(({ author, words, mayRemove }) => [author.initials, words, mayRemove])).toEqual([
      ['TS', 'Which <sites>?', false],
      ['KM', 'Site 1 & 2.', true],
    ])
    const refused = await failureOf(km.memos.removeComment({ comment: said[0]?.id ?? '' }))
    expect(refused).toMatchObject({
      code: 'not-allowed',
      message: 'A comment is taken away by who wrote it, or by a lead.',
    })
    await ld.memos.removeComment({ comment: said[0]?.id ?? '' })
    expect(await km.memos.comments({ memo })).toHaveLength(1)
    await ld.history.undo({})
    expect(await km.memos.comments({ memo })).toHaveLength(2)
    const nobody = await made.nobody()
    expect((await failureOf(nobody.memos.comment({ memo, words: 'x' }))).code).toBe('not-allowed')
  })

  it('says who confirmed it and when, and when it was last written', async () => {
    const made = await makeStudy()
    const [km, rv] = [await made.as('KM'), await made.as('RV')]
    const { id: memo } = await km.memos.add({ title: 'On waiting', about: study })
    const { updatedAt, confirmed } = await km.memos.save({ memo, body: bodyOf('One day.') })
    expect(confirmed).toBeNull()
    await km.memos.setState({ memo, state: 'in review' })
    const after = await rv.memos.setState({ memo, state: 'confirmed' })
    const name = (await rv.members.list({})).find(({ id }) => id === made.people.RV)?.name
    expect(after.confirmed?.who).toBe(name)
    const at = after.confirmed?.at ?? ''
    expect(at >= updatedAt).toBe(true)
    for (const said of [await km.memos.open({ memo }), ...(await km.memos.list({}))])
      expect(said).toMatchObject({ updatedAt, confirmed: { who: name, at } })
    await rv.history.undo({})
    expect((await km.memos.open({ memo })).confirmed).toBeNull()
    await rv.history.redo({})
    expect((await km.memos.open({ memo })).confirmed).toEqual({ who: name, at })
    await rv.memos.setState({ memo, state: 'draft' })
    const again = await (await made.as('LD')).memos.setState({ memo, state: 'confirmed' })
    expect(again.confirmed?.who).toBe('Lena Dorn')
  })

  it('is not given another text by undo or redo once it is confirmed', async () => {
    const made = await makeStudy()
    const [ld, rv] = [await made.as('LD'), await made.as('RV')]
    const { id: memo } = await ld.memos.add({ title: 'On waiting', about: study })
    await ld.memos.save({ memo, body: bodyOf('One.') })
    await ld.memos.save({ memo, body: bodyOf('Two.') })
    await rv.memos.setState({ memo, state: 'confirmed' })
    expect(await failureOf(ld.history.undo({}))).toMatchObject({
      code: 'not-allowed',
      message: '“On waiting” is confirmed.',
      hint: expect.stringMatching(/^Set it back to draft to change it\. Undo once more takes back “/),
    })
    await rv.memos.setState({ memo, state: 'draft' })
    await ld.history.undo({})
    await rv.memos.setState({ memo, state: 'confirmed' })
    expect((await failureOf(ld.history.redo({}))).message).toBe('“On waiting” is confirmed.')
    expect(await ld.memos.open({ memo })).toMatchObject({ body: bodyOf('One.'), state: 'confirmed' })
    expect(breachesOf(made)).toEqual([])
  })

  it('is not confirmed by undo or redo as it reads now, where that was not confirmed', async () => {
    const made = await makeStudy()
    const [km, ld, rv] = [await made.as('KM'), await made.as('LD'), await made.as('RV')]
    const { id: memo } = await ld.memos.add({ title: 'On waiting', about: study })
    await ld.memos.save({ memo, body: bodyOf('Read.') })
    const { confirmed } = await rv.memos.setState({ memo, state: 'confirmed' })
    // A slip, taken back at once.
    await km.memos.setState({ memo, state: 'draft' })
    await km.history.undo({})
    expect((await ld.memos.open({ memo })).confirmed).toEqual(confirmed)
    await km.history.redo({})
    await ld.memos.save({ memo, body: bodyOf('Nobody read this.') })
    expect(await failureOf(km.history.undo({}))).toMatchObject({
      code: 'conflict',
      message: 'What “On waiting” says now was not confirmed.',
    })
    await ld.memos.setState({ memo, state: 'confirmed' })
    await ld.history.undo({})
    await ld.history.undo({})
    await km.history.undo({})
    // It reads as it did, and is the reviewer's again.
    expect(await ld.memos.open({ memo })).toMatchObject({ body: bodyOf('Read.'), confirmed })
    expect(breachesOf(made)).toEqual([])
  })

  it('is not confirmed by redo of who may not confirm any more', async () => {
    const made = await makeStudy()
    const rv = await made.as('RV')
    const { id: memo } = await rv.memos.add({ title: 'On waiting', about: study })
    await rv.memos.setState({ memo, state: 'confirmed' })
    await rv.history.undo({})
    await made.setUp.members.update({ member: made.people.RV, roles: ['coder'] })
    expect((await failureOf(rv.history.redo({}))).message).toMatch(/^Only a lead or a reviewer can confirm/)
    expect((await rv.memos.open({ memo })).state).toBe('draft')
  })

  it('lets undo take writing back that somebody sent for review meanwhile', async () => {
    const made = await makeStudy()
    const [km, ld] = [await made.as('KM'), await made.as('LD')]
    const { id: memo } = await ld.memos.add({ title: 'On waiting', about: study })
    await ld.memos.save({ memo, body: bodyOf('One.') })
    await ld.memos.save({ memo, body: bodyOf('Two.') })
    await km.memos.setState({ memo, state: 'in review' })
    await ld.history.undo({})
    expect(await ld.memos.open({ memo })).toMatchObject({ body: bodyOf('One.'), state: 'in review' })
    expect(breachesOf(made)).toEqual([])
  })

  it('keeps what was said where it is removed and comes back', async () => {
    const made = await makeStudy()
    const km = await made.as('KM')
    const { id: memo } = await km.memos.add({ title: 'On waiting', about: study })
    await km.memos.comment({ memo, words: 'Keep this.' })
    await km.memos.remove({ memo })
    await km.history.undo({})
    expect((await km.memos.comments({ memo })).map(({ words }) => words)).toEqual(['Keep this.'])
  })

  it('hides what a coder of an open blind round says of it', async () => {
    const made = await makeStudy()
    const source = await made.source('One', someText(1))
    const ld = await made.as('LD')
    const { id: memo } = await ld.memos.add({ title: 'On waiting', about: study })
    const { id: round } = await ld.rounds.open({
      title: 'R',
      sources: [source],
      coders: [made.people.KM, made.people.TS],
    })
    await (await made.as('KM')).memos.comment({ memo, words: 'I see it at once' })
    expect(await ld.memos.comments({ memo })).toEqual([])
    expect(await (await made.as('KM')).memos.comments({ memo })).toHaveLength(1)
    for (const who of ['KM', 'TS'] as const)
      await (await made.as(who)).rounds.submit({ round, coder: made.people[who] })
    expect(await ld.memos.comments({ memo })).toHaveLength(1)
  })
})

describe('a memo’s earlier texts', () => {
  it('are one for each sitting, compared word by word, and put back as a step', async () => {
    const made = await makeStudy()
    const [km, ld] = [await made.as('KM'), await made.as('LD')]
    const { id: memo } = await km.memos.add({ title: 'On waiting', about: study, template: 'argument' })
    await km.memos.save({ memo, body: bodyOf('The day was') })
    await km.memos.save({ memo, body: bodyOf('The day was promised in writing.') })
    await ld.memos.save({ memo, body: bodyOf('The day was never promised in writing.', 'Ask Site 2.') })
    const texts = await km.memos.texts({ memo })
    expect(texts.map(({ who, words, isCurrent }) => [who, words, isCurrent])).toEqual([
      ['Lena Dorn', 10, true],
      ['Kim Morris', 6, false],
      // The five headings it began with.
      ['Kim Morris', 8, false],
    ])
    const [, before, first] = texts
    const laid = await km.memos.compare({ memo, from: before?.step ?? '', to: null })
    expect(laid.pieces.filter(({ is }) => is === 'added').map(({ text }) => text.trim())).toEqual([
      'never',
      'Ask Site 2.',
    ])
    expect([laid.added, laid.removed]).toEqual([4, 0])
    expect(first?.what).toBe('Began the memo “On waiting”')
    await km.memos.restore({ memo, step: before?.step ?? '' })
    expect((await km.memos.open({ memo })).body).toBe(bodyOf('The day was promised in writing.'))
    await km.history.undo({})
    expect((await km.memos.open({ memo })).words).toBe(10)
    expect((await failureOf(km.memos.compare({ memo, from: memo, to: null }))).message).toBe(
      'The memo has no such earlier text.',
    )
    await ld.memos.setState({ memo, state: 'confirmed' })
    expect((await failureOf(km.memos.restore({ memo, step: before?.step ?? '' }))).message).toBe(
      '“On waiting” is confirmed.',
    )
    expect(await failureOf(km.memos.remove({ memo }))).toMatchObject({
      message: '“On waiting” is confirmed.',
      hint: 'Set it back to draft to remove it.',
    })
    await km.memos.setState({ memo, state: 'draft' })
    await km.memos.remove({ memo })
    expect(await km.memos.list({})).toEqual([])
  })

  it('hold what was written on a text that another has replaced, and the memo keeps the other', async () => {
    const made = await makeStudy()
    const [km, ts] = [await made.as('KM'), await made.as('TS')]
    const { id: memo, bodyId: begun } = await km.memos.add({ title: 'On waiting', about: study })
    const first = await ts.memos.save({ memo, body: bodyOf('Theirs.'), from: begun })
    expect(first.isAside).toBe(false)
    const late = await km.memos.save({ memo, body: bodyOf('Mine, and'), from: begun })
    expect(late).toMatchObject({ isAside: true, bodyId: first.bodyId })
    await km.memos.save({ memo, body: bodyOf('Mine, and more.'), from: begun })
    expect(await km.memos.open({ memo })).toMatchObject({ body: bodyOf('Theirs.'), words: 1 })
    const texts = await km.memos.texts({ memo })
    expect(texts.map(({ who, words, isCurrent }) => [who, words, isCurrent])).toEqual([
      ['Tove Sand', 1, true],
      ['Kim Morris', 3, false],
      ['Kim Morris', 0, false],
    ])
    expect(texts[1]?.what).toBe(
      'Set aside what was written in the memo “On waiting”: it had been changed by then',
    )
    // It is no step of anybody’s, and nothing that stands in the way of one.
    await ts.history.undo({})
    expect((await km.memos.open({ memo })).words).toBe(0)
    await ts.history.redo({})
    await km.memos.restore({ memo, step: texts[1]?.step ?? '' })
    expect((await km.memos.open({ memo })).body).toBe(bodyOf('Mine, and more.'))
    const alike = await ts.memos.save({ memo, body: bodyOf('Mine, and more.'), from: begun })
    expect(alike.isAside).toBe(false)
    expect(await made.setUp.study.check({})).toMatchObject({ breaches: [] })
  })

  it('hold what was written on a text that was confirmed meanwhile', async () => {
    const made = await makeStudy()
    const [km, ld] = [await made.as('KM'), await made.as('LD')]
    const { id: memo, bodyId: begun } = await km.memos.add({ title: 'On waiting', about: study })
    await ld.memos.setState({ memo, state: 'confirmed' })
    const late = await km.memos.save({ memo, body: bodyOf('Typed too late.'), from: begun })
    expect(late).toMatchObject({ isAside: true, bodyId: begun, state: 'confirmed', words: 0 })
    const [, mine] = await km.memos.texts({ memo })
    expect(mine).toMatchObject({
      who: 'Kim Morris',
      words: 3,
      what: 'Set aside what was written in the memo “On waiting”: it had been confirmed by then',
    })
    expect((await failureOf(km.memos.save({ memo, body: bodyOf('Over it.') }))).message).toBe(
      '“On waiting” is confirmed.',
    )
    await ld.memos.setState({ memo, state: 'draft' })
    expect(await km.memos.save({ memo, body: bodyOf('Typed too late.'), from: begun })).toMatchObject({
      isAside: false,
      words: 3,
    })
    expect(await made.setUp.study.check({})).toMatchObject({ breaches: [] })
  })

  it('that were removed give what was written meanwhile to a memo of its own', async () => {
    const made = await makeStudy()
    const [km, ld] = [await made.as('KM'), await made.as('LD')]
    const { id: memo, bodyId: begun } = await km.memos.add({
      title: 'On waiting',
      kind: 'analytic',
      about: study,
    })
    await ld.memos.remove({ memo })
    const kept = await km.memos.save({ memo, body: bodyOf('Typed too late.'), from: begun })
    expect(kept.id).not.toBe(memo)
    expect(await km.memos.open({ memo: kept.id })).toMatchObject({
      title: 'On waiting (written when it was removed)',
      kind: 'analytic',
      state: 'draft',
      body: bodyOf('Typed too late.'),
    })
    await ld.history.undo({})
    expect((await km.memos.list({})).map(({ title }) => title).toSorted()).toEqual([
      'On waiting',
      'On waiting (written when it was removed)',
    ])
    // Of what there never was nothing is kept.
    const never = kept.id.replace(/.$/, last => (last === '0' ? '1' : '0'))
    expect((await failureOf(km.memos.save({ memo: never, body: bodyOf('No.'), from: begun }))).code).toBe(
      'not-found',
    )
  })

  it('say which quotations came and went, in their words', async () => {
    const made = await makeStudy()
    const source = await made.source('Talk 1', someText(1))
    const km = await made.as('KM')
    const { id: memo } = await km.memos.add({ title: 'On waiting', about: study })
    const quotation = { type: 'quotation', source, start: 0, end: 12, coding: null }
    await km.memos.save({ memo, body: JSON.stringify({ root: { type: 'root', children: [quotation] } }) })
    const texts = await km.memos.texts({ memo })
    const laid = await km.memos.compare({ memo, from: texts.at(-1)?.step ?? '', to: null })
    const { text } = await km.sources.open({ source })
    expect(laid.pieces.map(piece => piece.text).join('')).toContain(text.slice(0, 12))
  })

  it('that quote what a blind round hides are left out', async () => {
    const made = await makeStudy()
    const source = await made.source('One', someText(1))
    const { id: code } = await made.code('Waiting')
    const [km, ld] = [await made.as('KM'), await made.as('LD')]
    const coding = await km.codings.add({ source, start: 0, end: 12, code })
    const { id: memo } = await ld.memos.add({ title: 'On waiting', about: study })
    const quoting = { type: 'quotation', source, start: 0, end: 12, coding: coding.id }
    await ld.memos.save({ memo, body: JSON.stringify({ root: { type: 'root', children: [quoting] } }) })
    await made.setUp.memos.save({ memo, body: bodyOf('Nothing quoted.') })
    expect(await ld.memos.texts({ memo })).toHaveLength(3)
    await ld.rounds.open({ title: 'R', sources: [source], coders: [made.people.KM, made.people.TS] })
    expect(await ld.memos.texts({ memo })).toHaveLength(2)
    expect(await (await made.as('TS')).memos.texts({ memo })).toHaveLength(2)
  })
})
