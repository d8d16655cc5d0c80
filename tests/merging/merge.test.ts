import { describe, expect, it } from 'vitest'
import { all, value } from '#engine/db/sql.ts'
import { changed } from '#engine/history/changes.ts'
import { hiddenMeeting, meetingInWords } from '#engine/merging/meeting-in-words.ts'
import {
  asLead,
  breachesOf,
  contentBut,
  copyOf,
  leadStudy,
  mergeInto,
  parcelOf,
  rehearseIn,
} from '../helpers/apart.ts'
import { contentOf } from '../helpers/study.ts'

describe('a return', () => {
  it('brings what its coder did, once, as one step that can be taken back and done again', async () => {
    const lead = await leadStudy({ blind: true })
    const away = await copyOf(lead.study)
    const km = await away.as('KM')
    const [source = ''] = lead.sources
    await km.codings.add({ source, start: 0, end: 20, code: lead.codes.waiting })
    await km.codings.add({ source, start: 30, end: 50, code: lead.codes.walking, comment: 'Slow' })
    await km.codebook.addCode({ name: 'Proposed' })
    await km.annotations.add({ source, start: 3, end: 9, text: 'Hm' })
    const parcel = parcelOf(away, { handout: lead.handouts.KM })
    const before = contentOf(lead.study.db())
    const tables = contentBut(lead.study.db())
    const rehearsed = rehearseIn(lead, parcel)
    expect(contentOf(lead.study.db())).toBe(before)
    const [merged] = mergeInto(lead, parcel)
    expect(merged?.sheet).toEqual({ sent: 4, arrived: 4, alreadyHere: 0, needDecision: [] })
    expect(rehearsed[0]?.sheet).toEqual(merged?.sheet)
    expect(breachesOf(lead.study)).toEqual([])
    expect(value(lead.study.db(), 'SELECT count(*) AS n FROM codings')).toBe(2)
    const after = contentOf(lead.study.db())
    expect(mergeInto(lead, parcel)).toMatchObject([{ status: 'already' }])
    expect(contentOf(lead.study.db())).toBe(after)
    const ld = await lead.study.as('LD')
    expect((await ld.history.state({})).undo).toMatch(/^Merged a return of Kim Morris/)
    await ld.history.undo({})
    expect(breachesOf(lead.study)).toEqual([])
    expect(contentBut(lead.study.db())).toBe(tables)
    expect((await ld.history.list({})).entries.map(e => e.what)).not.toContain('Coded “Waiting”')
    await ld.history.redo({})
    expect(breachesOf(lead.study)).toEqual([])
    expect(contentOf(lead.study.db())).toBe(after)
    expect(all(lead.study.db(), 'SELECT undone FROM returns')).toEqual([{ undone: 0 }])
  })

  it('that changed what was changed here is told in words, by name and without', async () => {
    const lead = await leadStudy({ blind: true })
    const first = await copyOf(lead.study)
    const km = await first.as('KM')
    const own = await km.codebook.addCode({ name: 'Own' })
    mergeInto(lead, parcelOf(first, { handout: lead.handouts.KM }))
    await km.codebook.updateCode({ code: own.id, name: 'Renamed there' })
    const here = lead.study.db()
    asLead(lead.study.handle(), lead.study.people, ({ db, record }) =>
      record('code.changed', 'Renamed', [changed(db, 'codes', own.id, { name: 'Renamed here' })]),
    )
    const [merged] = mergeInto(lead, parcelOf(first, { handout: lead.handouts.KM }))
    expect(merged?.sheet).toMatchObject({ sent: 2, arrived: 0, alreadyHere: 1 })
    const [meeting] = merged?.sheet.needDecision ?? []
    if (!meeting) throw new Error('Nothing met')
    const { name } = all<{ name: string }>(here, 'SELECT name FROM codes WHERE id = ?', own.id)[0] ?? {
      name: '',
    }
    const other = name === 'Renamed here' ? 'Renamed there' : 'Renamed here'
    expect(meetingInWords(here, meeting)).toEqual({
      kind: 'edited twice',
      what: `The code “${name}”: its name was changed on both sides; one of the two stands. What gave way: “${other}”.`,
    })
    expect(JSON.stringify(hiddenMeeting())).not.toMatch(/Renamed|code/)
    expect(breachesOf(lead.study)).toEqual([])
  })
})
