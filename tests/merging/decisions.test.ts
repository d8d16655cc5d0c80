import { describe, expect, it } from 'vitest'
import { type Db, first } from '#engine/db/sql.ts'
import type { Client } from '#shared/contract/client.ts'
import type { Decision } from '#shared/model/merge.ts'
import {
  breachesOf,
  contentBut,
  copyOf,
  type Lead,
  leadStudy,
  mergeInto,
  parcelOf,
} from '../helpers/apart.ts'
import { contentOf, failureOf } from '../helpers/study.ts'

/** The comment on a passage was changed here and, by its coder, there; both are merged. */
async function saidTwice(blind: boolean) {
  const lead = await leadStudy({ blind })
  const away = await copyOf(lead.study)
  const km = await away.as('KM')
  const { waiting: code } = lead.codes
  const { id: coding } = await km.codings.add({ source: lead.sources[0] ?? '', start: 0, end: 20, code })
  const send = () => mergeInto(lead, parcelOf(away, { handout: lead.handouts.KM }))[0]
  send()
  const [here, ld] = [await lead.study.as('KM'), await lead.study.as('LD')]
  await here.codings.update({ coding, comment: 'Said here' })
  await km.codings.update({ coding, comment: 'Said there' })
  const merged = send()
  const meeting = merged?.sheet.needDecision[0]
  if (!merged || !meeting) throw new Error('Nothing met')
  return { lead, ld, coding, given: { package: merged.package, operation: meeting.operation } }
}

const commentOn = (db: Db, coding: string) =>
  first<{ comment: string }>(db, 'SELECT comment FROM codings WHERE id = ?', coding)?.comment

async function decisionIn(client: Client, id: string): Promise<Decision> {
  const [decision, ...more] = (await client.merging.returns({})).find(each => each.id === id)?.decisions ?? []
  if (!decision || more.length > 0) throw new Error('Not one decision')
  return decision
}

const theOther = (comment: string | undefined) => (comment === 'Said here' ? 'Said there' : 'Said here')
const rows = ({ study }: Lead) => contentBut(study.db())

describe('what met in merging', () => {
  it('is kept as it stands: nothing changes but that it is settled', async () => {
    const { lead, ld, coding, given } = await saidTwice(false)
    const stands = commentOn(lead.study.db(), coding)
    const before = rows(lead)
    expect(await decisionIn(ld, given.package)).toMatchObject({
      kind: 'edited twice',
      stands,
      other: theOther(stands),
      canTakeOther: true,
      settled: null,
    })
    await ld.merging.decide({ ...given, choice: 'keep' })
    expect(rows(lead)).toBe(before)
    expect((await decisionIn(ld, given.package)).settled).toBe('keep')
    expect(await failureOf(ld.merging.decide({ ...given, choice: 'other' }))).toMatchObject({
      code: 'conflict',
      message: 'This was decided already.',
    })
    expect(breachesOf(lead.study)).toEqual([])
  })

  it('is settled by taking the other, which is undone and done again as a step', async () => {
    const { lead, ld, coding, given } = await saidTwice(false)
    const stands = commentOn(lead.study.db(), coding)
    const before = contentOf(lead.study.db())
    await ld.merging.decide({ ...given, choice: 'other' })
    const after = contentOf(lead.study.db())
    expect(commentOn(lead.study.db(), coding)).toBe(theOther(stands))
    expect((await decisionIn(ld, given.package)).settled).toBe('other')
    expect((await ld.history.state({})).undo).toMatch(/^Decided what met in merging: /)
    await ld.history.undo({})
    expect(contentOf(lead.study.db())).toBe(before)
    expect((await decisionIn(ld, given.package)).settled).toBe(null)
    await ld.history.redo({})
    expect(contentOf(lead.study.db())).toBe(after)
    await ld.history.undo({})
    await ld.merging.decide({ ...given, choice: 'keep' })
    expect(commentOn(lead.study.db(), coding)).toBe(stands)
    expect(breachesOf(lead.study)).toEqual([])
  })

  it('is refused where a blind round hides it, to who does not lead, and where there is no such thing', async () => {
    const { lead, ld, given } = await saidTwice(true)
    const before = contentOf(lead.study.db())
    const [merged] = (await ld.merging.returns({})).filter(({ id }) => id === given.package)
    expect(merged).toMatchObject({ hidden: true, needDecision: 1, decisions: [] })
    const km = await lead.study.as('KM')
    for (const choice of ['keep', 'other'] as const) {
      const blind = await failureOf(ld.merging.decide({ ...given, choice }))
      expect(blind.code).toBe('blind')
      expect(`${blind.message} ${blind.hint}`).not.toMatch(/Said|Waiting|Kim/)
      expect((await failureOf(km.merging.decide({ ...given, choice }))).code).toBe('not-allowed')
    }
    const nothing = { ...given, package: lead.round, choice: 'keep' as const }
    expect((await failureOf(ld.merging.decide(nothing))).code).toBe('not-found')
    expect(contentOf(lead.study.db())).toBe(before)
  })
})

it('a code and a theme that were put under another on each side are told with both places, and either can be taken', async () => {
  const lead = await leadStudy()
  const ld = await lead.study.as('LD')
  const [moved, here, there] = [
    await ld.themes.add({ name: 'Moved' }),
    await ld.themes.add({ name: 'Here' }),
    await ld.themes.add({ name: 'There' }),
  ]
  const other = await ld.codebook.addCode({ name: 'Standing' })
  const away = await copyOf(lead.study)
  const elsewhere = await away.as('LD')
  const { walking, waiting } = lead.codes
  await ld.codebook.moveCode({ code: walking, parent: waiting })
  await ld.themes.move({ themes: [moved.id], parent: here.id })
  await elsewhere.codebook.moveCode({ code: walking, parent: other.id })
  await elsewhere.themes.move({ themes: [moved.id], parent: there.id })
  const merged = mergeInto(lead, parcelOf(away))[0]
  const decisions = (await ld.merging.returns({})).flatMap(returned => returned.decisions)
  const told = decisions.filter(({ what }) => what.includes('its place in the tree'))
  expect(told.map(({ stands, other: lost }) => [stands, lost].sort())).toEqual([
    ['Standing', 'Waiting'],
    ['Here', 'There'],
  ])
  for (const { operation, part } of told)
    await ld.merging.decide({ package: merged?.package ?? '', operation, part, choice: 'other' })
  expect(breachesOf(lead.study)).toEqual([])
})
