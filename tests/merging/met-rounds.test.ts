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

describe('rulings in a round that was closed in another copy', () => {
  it.each(['here', 'there'] as const)('are listed, and nothing else is asked: closed %s', async where => {
    const { study, round } = await comparedRound({ KM: [20, 60], TS: [20, 100] })
    const other = await copyOf(study)
    const [closing, ruling] = where === 'here' ? [study, other] : [other, study]
    await (await closing.as('LD')).rounds.close({ round, leaveOpen: true })
    const rv = await ruling.as('RV')
    const items = await rv.adjudication.disagreements({ round })
    await rv.adjudication.ruleMany({
      rulings: items.map(({ id }) => ({ round, disagreement: id, outcome: 'a' as const })),
    })
    const { decisions } = await takeIn(study, other)
    const told = decisions.map(({ kind, what }) => [kind, what])
    expect(told).toEqual([
      [
        'round closed',
        'The round “Round 1” is closed, and has 2 rulings now that whoever closed it did not know of. Its consensus holds what they say. Leave it so, or undo the merge.',
      ],
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
