import { describe, expect, it } from 'vitest'
import { breachesOf, contentBut, copyOf, leadStudy, takeIn } from '../helpers/apart.ts'
import { someText } from '../helpers/study.ts'

async function apart() {
  const lead = await leadStudy()
  const ld = await lead.study.as('LD')
  const site = await ld.cases.add({ kind: 'site', name: 'Site 1' })
  const person = await ld.cases.add({ kind: 'person', name: 'OT 1', site: site.id })
  await ld.contacts.add({
    date: '2019-01-14',
    mode: 'phone',
    minutes: 40,
    sites: [{ case: site.id, attended: true, reason: '' }],
    people: [{ case: person.id, attended: true, reason: '' }],
  })
  const contact = async (of: typeof ld) => (await of.contacts.list({}))[0]
  return { lead, ld, site, person, contact }
}

describe('what one step took away together, in another copy than one that needs some of it', () => {
  it.each(['removed here', 'removed there'] as const)(
    'a contact comes back with its sites and people: %s',
    async where => {
      const { lead, ld, contact } = await apart()
      const copy = await copyOf(lead.study)
      const there = await copy.as('LD')
      const { id = '', sites, people } = (await contact(ld)) ?? {}
      const [removing, changing] = where === 'removed here' ? [ld, there] : [there, ld]
      await removing.contacts.remove({ contacts: [id] })
      await changing.contacts.update({ contact: id, minutes: 55 })
      takeIn(lead.study, copy)
      expect(await contact(ld)).toMatchObject({ minutes: 55, sites, people })
      expect(breachesOf(lead.study)).toEqual([])
      // Both copies come to the same.
      takeIn(copy, lead.study)
      expect(contentBut(copy.db(), 'returns')).toBe(contentBut(lead.study.db(), 'returns'))
      // What is taken away of it later stays away.
      await ld.contacts.update({ contact: id, people: [] })
      takeIn(lead.study, await copyOf(copy))
      expect((await contact(ld))?.people).toEqual([])
      expect(breachesOf(lead.study)).toEqual([])
    },
  )

  it('a source that was removed here and coded there comes back with all that was coded in it', async () => {
    const { lead, ld } = await apart()
    const source = await lead.study.source('Not in a round', someText(9))
    const { waiting: code } = lead.codes
    const isThere = async () => (await ld.sources.list({})).some(({ id }) => id === source)
    await (await lead.study.as('KM')).codings.add({ source, start: 0, end: 9, code })
    const copy = await copyOf(lead.study)
    await ld.sources.remove({ source })
    expect(await isThere()).toBe(false)
    await (await copy.as('TS')).codings.add({ source, start: 10, end: 19, code })
    takeIn(lead.study, copy)
    expect(await isThere()).toBe(true)
    const starts = (await ld.codings.inSource({ source })).map(({ start }) => start)
    expect(starts.sort((a, b) => a - b)).toEqual([0, 10])
    expect(breachesOf(lead.study)).toEqual([])
  })
})
