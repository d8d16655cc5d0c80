import { describe, expect, it } from 'vitest'
import { contentOf, failureOf, makeStudy } from '../helpers/study.ts'

const talk =
  'P1: we began with those who came.\nP2: it took longer than said.\nP1: it did.\nP3: not for us, for once.\n'

/** Two sites and two people who speak in one interview, and a memo about each of one site and one person. */
async function written() {
  const study = await makeStudy()
  const client = await study.as('KM')
  const source = await study.source('Interview 1', talk)
  const { id: site } = await client.cases.add({ kind: 'site', name: 'Site 1' })
  const { id: other } = await client.cases.add({ kind: 'site', name: 'Site 2' })
  const { id: one } = await client.cases.add({ kind: 'person', name: 'OT 1', site })
  const { id: two } = await client.cases.add({ kind: 'person', name: 'OT 2', site: other })
  await client.cases.link({
    links: [
      { source, speaker: 'P1', case: one },
      { source, speaker: 'P2', case: two },
    ],
  })
  const about = (id: string) => ({ kind: 'case' as const, id })
  const memo = await client.memos.add({ title: 'Slow to begin', kind: 'analytic', about: about(one) })
  const ofSite = await client.memos.add({ title: 'A busy place', kind: 'analytic', about: about(site) })
  return { study, client, source, site, other, one, two, about, memo: memo.id, ofSite: ofSite.id }
}

describe('a memo about a person or a site', () => {
  it('says whom it is about, by the name they have now, in the list, open and exported', async () => {
    const { study, client, one, memo } = await written()
    await client.cases.setCells({ cells: [{ case: one, column: 'name', value: 'OT 18' }] })
    const about = { kind: 'case', id: one, name: 'OT 18' }
    expect((await client.memos.list({})).find(({ id }) => id === memo)).toMatchObject({ about })
    expect(await client.memos.open({ memo })).toMatchObject({ about, title: 'Slow to begin' })
    const report = await client.reports.make({ what: 'memos', format: 'md' })
    expect(Buffer.from(study.host.reports.get(report.id)?.bytes ?? []).toString()).toContain(
      'Analytic · about the case “OT 18” · draft',
    )
  })

  it('is of a case that is there', async () => {
    const { client, about, source } = await written()
    for (const wrong of [about(source), { kind: 'case' as const, id: null }])
      expect(await failureOf(client.memos.add({ title: 'Nobody', about: wrong }))).toMatchObject({
        code: 'not-found',
        message: 'There is no such case to write about.',
      })
  })

  it('stands beside the passages they are behind, those of a site through its people', async () => {
    const { study, client, source, site, other, one, two } = await written()
    const { id: code } = await client.codebook.addCode({ name: 'Waiting' })
    const at = async (words: string) => {
      const start = talk.indexOf(words)
      const coding = { source, start, end: start + words.length, code }
      return (await client.codings.add(coding)).id
    }
    const began = await at('we began')
    const longer = await at('took longer')
    const unknown = await at('not for us')
    const of = async (id?: string) =>
      (await client.codings.passages({ ...(id && { case: id }) })).map(({ id }) => id)
    expect(await of()).toEqual([began, longer, unknown])
    expect([await of(one), await of(site)]).toEqual([[began], [began]])
    expect([await of(two), await of(other)]).toEqual([[longer], [longer]])
    expect(await client.codings.passages({ layer: 'consensus', case: one })).toEqual([])
    expect(await (await study.as('TS')).codings.passages({ case: one })).toHaveLength(1)
  })

  it('goes with them where they are removed, which is said before, and comes back', async () => {
    const { study, client, one, site, memo, ofSite } = await written()
    const before = contentOf(study.db())
    const going = await client.cases.goesWith({ cases: [one, site] })
    expect(going.sentence).toBe(
      'With these 2 cases go 1 link to a source and 2 memos. No source and no coding goes. This can be undone.',
    )
    await client.cases.remove({ cases: [one, site] })
    expect(await client.memos.list({})).toEqual([])
    await client.history.undo({})
    expect(contentOf(study.db())).toBe(before)
    expect((await client.memos.list({})).map(({ id }) => id).sort()).toEqual([memo, ofSite].sort())
  })

  it('is about the one that stays where two are merged, and about its own again where that is undone', async () => {
    const { study, client, one, two, memo } = await written()
    expect((await client.cases.mergeOf({ from: one, into: two })).sentence).toContain(
      'contacts, memos, summaries and values',
    )
    const before = contentOf(study.db())
    await client.cases.merge({ from: one, into: two })
    expect((await client.memos.open({ memo })).about).toEqual({ kind: 'case', id: two, name: 'OT 2' })
    await client.history.undo({})
    expect(contentOf(study.db())).toBe(before)
  })

  it('is not left behind by a step that would take its case away beneath it', async () => {
    const { study, site, other } = await written()
    const take = (id: string) => study.db().prepare('DELETE FROM cases WHERE id = ?').run(id)
    expect(() => take(site)).toThrow(/memo stands on what it is about/)
    study.db().prepare('UPDATE cases SET site = NULL').run()
    expect(take(other).changes).toBe(1)
  })
})
