import { describe, expect, it, test } from 'vitest'
import { makeStudy } from '../helpers/study.ts'
import { readLog } from './log.ts'
import { logOfPaper, openedOn, printed, rowsOfPaper } from './paper.ts'

const paper = rowsOfPaper()

test.skipIf(paper === null)(
  'the fixture is what the paper prints (skipped where ../shared/seed is absent)',
  () => expect(printed).toEqual(paper),
)

describe('the per-site table of the reference study', () => {
  it('comes out of a contact log as printed, its 16 rows to the last figure', async () => {
    const study = await makeStudy()
    const lead = await study.as('LD')
    const log = await readLog(study, lead, logOfPaper())
    const look = await log.look()
    expect(look.problems.filter(({ kind }) => kind !== 'repeat')).toEqual([])
    await log.take(['repeat'])
    const { cases } = await lead.cases.list({})
    for (const [site, months, , , participants, staff] of printed) {
      const id = cases.find(({ name }) => name === site)?.id ?? ''
      await lead.contacts.setSite({
        site: id,
        opened: openedOn(Number(months)),
        participants: Number(participants),
        staff: Number(staff),
      })
    }
    await lead.contacts.choose({ cutOff: '2020-04-01' })
    const table = await lead.contacts.table({})
    expect(
      table.sites.map(row => [
        row.site,
        `${row.months}`,
        `${row.minutes}`,
        row.percentByPhone?.toFixed(1),
        `${row.participants}`,
        `${row.staff}`,
        `${row.minutesPerMonth}`,
        `${row.participantsPerStaff}`,
      ]),
    ).toEqual(printed)

    // The paper: site 2 received the least; sites 9, 10 and 13 were close to the expected 60 minutes; twelve had more.
    const of = (band: string) => table.sites.filter(row => row.band === band).map(({ site }) => site)
    expect(of('below')).toEqual(['2'])
    expect(of('close')).toEqual(['9', '10', '13'])
    expect(of('above')).toHaveLength(12)

    // Its footnote: the column's grand total is not the time that was given, where two sites attend one session.
    expect(table.minutesOverSites).toBe(printed.reduce((sum, row) => sum + Number(row[2]), 0))
    expect(table.distinctSessionMinutes).toBe(table.minutesOverSites - 60)
    expect(table.notes[0]).toMatch(/^1 session served several sites and counts in full for each/)
    for (const row of table.sites)
      expect(row.byMonth.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(row.minutes)
    expect((await lead.study.check({})).breaches).toEqual([])
  })
})
