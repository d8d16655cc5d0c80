import { describe, expect, it } from 'vitest'
import { breachesOf, copyOf, type Lead, leadStudy, mergeInto, parcelOf } from '../helpers/apart.ts'
import { comparedRound } from '../helpers/compared-round.ts'
import type { TestStudy } from '../helpers/study.ts'

const adds = ({
  sent,
  arrived,
  alreadyHere,
  needDecision,
}: Record<string, unknown> & { needDecision: unknown[] }) =>
  Number(sent) === Number(arrived) + Number(alreadyHere) + needDecision.length

/** Takes another copy in whole; answers what it says to decide, and looks that the sheet adds up. */
async function takeIn(into: TestStudy, from: TestStudy) {
  const [merged] = mergeInto({ study: into } as Lead, parcelOf(from))
  expect(merged && adds({ ...merged.sheet })).toBe(true)
  expect(breachesOf(into)).toEqual([])
  const ld = await into.as('LD')
  const listed = (await ld.merging.returns({})).find(({ id }) => id === merged?.package)
  return { ld, decisions: listed?.decisions ?? [], package: merged?.package ?? '' }
}

/** A round that was handed in and is in two copies; one closes it, and the other takes in what a coder did since. */
async function closedHere() {
  const lead = await leadStudy({ blind: false })
  const { study, codes, handouts } = lead
  const [source = ''] = lead.sources
  const away = await copyOf(study)
  const km = await away.as('KM')
  await km.codings.add({ source, start: 0, end: 20, code: codes.waiting })
  const send = () => parcelOf(away, { handout: handouts.KM, submits: true })
  const ts = await copyOf(study)
  mergeInto(lead, send(), parcelOf(ts, { handout: handouts.TS, submits: true }))
  const other = await copyOf(study)
  await (await study.as('LD')).rounds.close({ round: lead.round, leaveOpen: true })
  await km.codings.add({ source, start: 40, end: 60, code: codes.walking })
  await km.codings.add({ source, start: 70, end: 90, code: codes.walking })
  mergeInto({ ...lead, study: other }, send())
  return { study, other }
}

describe('work in a round that was closed in another copy', () => {
  const what =
    'The round “Round 1” is closed, and holds further work now that whoever closed it did not know of: 2 codings of Kim Morris. Its consensus and its figures do not count it. Leave it so, or open another round on what is to be settled.'

  it('is listed where the round was closed, to be decided', async () => {
    const { study, other } = await closedHere()
    const { ld, decisions, package: id } = await takeIn(study, other)
    expect(decisions).toMatchObject([{ kind: 'round closed', what, canTakeOther: false, settled: null }])
    const waits = async () => (await ld.study.overview({})).waiting.map(each => each.what).join('\n')
    expect(await waits()).toContain('Decide 1 step that met another in merging')
    await ld.merging.decide({ package: id, operation: decisions[0]?.operation ?? '', choice: 'keep' })
    expect(await waits()).not.toContain('met another in merging')
  })

  it('is listed where the word of its closing comes, too', async () => {
    const { study, other } = await closedHere()
    const { decisions } = await takeIn(other, study)
    expect(decisions).toMatchObject([{ kind: 'round closed', what }])
  })

  it('is not told of while a blind round is open, but for that there is something', async () => {
    const { study, other } = await closedHere()
    const ld = await study.as('LD')
    const { people } = study
    const source = await study.source('Interview 9', 'Something else. We walked.')
    await ld.rounds.open({ title: 'Blind', sources: [source], coders: [people.KM, people.TS] })
    const { decisions } = await takeIn(study, other)
    expect(decisions).toEqual([])
    expect((await ld.merging.returns({}))[0]).toMatchObject({ hidden: true, needDecision: 1 })
  })
})

describe('a round that was closed in another copy', () => {
  it('holds no further work where a text was corrected in the one or the other', async () => {
    const { study, source, round, ld } = await comparedRound({ KM: [20, 60], TS: [20, 100] })
    const other = await copyOf(study)
    await ld.rounds.close({ round, leaveOpen: true })
    const there = await other.as('LD')
    const [text] = await there.revisions.list({ source })
    const edits = [{ start: 0, end: 0, text: 'Before all of it. ' }]
    await there.revisions.correct({ source, revision: text?.id ?? '', edits })
    expect((await takeIn(study, other)).decisions).toEqual([])
    expect((await takeIn(other, study)).decisions).toEqual([])
  })

  it('and ruled on in this one says so wherever they meet, and what was taken back too', async () => {
    const { study, round, ld, rv } = await comparedRound({ KM: [20, 60, 80], TS: [20, 100] })
    const [one = '', two = '', three = ''] = (await rv.adjudication.disagreements({ round })).map(
      ({ id }) => id,
    )
    await rv.adjudication.rule({ round, disagreement: one, outcome: 'a' })
    await rv.adjudication.rule({ round, disagreement: two, outcome: 'a' })
    const other = await copyOf(study)
    await ld.rounds.close({ round, leaveOpen: true })
    const there = await other.as('RV')
    await there.adjudication.withdraw({ round, disagreement: one })
    await there.adjudication.rule({ round, disagreement: two, outcome: 'neither' })
    await there.adjudication.rule({ round, disagreement: three, outcome: 'a' })
    // What was undone was not ruled.
    await there.adjudication.rule({ round, disagreement: one, outcome: 'b' })
    await there.history.undo({})
    const what =
      'The round “Round 1” is closed, and 3 differences of it are ruled otherwise now than whoever closed it knew. What was ruled stands, and its consensus is made of it. Leave it so, or undo the merge.'
    const told = [{ kind: 'round closed', what, canTakeOther: false, settled: null }]
    const here = await takeIn(study, other)
    expect(here.decisions).toMatchObject(told)
    await here.ld.merging.decide({
      package: here.package,
      operation: here.decisions[0]?.operation ?? '',
      choice: 'keep',
    })
    const [{ decisions } = { decisions: [] }] = await ld.merging.returns({})
    expect(decisions).toMatchObject([{ settled: 'keep' }])
  })

  it('is told where the word of its closing comes to one who ruled on, and not where it comes with all that was ruled', async () => {
    const { study, round, rv } = await comparedRound({ KM: [20, 60], TS: [] })
    const [one = '', two = ''] = (await rv.adjudication.disagreements({ round })).map(({ id }) => id)
    const [closing, reading] = [await copyOf(study), await copyOf(study)]
    await (await closing.as('RV')).adjudication.rule({ round, disagreement: one, outcome: 'a' })
    await (await closing.as('LD')).rounds.close({ round, leaveOpen: true })
    expect((await takeIn(reading, closing)).decisions).toEqual([])
    await rv.adjudication.rule({ round, disagreement: two, outcome: 'a' })
    expect((await takeIn(study, closing)).decisions).toMatchObject([
      {
        kind: 'round closed',
        what: expect.stringContaining(
          '1 difference of it is ruled otherwise now than whoever closed it knew',
        ),
      },
    ])
  })
})

describe('rounds that two leads opened on one source of a coder', () => {
  it('are noted in the sheet and under what waits, with what to do, till one of them is no longer open', async () => {
    const { study } = await leadStudy({ blind: false })
    const { people } = study
    const third = await study.source('Interview 3', 'Something else. We walked to the shop.')
    const fourth = await study.source('Interview 4', 'And more. We walked back.')
    const other = await copyOf(study)
    const [here, there] = [await study.as('LD'), await other.as('LD')]
    const open = { blind: false, coders: [people.KM, people.TS] }
    await here.rounds.open({ ...open, title: 'Mine', sources: [third] })
    await there.rounds.open({ ...open, title: 'Theirs', sources: [third, fourth] })
    const { ld, decisions } = await takeIn(study, other)
    const between = '“Mine” and “Theirs” are both open for Kim Morris and Tove Sand on “Interview 3”'
    expect(decisions).toMatchObject([
      {
        kind: 'open together',
        what: `${between}. What is coded there now counts for “Theirs”. Hand in and close one of the two, or undo the opening of one in which nobody has coded.`,
        settled: null,
      },
    ])
    const waits = async () => (await ld.study.overview({})).waiting.map(each => each.what)
    expect(await waits()).toContain(`${between}: close one, or undo its opening`)
    // The one that was opened in the other copy is undone there, and that comes as well.
    await there.history.undo({})
    await takeIn(study, other)
    expect((await waits()).join('\n')).not.toMatch(/both open|met another/)
    const [, before] = await ld.merging.returns({})
    expect(before?.decisions).toMatchObject([{ settled: 'gone' }])
  })
})
