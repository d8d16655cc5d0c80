import { describe, expect, it } from 'vitest'
import { all } from '#engine/db/sql.ts'
import { contentOf, failureOf, makeStudy, type TestStudy } from '../helpers/study.ts'

const interview = (speaker: string) =>
  `Interviewer: How did it go?\n${speaker}: Well enough, I think.\nInterviewer: And after?\n${speaker}: Slower than ${speaker} hoped.\n`

const letter = (from: string, subject: string) =>
  `From: ${from}\nTo: "Mentor, The" <mentor@one.example>\nSubject: ${subject}\nDate: Mon, 14 Jan 2019 09:30:00 +0000\nMessage-ID: <${subject}@one.example>\n\nThank you for ${subject}.\n`

async function imported(study: TestStudy, fileName: string, text: string): Promise<string> {
  const upload = `letter-${fileName}`
  study.host.uploads.put(upload, { fileName, bytes: Buffer.from(text) }, text.length)
  const [result] = await study.setUp.sources.import({ files: [{ upload, fileName }] })
  if (!result?.sourceId) throw new Error(`${fileName}: ${result?.reason}`)
  return result.sourceId
}

describe('a link', () => {
  it('names its case in the list of sources, once', async () => {
    const study = await makeStudy()
    const client = await study.as('KM')
    const source = await study.source('OT 18 at Site 10', interview('OT18'))
    const ot = (await client.cases.add({ kind: 'person', name: 'OT 18' })).id
    const site = (await client.cases.add({ kind: 'site', name: 'Site 10' })).id
    await client.cases.link({
      links: [
        { source, case: site },
        { source, case: ot },
        { source, speaker: 'OT18', case: ot },
      ],
    })
    expect((await client.sources.list({}))[0]?.cases).toEqual(['OT 18', 'Site 10'])
    expect((await client.sources.open({ source })).cases).toEqual(['OT 18', 'Site 10'])
  })

  it('of a speaker is to one case; the newer stands, and what was said of the speaker stays', async () => {
    const study = await makeStudy()
    const client = await study.as('KM')
    const source = await study.source('Interview', interview('P01'))
    const a = (await client.cases.add({ kind: 'person', name: 'A' })).id
    const b = (await client.cases.add({ kind: 'person', name: 'B' })).id
    const link = (id: string) => client.cases.link({ links: [{ source, speaker: 'P01', case: id }] })
    await link(a)
    await link(b)
    expect((await client.cases.list({})).cases.map(({ links }) => links.length)).toEqual([0, 1])
    await client.cases.unlink({ links: [{ source, speaker: 'P01', case: b }] })
    expect(all(study.db(), 'SELECT * FROM source_speakers')).toEqual([])
    await client.history.undo({})
    expect((await client.cases.list({})).cases[1]?.links).toEqual([{ source, speaker: 'P01' }])
  })

  it('needs a speaker who is there, and a source that is', async () => {
    const study = await makeStudy()
    const client = await study.as('KM')
    const source = await study.source('Interview', interview('P01'))
    const id = (await client.cases.add({ kind: 'person', name: 'A' })).id
    const failure = await failureOf(client.cases.link({ links: [{ source, speaker: 'P02', case: id }] }))
    expect(failure.message).toBe('Nobody called “P02” speaks in “Interview”.')
    expect((await failureOf(client.cases.link({ links: [{ source: id, case: id }] }))).code).toBe('not-found')
  })

  it('goes with its source and comes back with it', async () => {
    const study = await makeStudy()
    const client = await study.as('LD')
    const source = await study.source('Interview', interview('P01'))
    const id = (await client.cases.add({ kind: 'person', name: 'A' })).id
    await client.cases.link({
      links: [
        { source, case: id },
        { source, speaker: 'P01', case: id },
      ],
    })
    const before = contentOf(study.db())
    await client.sources.remove({ source })
    expect((await client.cases.list({})).cases[0]?.links).toEqual([])
    await client.history.undo({})
    expect(contentOf(study.db())).toBe(before)
  })
})

describe('codings of a case', () => {
  it('are those of its sources and of its speakers’ turns, as far as one may see them', async () => {
    const study = await makeStudy()
    const [km, ts, ld] = [await study.as('KM'), await study.as('TS'), await study.as('LD')]
    const text = interview('P01')
    const source = await study.source('Interview', text)
    const code = (await study.code('Pace', ld)).id
    const person = (await ld.cases.add({ kind: 'person', name: 'P01' })).id
    const site = (await ld.cases.add({ kind: 'site', name: 'Site 1' })).id
    await ld.cases.link({
      links: [
        { source, speaker: 'P01', case: person },
        { source, case: site },
      ],
    })
    const said = text.indexOf('Slower')
    await km.codings.add({ source, start: said, end: said + 6, code })
    await km.codings.add({ source, start: 13, end: 27, code })
    expect(await ts.cases.counts({})).toEqual({ [person]: 1, [site]: 2 })
    await ld.rounds.open({ title: 'Round 1', sources: [source], coders: [study.people.KM, study.people.TS] })
    expect(await ts.cases.counts({})).toEqual({})
    expect(await ld.cases.counts({})).toEqual({})
    expect(await km.cases.counts({})).toEqual({ [person]: 1, [site]: 2 })
  })
})

describe('what is proposed', () => {
  it('follows titles, labels and addresses, never who asks the questions', async () => {
    const study = await makeStudy()
    const client = await study.as('KM')
    await study.source('ot-18 site 10', interview('OT18'))
    await study.source('OT 1 in Site 1', interview('Participant'))
    for (const name of ['OT 18', 'OT 1']) await client.cases.add({ kind: 'person', name })
    await client.cases.add({ kind: 'site', name: 'Site 1' })
    const told = (await client.cases.suggestions({})).map(
      ({ sourceTitle, speaker, name, kind, case: of, why }) =>
        `${sourceTitle} | ${speaker ?? '-'} | ${kind} ${name}${of === null ? ' (new)' : ''} | ${why}`,
    )
    expect(told).toEqual([
      'OT 1 in Site 1 | - | person OT 1 | named in the title',
      'OT 1 in Site 1 | - | site Site 1 | named in the title',
      'ot-18 site 10 | OT18 | person OT 18 | the speaker’s label',
      'ot-18 site 10 | - | site Site 10 (new) | named in the title',
    ])
  })

  it('is no new person of a label that is no name, nor whoever has it elsewhere', async () => {
    const study = await makeStudy()
    const client = await study.as('KM')
    const labels = ['id1', 'ID 12', 'S1', 'S 2', 'Speaker 1', 'Speaker B', 'Unknown', 'Unknown 2']
    const told = async () => (await client.cases.suggestions({})).map(({ name, why }) => [name, why])
    const sources: string[] = []
    for (const label of labels) sources.push(await study.source(`With ${label}`, interview(label)))
    for (const [at, label] of labels.entries()) {
      const { speakers } = await client.sources.open({ source: sources[at] ?? '' })
      expect(speakers).toContain(label)
    }
    await study.source('With OT18', interview('OT18'))
    expect(await told()).toEqual([['OT18', 'a speaker’s label']])
    const id = (await client.cases.add({ kind: 'person', name: 'Mira' })).id
    await client.cases.link({ links: [{ source: sources[0] ?? '', speaker: 'id1', case: id }] })
    await study.source('Another', `${interview('id1')}id1: And so on.\n`)
    expect(await told()).toEqual([['OT18', 'a speaker’s label']])
    await client.cases.add({ kind: 'person', name: 'S1' })
    expect(await told()).toContainEqual(['S1', 'the speaker’s label'])
  })

  it('is taken in one step, with the cases that are not there yet, and then proposed no more', async () => {
    const study = await makeStudy()
    const client = await study.as('KM')
    await study.source('P01 Site 3', interview('P01'))
    await study.source('P02 Site 3', interview('P02'))
    const before = contentOf(study.db())
    const suggestions = (await client.cases.suggestions({})).map(({ sourceTitle: _, why: __, ...one }) => one)
    expect(await client.cases.accept({ suggestions })).toEqual({ linked: 4, added: 3 })
    expect((await client.cases.list({})).cases.map(({ name, links }) => [name, links.length])).toEqual([
      ['P01', 1],
      ['P02', 1],
      ['Site 3', 2],
    ])
    expect(await client.cases.suggestions({})).toEqual([])
    await client.history.undo({})
    expect(contentOf(study.db())).toBe(before)
  })

  it('carries an address once linked to every other message, and a name to its case', async () => {
    const study = await makeStudy()
    const client = await study.as('KM')
    const first = await imported(study, '1.eml', letter('Ann <Ann@Two.example>', 'the first'))
    await imported(study, '2.eml', letter('ann@two.example', 'the second'))
    const id = (await client.cases.add({ kind: 'person', name: 'OT 4' })).id
    expect(await client.cases.suggestions({})).toEqual([])
    await client.cases.link({ links: [{ source: first, speaker: 'ann@two.example', case: id }] })
    expect(await client.cases.suggestions({})).toMatchObject([
      {
        sourceTitle: 'the second',
        speaker: 'ann@two.example',
        case: id,
        why: 'the address is linked so in another email',
      },
    ])
    await client.cases.add({ kind: 'person', name: 'Mentor, The' })
    expect((await client.cases.suggestions({})).map(({ speaker, name }) => [speaker, name])).toEqual([
      ['mentor@one.example', 'Mentor, The'],
      ['ann@two.example', 'OT 4'],
      ['mentor@one.example', 'Mentor, The'],
    ])
  })
})
