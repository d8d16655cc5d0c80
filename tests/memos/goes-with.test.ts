import { describe, expect, it } from 'vitest'
import type { MemoSubject } from '#shared/model/memo.ts'
import { contentOf, failureOf, makeStudy, someText } from '../helpers/study.ts'

/** A study with a code, a theme over it, a person and a source, and a memo about each that a reviewer confirmed. */
async function written() {
  const study = await makeStudy()
  const [lead, reviewer] = [await study.as('LD'), await study.as('RV')]
  const { id: code } = await lead.codebook.addCode({ name: 'Waiting' })
  const { id: theme } = await lead.themes.add({ name: 'Time' })
  await lead.themes.addCodes({ theme, codes: [code] })
  const { id: person } = await lead.cases.add({ kind: 'person', name: 'OT 1' })
  const source = await study.source('Interview 1', someText(2))
  const about = async (kind: MemoSubject, id: string, title = `On ${kind}`) =>
    (await lead.memos.add({ title, about: { kind, id } })).id
  const memos = {
    code: await about('code', code),
    theme: await about('theme', theme),
    case: await about('case', person),
    source: await about('source', source),
  }
  for (const memo of Object.values(memos)) await reviewer.memos.setState({ memo, state: 'confirmed' })
  return { study, lead, code, theme, person, source, memos, about }
}

const refusal = (kind: string, name: string) =>
  `The memo “On ${kind}” about “${name}” would go too and is confirmed; set it back to draft first.`

describe('a removal', () => {
  it('takes no confirmed memo along, whatever it is about, and all goes once it is a draft', async () => {
    const { study, lead, code, theme, person, source, memos } = await written()
    const coder = await study.as('KM')
    const before = contentOf(study.db())
    const removals = {
      code: [() => coder.codebook.removeCode({ code }), 'Waiting'],
      theme: [() => coder.themes.remove({ theme }), 'Time'],
      case: [() => coder.cases.remove({ cases: [person] }), 'OT 1'],
      source: [() => lead.catalogue.removeSources({ sources: [source] }), 'Interview 1'],
    } as const
    for (const [kind, [remove, name]] of Object.entries(removals)) {
      expect(await failureOf(remove())).toMatchObject({ code: 'conflict', message: refusal(kind, name) })
    }
    expect(contentOf(study.db())).toBe(before)
    for (const memo of Object.values(memos)) await coder.memos.setState({ memo, state: 'draft' })
    for (const [remove] of Object.values(removals)) await remove()
    expect(await lead.memos.list({})).toEqual([])
  })

  it('says beforehand how many memos go, and how many of them are confirmed', async () => {
    const { lead, code, person, source, about } = await written()
    for (const [kind, id] of [
      ['code', code],
      ['case', person],
      ['source', source],
    ] as const)
      await about(kind, id, 'A draft')
    expect(await lead.codebook.goesWith({ code })).toMatchObject({
      parts: ['2 memos (1 confirmed)'],
      sentence: 'With “Waiting” go 2 memos (1 confirmed). This can be undone.',
      refused: refusal('code', 'Waiting'),
    })
    expect(await lead.cases.goesWith({ cases: [person] })).toMatchObject({
      sentence: 'With “OT 1” go 2 memos (1 confirmed). No source and no coding goes. This can be undone.',
      refused: refusal('case', 'OT 1'),
    })
    expect(await lead.catalogue.sourcesGoWith({ sources: [source] })).toMatchObject({
      sentence: 'Nothing is coded in “Interview 1”. 2 memos (1 confirmed) about it go too.',
      refused: refusal('source', 'Interview 1'),
    })
  })

  it('of a component says which statements go with it or lose it, and of a theme what went', async () => {
    const { study, lead, theme, memos } = await written()
    await lead.codebook.addFromLibrary({ library: 'npt' })
    const npt = (await lead.codebook.frameworks({})).find(({ kind }) => kind === 'deductive')?.codes ?? []
    const [enrolment = '', initiation = ''] = ['Enrolment', 'Initiation'].map(
      name => npt.find(code => code.name === name)?.id ?? '',
    )
    const write = (codes: string[]) =>
      lead.statements.add({ theme, polarity: 'barrier', codes, text: 'So it is.' })
    await write([enrolment])
    await write([enrolment, initiation])
    expect(await lead.codebook.goesWith({ code: enrolment })).toMatchObject({
      sentence: 'With “Enrolment” go 1 statement and its place in 1 other statement. This can be undone.',
      refused: null,
    })
    expect((await lead.codebook.goesWithCodes({ codes: [enrolment, initiation] })).parts).toEqual([
      '2 statements',
    ])
    expect((await lead.codebook.goesWith({ code: initiation })).sentence).toBe(
      'With “Initiation” goes its place in 1 other statement. This can be undone.',
    )
    const { id: sub } = await lead.themes.add({ name: 'Waiting for it', parent: theme })
    await lead.memos.add({ title: 'A draft', about: { kind: 'theme', id: sub } })
    await lead.memos.setState({ memo: memos.theme, state: 'in review' })
    const before = contentOf(study.db())
    expect(await lead.themes.remove({ theme })).toEqual({
      went: ['1 sub-theme', '2 statements', '2 memos'],
    })
    await lead.history.undo({})
    expect(contentOf(study.db())).toBe(before)
  })

  it('of a data set says what goes by it, and stays where a confirmed memo would say something else', async () => {
    const { study, lead, theme, code, source, memos } = await written()
    const reviewer = await study.as('RV')
    const { id: dataSet } = await lead.sources.addDataSet({ name: 'OT interviews' })
    await lead.sources.update({ source, dataSet })
    expect((await lead.catalogue.dataSetGoesWith({ dataSet })).sentence).toBe(
      'Its source stays, in no data set.',
    )
    await lead.codebook.addFromLibrary({ library: 'npt' })
    const npt = (await lead.codebook.frameworks({})).find(({ kind }) => kind === 'deductive')?.codes ?? []
    const enrolment = npt.find(({ name }) => name === 'Enrolment')?.id ?? ''
    const { id: round } = await lead.rounds.open({
      title: 'Round 1',
      sources: [source],
      coders: [study.people.KM, study.people.TS],
    })
    for (const who of ['KM', 'TS'] as const) {
      const coder = await study.as(who)
      for (const one of [code, enrolment])
        await coder.codings.add({ source, start: 0, end: 12, code: one, polarity: 'barrier' })
      await coder.rounds.submit({ round, coder: study.people[who] })
    }
    await lead.statements.add({ theme, polarity: 'barrier', codes: [enrolment], text: 'So it is.' })
    await lead.explore.note({ theme, about: dataSet, judgement: 'agrees', text: 'All of them.' })
    await lead.queries.save({ name: 'Theirs', asks: { anyCodes: [code], dataSets: [dataSet] } })
    const number = {
      type: 'live-number',
      version: 1,
      kind: 'person',
      where: null,
      behind: { kind: 'code', id: code },
      polarity: null,
      layer: 'consensus',
      among: dataSet,
      form: 'of',
      noun: 'OTs',
    }
    const paragraph = { type: 'paragraph', version: 1, children: [number] }
    const body = JSON.stringify({ root: { type: 'root', version: 1, children: [paragraph] } })
    await lead.memos.setState({ memo: memos.code, state: 'draft' })
    await lead.memos.save({ memo: memos.code, body })
    await reviewer.memos.setState({ memo: memos.code, state: 'confirmed' })
    const before = contentOf(study.db())
    const refused =
      'The memo “On code” about “Waiting” would change and is confirmed; set it back to draft first.'
    expect(await lead.catalogue.dataSetGoesWith({ dataSet })).toMatchObject({ refused })
    expect(await failureOf(lead.catalogue.removeDataSet({ dataSet }))).toMatchObject({
      code: 'conflict',
      message: refused,
    })
    expect(contentOf(study.db())).toBe(before)
    await lead.memos.setState({ memo: memos.code, state: 'draft' })
    expect(await lead.catalogue.dataSetGoesWith({ dataSet })).toMatchObject({
      refused: null,
      sentence:
        'Its source stays, in no data set. 1 statement names it as a source of data and will name it no more. ' +
        '1 cell written of it under Explore goes. 1 memo has numbers or attributions that go by it. ' +
        '1 saved query or filter asks for it.',
    })
    const there = contentOf(study.db())
    await lead.catalogue.removeDataSet({ dataSet })
    await lead.history.undo({})
    expect(contentOf(study.db())).toBe(there)
  })
})
