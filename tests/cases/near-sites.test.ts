import { describe, expect, it } from 'vitest'
import { makeStudy } from '../helpers/study.ts'

/** A study with a site, and a table of cases that was read into a preview. */
async function looked(site: string, table: string) {
  const study = await makeStudy()
  const client = await study.as('LD')
  await client.cases.add({ kind: 'site', name: site })
  study.host.uploads.put('near', { fileName: 'people.csv', bytes: Buffer.from(table) }, table.length)
  const shown = await client.cases.preview({ file: { upload: 'near', fileName: 'people.csv' } })
  return { client, shown }
}

describe('sites of a table whose names are alike', () => {
  it.each([
    ['1', 'Site 1'],
    ['Site 1', '1'],
    ['Site 01', 'site 1'],
  ])(
    '“%s” of the study and “%s” of people are proposed as one, and two where somebody says so',
    async (there, named) => {
      const { client, shown } = await looked(there, `Person,Site,Age\nOT 1,${named},30\nOT 2,${named},31`)
      expect(shown.near).toEqual([{ name: named, of: there }])
      expect(shown.notes).toEqual([
        `Taken for a site whose name is alike: “${named}” for “${there}”. If they are others, say that they are sites of their own.`,
      ])
      const mapping = { ...shown.mapping, sitesApart: true }
      const apart = await client.cases.preview({ preview: shown.preview, mapping })
      expect(apart.notes).toEqual([
        `Sites of their own though their names are alike: “${named}” and “${there}”.`,
        `New sites: “${named}”.`,
      ])
      const names = async () => (await client.cases.list({})).cases.map(({ name }) => name)
      await client.cases.import({ preview: shown.preview, mapping: shown.mapping })
      expect((await names()).toSorted()).toEqual(['OT 1', 'OT 2', there].toSorted())
      await client.history.undo({})
      await client.cases.import({ preview: shown.preview, mapping })
      expect((await names()).toSorted()).toEqual(['OT 1', 'OT 2', there, named].toSorted())
    },
  )

  it('are one site of a person whose rows name both', async () => {
    const { client, shown } = await looked('Site 9', 'Person,Site,Age\nOT 1,1,30\nOT 1,Site 1,30')
    await client.cases.import({ preview: shown.preview, mapping: shown.mapping })
    const { cases } = await client.cases.list({})
    expect(cases.map(({ name, note }) => [name, note])).toEqual([
      ['1', ''],
      ['OT 1', ''],
      ['Site 9', ''],
    ])
  })

  it('finds the sites of a table of sites as well', async () => {
    const { client, shown } = await looked('1', 'Site,Beds\nSite 1,30\nSite 2,12')
    expect(shown).toMatchObject({
      mapping: { kind: 'site' },
      counts: { new: 1, changed: 1 },
      near: [{ name: 'Site 1', of: '1' }],
    })
    await client.cases.import({ preview: shown.preview, mapping: shown.mapping })
    expect((await client.cases.list({})).cases.map(({ name }) => name)).toEqual(['1', 'Site 2'])
  })
})
