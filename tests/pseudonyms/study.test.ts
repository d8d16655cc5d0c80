import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { all } from '#engine/db/sql.ts'
import { differences, foldJournal } from '#engine/history/fold.ts'
import type { Client } from '#shared/contract/client.ts'
import type { Replacement } from '#shared/model/pseudonym.ts'
import { failureOf, makeStudy, outcomeOf, type TestStudy } from '../helpers/study.ts'
import { docxOf } from '../import/build-files.ts'
import { row } from '../records/make-table.ts'

const passphrase = 'the boats go out at five'

const interview = `Interviewer: Thank you, Sarah. How was the week?
Sarah Owen: Better. Will you write to Jonas Lindqvist? Jonas's form is with Dr Owen's notes.
Interviewer: Yes. Is that the man from Skibby?
Sarah Owen: Jonas, yes. I went to Skibby on the bus with him. SARAH and Jonas, they call us.
`

interface Keyed {
  study: TestStudy
  lead: Client
  path: string
  source: string
}

/** A study with an interview full of names, and a key that its lead has open. */
async function keyed(): Promise<Keyed> {
  const study = await makeStudy()
  const source = await study.source('Sarah Owen at Skibby', interview)
  const lead = await study.as('LD')
  const path = join(study.base, 'somewhere else', 'names.tandem-key')
  const { mkdirSync } = process.getBuiltinModule('node:fs')
  mkdirSync(join(study.base, 'somewhere else'))
  await lead.pseudonyms.makeKey({ path, passphrase })
  return { study, lead, path, source }
}

async function withPairs(): Promise<Keyed> {
  const all = await keyed()
  await all.lead.pseudonyms.put({ kind: 'person', real: 'Sarah Owen', shown: 'OT 18', variants: ['Sarah'] })
  await all.lead.pseudonyms.put({
    kind: 'person',
    real: 'Jonas Lindqvist',
    shown: '[mentor]',
    variants: ['Jonas'],
  })
  await all.lead.pseudonyms.put({ kind: 'place', real: 'Skibby', shown: 'Site 10' })
  return all
}

const accepted = (list: readonly Replacement[]) =>
  list.map(({ source, revision, place, number, start, end, pair }) => ({
    source,
    revision,
    place,
    number,
    start,
    end,
    pair,
  }))

const realNames = /sarah|owen|jonas|lindqvist|skibby/i

describe('who may', () => {
  it('only a lead makes and opens the key; it closes with the person, the study and the lock', async () => {
    const { study, lead, path } = await keyed()
    const km = await study.as('KM')
    expect(await outcomeOf(km.pseudonyms.openKey({ path, passphrase }))).toBe('not-allowed')
    expect(await outcomeOf(km.pseudonyms.makeKey({ path: `${path}2`, passphrase }))).toBe('not-allowed')
    expect(await outcomeOf(km.pseudonyms.pairs({}))).toBe('key-closed')
    expect(await outcomeOf(km.pseudonyms.forgetKey({}))).toBe('not-allowed')
    expect((await km.pseudonyms.state({})).isOpen).toBe(false)
    expect((await lead.pseudonyms.state({})).isOpen).toBe(true)

    await lead.session.signIn({ member: study.people.LD })
    expect((await lead.pseudonyms.state({})).isOpen).toBe(true)
    await lead.session.signIn({ member: study.people.RV })
    expect(await outcomeOf(lead.pseudonyms.pairs({}))).toBe('key-closed')
    await lead.session.signIn({ member: study.people.LD })
    expect(await outcomeOf(lead.pseudonyms.pairs({}))).toBe('key-closed')

    await lead.pseudonyms.openKey({ path, passphrase })
    await lead.session.signOut({})
    await lead.session.signIn({ member: study.people.LD })
    expect(await outcomeOf(lead.pseudonyms.pairs({}))).toBe('key-closed')

    await lead.pseudonyms.openKey({ path, passphrase })
    study.host.forgetContents()
    expect(await outcomeOf(lead.pseudonyms.pairs({}))).toBe('key-closed')
    expect(await outcomeOf(lead.pseudonyms.openKey({ path, passphrase: 'something else' }))).toBe(
      'wrong-passphrase',
    )
  })

  it('one key a study; one that is forgotten makes room for another, and is not taken for it', async () => {
    const { lead, path, study } = await keyed()
    expect(await outcomeOf(lead.pseudonyms.makeKey({ path: `${path}2`, passphrase }))).toBe('exists')
    const { key } = await lead.pseudonyms.state({})
    await lead.pseudonyms.forgetKey({})
    expect(await lead.pseudonyms.state({})).toMatchObject({ key: null, isOpen: false })
    await lead.history.undo({})
    expect(await lead.pseudonyms.state({})).toMatchObject({ key, isOpen: false })
    await lead.pseudonyms.openKey({ path, passphrase })
    await lead.history.undo({})
    expect(await lead.pseudonyms.state({})).toMatchObject({ key: null, isOpen: false })
    expect(await outcomeOf(lead.pseudonyms.pairs({}))).toBe('key-closed')
    await lead.history.redo({})
    expect(await lead.pseudonyms.state({})).toMatchObject({ key, isOpen: true })
    await lead.pseudonyms.forgetKey({})
    expect(await outcomeOf(lead.pseudonyms.makeKey({ path, passphrase }))).toBe('exists')
    expect(await outcomeOf(lead.pseudonyms.makeKey({ path: join(study.path, 'k'), passphrase }))).toBe(
      'bad-input',
    )
    await lead.pseudonyms.makeKey({ path: `${path}2`, passphrase })
    expect(await outcomeOf(lead.pseudonyms.openKey({ path, passphrase }))).toBe('conflict')
  })
})

describe('pairs', () => {
  it('that could be mistaken for each other are refused without saying the name', async () => {
    const { lead } = await withPairs()
    const taken = await failureOf(lead.pseudonyms.put({ kind: 'person', real: 'SARAH', shown: 'OT 3' }))
    expect(taken.code).toBe('exists')
    expect(`${taken.message} ${taken.hint}`).not.toMatch(realNames)
    expect(await outcomeOf(lead.pseudonyms.put({ kind: 'person', real: 'Bo Dahl', shown: 'Jonas B' }))).toBe(
      'conflict',
    )
    expect(await outcomeOf(lead.pseudonyms.put({ kind: 'other', real: 'mentor', shown: 'x' }))).toBe(
      'conflict',
    )
    expect(await outcomeOf(lead.pseudonyms.put({ kind: 'other', real: '--', shown: 'x' }))).toBe('bad-input')
    expect(await lead.pseudonyms.pairs({})).toHaveLength(3)
  })

  it('are seen by the other window that has the key open, changed and removed', async () => {
    const { study, path, lead } = await withPairs()
    const other = study.window().client
    await other.library.open({ path: study.path })
    await other.session.signIn({ member: study.people.LD })
    await other.pseudonyms.openKey({ path, passphrase })
    const [first] = await other.pseudonyms.pairs({})
    await lead.pseudonyms.put({ kind: 'person', real: 'Anna Berg', shown: 'OT 2' })
    expect(await other.pseudonyms.pairs({})).toHaveLength(4)
    await other.pseudonyms.remove({ pair: first?.id ?? '' })
    await other.pseudonyms.ignore({ words: 'Thank' })
    expect(await lead.pseudonyms.pairs({})).toHaveLength(3)
    expect(await lead.pseudonyms.ignored({})).toEqual(['Thank'])
    await lead.pseudonyms.heed({ words: 'THANK' })
    expect(await other.pseudonyms.ignored({})).toEqual([])
  })
})

describe('putting pseudonyms in', () => {
  it('replaces what was accepted, moves no coding off its words, and is undone as one step', async () => {
    const { study, lead, source } = await withPairs()
    const km = await study.as('KM')
    const code = await study.code('Travel', km)
    const bus = interview.indexOf('on the bus')
    const coding = await km.codings.add({ source, start: bus, end: bus + 'on the bus'.length, code: code.id })

    const { replacements, left } = await lead.pseudonyms.preview({})
    expect(left).toBe(0)
    expect(replacements.filter(({ doubt }) => doubt !== null)).toEqual([])
    const done = await lead.pseudonyms.apply({ places: accepted(replacements) })
    expect(done).toEqual({ replaced: replacements.length, sources: 1 })

    const open = await km.sources.open({ source })
    expect(open.text).not.toMatch(realNames)
    expect(open.title).toBe('OT 18 at Site 10')
    expect(open.fileName).toBe('OT 18 at Site 10.txt')
    expect(open.speakers).toEqual(['Interviewer', 'OT 18'])
    expect(open.text).toContain("[mentor]'s form is with OT 18's notes.")
    const [carried] = await km.codings.inSource({ source })
    expect(carried?.id).toBe(coding.id)
    expect(open.text.slice(carried?.start, carried?.end)).toBe('on the bus')
    expect((await lead.pseudonyms.preview({})).replacements).toEqual([])

    await lead.history.undo({})
    const back = await km.sources.open({ source })
    expect(back.text).toBe(interview)
    expect(back.title).toBe('Sarah Owen at Skibby')
    expect((await km.codings.inSource({ source }))[0]).toMatchObject({ start: bus })
    expect(study.faults()).toBe('')
  })

  it('takes some and leaves others; refuses what is not as it was previewed', async () => {
    const { lead, source } = await withPairs()
    const { replacements } = await lead.pseudonyms.preview({})
    const places = replacements.filter(({ match }) => match === 'Skibby')
    await lead.pseudonyms.apply({ places: accepted(places) })
    const { text } = await lead.sources.open({ source })
    expect(text).toContain('Site 10')
    expect(text).toContain('Sarah Owen:')
    expect(await outcomeOf(lead.pseudonyms.apply({ places: accepted(replacements) }))).toBe('conflict')
    const again = accepted((await lead.pseudonyms.preview({})).replacements)
    const shifted = again.map(place => ({ ...place, end: place.end + 1 }))
    expect(await outcomeOf(lead.pseudonyms.apply({ places: shifted }))).toBe('conflict')
    const twice = [...again, ...again.slice(0, 1)]
    expect(await outcomeOf(lead.pseudonyms.apply({ places: twice }))).toBe('conflict')
  })

  it('keeps every coding: of others in a blind round, unseen, and those that stand on a name', async () => {
    const { study, lead, source } = await withPairs()
    const km = await study.as('KM')
    const ts = await study.as('TS')
    const code = await study.code('Naming', lead)
    await lead.rounds.open({
      title: 'Round 1',
      sources: [source],
      coders: [study.people.KM, study.people.TS],
    })
    const at = (words: string) => ({
      start: interview.indexOf(words),
      end: interview.indexOf(words) + words.length,
    })
    const around = await km.codings.add({ source, ...at('write to Jonas Lindqvist?'), code: code.id })
    const other = await study.code('Helping', lead)
    const exactly = await km.codings.add({ source, ...at('Jonas Lindqvist'), code: other.id })
    await ts.codings.add({ source, ...at('How was the week?'), code: code.id })
    const { replacements } = await lead.pseudonyms.preview({})
    const done = await lead.pseudonyms.apply({ places: accepted(replacements) })
    expect(Object.keys(done).sort()).toEqual(['replaced', 'sources'])
    expect(await lead.codings.inSource({ source })).toEqual([])
    const { text } = await km.sources.open({ source })
    const words = new Map(
      (await km.codings.inSource({ source })).map(({ id, start, end }) => [id, text.slice(start, end)]),
    )
    expect(words.get(around.id)).toBe('write to [mentor]?')
    expect(words.get(exactly.id)).toBe('[mentor]')
    expect((await ts.codings.inSource({ source })).map(({ start, end }) => text.slice(start, end))).toEqual([
      'How was the week?',
    ])
    const waiting = await km.revisions.toPlace({ source })
    expect(waiting.length).toBeGreaterThan(0)
    expect(await lead.revisions.toPlace({ source })).toEqual([])
  })

  it('covers the header of an email', async () => {
    const { study, lead } = await withPairs()
    await lead.pseudonyms.put({ kind: 'email', real: 'sarah.owen@skibby.example', shown: '[email address]' })
    const mail = [
      'From: Sarah Owen <sarah.owen@skibby.example>',
      'To: Jonas Lindqvist <jonas@skibby.example>',
      'Subject: For Jonas',
      'Date: Tue, 6 Feb 2024 09:30:00 +0000',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Dear Jonas,',
      'the form is here.',
      'Sarah',
    ].join('\r\n')
    study.host.uploads.put('mail', { fileName: 'letter.eml', bytes: Buffer.from(mail) }, mail.length)
    const [taken] = await study.setUp.sources.import({ files: [{ upload: 'mail', fileName: 'letter.eml' }] })
    const places = (await lead.pseudonyms.preview({})).replacements
    expect(places.some(({ place }) => place === 'mail header')).toBe(true)
    await lead.pseudonyms.apply({ places: accepted(places) })
    const open = await lead.sources.open({ source: taken?.sourceId ?? '' })
    expect(open.mail?.from).toContain('OT 18')
    expect(JSON.stringify(open.mail)).not.toMatch(/sarah|lindqvist/i)
    expect(open.text).not.toMatch(/sarah|jonas\b/i)
  })
})

it('only a lead sees in the list of texts what a pseudonym stands for', async () => {
  const { study, lead, source } = await withPairs()
  const { replacements } = await lead.pseudonyms.preview({})
  await lead.pseudonyms.apply({ places: accepted(replacements) })
  const others = [await study.as('KM'), await study.as('RV'), await study.nobody()]
  const [mine] = await lead.revisions.list({ source })
  expect(mine?.changes.map(({ before }) => before)).toContain('Jonas Lindqvist')
  for (const client of others) {
    const [newest] = await client.revisions.list({ source })
    expect(newest?.changes).toEqual(mine?.changes.map(change => ({ ...change, before: '' })))
    expect(JSON.stringify(newest)).not.toMatch(realNames)
  }
  await lead.revisions.restore({ source, number: 1 })
  await lead.revisions.restore({ source, number: 2 })
  for (const client of others) {
    for (const { changes } of await client.revisions.list({ source }))
      expect(changes.every(({ before }) => before === '')).toBe(true)
  }
  expect((await lead.revisions.list({ source }))[1]?.changes.map(({ before }) => before)).toContain(
    '[mentor]',
  )
})

it('somebody else’s fuller name in the captions of a video waits for a person', async () => {
  const { study, lead } = await withPairs()
  const captions = [
    'WEBVTT',
    '00:00:01.000 --> 00:00:03.000\n<v Sarah Chen>We met in spring.</v>',
    '00:00:04.000 --> 00:00:06.000\n<v Sarah Owen>So we did.</v>',
    '00:00:07.000 --> 00:00:09.000\n<v Sarah Chen>And then again.</v>',
  ].join('\n\n')
  study.host.uploads.put('vtt', { fileName: 'call.vtt', bytes: Buffer.from(captions) }, captions.length)
  const [taken] = await study.setUp.sources.import({ files: [{ upload: 'vtt', fileName: 'call.vtt' }] })
  const source = taken?.sourceId ?? ''
  const here = async () =>
    (await lead.pseudonyms.preview({})).replacements.filter(one => one.source === source)
  const doubtful = (await here()).filter(({ doubt }) => doubt === 'fuller-name')
  expect(doubtful.length).toBeGreaterThan(0)
  for (const { match, after } of doubtful) expect(match + after).toMatch(/^Sarah Chen/)
  await lead.pseudonyms.apply({ places: accepted((await here()).filter(({ doubt }) => doubt === null)) })
  expect((await lead.sources.open({ source })).speakers).toEqual(['Sarah Chen', 'OT 18'])
})

describe('what is shown beside a text', () => {
  const everythingShown = async (client: Client) => {
    const list = await client.sources.list({})
    const open = await Promise.all(
      list.map(async ({ id: source }) => [
        await client.sources.open({ source }),
        await client.records.ofSource({ source }),
      ]),
    )
    return JSON.stringify([list, open])
  }

  const putIn = async (study: TestStudy, lead: Client) => {
    const was = await everythingShown(lead)
    const { replacements } = await lead.pseudonyms.preview({})
    await lead.pseudonyms.apply({ places: accepted(replacements) })
    expect(await everythingShown(lead)).not.toMatch(realNames)
    expect((await lead.pseudonyms.preview({})).replacements).toEqual([])
    await lead.history.undo({})
    expect(await everythingShown(lead)).toBe(was)
    await lead.history.redo({})
    expect(await everythingShown(lead)).not.toMatch(realNames)
    const db = study.db()
    expect(differences(db, foldJournal(db))).toEqual([])
    return replacements
  }

  const named = async () => {
    const all = await withPairs()
    await all.lead.pseudonyms.put({ kind: 'email', real: 'jonas@skibby.example', shown: '[address]' })
    return all
  }

  it('attachments and the ids of messages name nobody', async () => {
    const { study, lead } = await named()
    const mail = [
      'From: Jonas Lindqvist <jonas@skibby.example>',
      'To: The trial <trial@example.org>',
      'Subject: The form',
      'Message-ID: <sarah.owen.1@skibby.example>',
      'In-Reply-To: <jonas.2@skibby.example>',
      'References: <jonas.3@skibby.example>',
      'Content-Type: multipart/mixed; boundary=x',
      '',
      '--x',
      '',
      'Here it is.',
      '--x',
      'Content-Disposition: attachment; filename="Sarah Owen form.txt"',
      'Content-Type: text/plain',
      '',
      'A form',
      '--x--',
    ].join('\r\n')
    study.host.uploads.put('mail', { fileName: 'letter.eml', bytes: Buffer.from(mail) }, mail.length)
    const [taken] = await study.setUp.sources.import({ files: [{ upload: 'mail', fileName: 'letter.eml' }] })
    const replacements = await putIn(study, lead)
    expect(replacements.filter(({ place }) => place === 'attachment')).toHaveLength(1)
    const open = await lead.sources.open({ source: taken?.sourceId ?? '' })
    expect(open.attachments.map(({ name }) => name)).toEqual(['OT 18 form.txt'])
    expect(open.mail?.attachments?.map(({ name }) => name)).toEqual(['OT 18 form.txt'])
  })

  it('what a record says above its text names nobody', async () => {
    const { study, lead } = await withPairs()
    const table = [
      ['Record', 'Date', 'Site', 'Mode', 'Attended', 'Weather', 'With Jonas', 'With Skibby', 'Notes'],
      [
        'R1',
        '2024-03-14',
        'Skibby',
        'at Skibby',
        'Sarah Owen; P02',
        'for Sarah: rain',
        'yes',
        'no',
        'She came along to the ward.',
      ],
      ['R2', '2024-03-15', 'Site 5', 'phone', 'P03', 'sun', 'no', 'no', 'They came along to the ward again.'],
    ]
    const bytes = Buffer.from(table.map(row).join('\n'))
    study.host.uploads.put('log', { fileName: 'Sarah Owen log.csv', bytes }, bytes.length)
    const read = await study.setUp.records.read({ file: { upload: 'log', fileName: 'Sarah Owen log.csv' } })
    const [taken] = await study.setUp.records.import({
      table: read.table,
      reading: {
        ...read.guess,
        columns: read.guess.columns.map(column =>
          /^(With|Weather)/.test(column.name) ? { ...column, role: 'kept' as const } : column,
        ),
      },
      mapping: null,
      name: 'Log',
    })
    const source = taken?.sourceId ?? ''
    expect(await lead.records.ofSource({ source })).toMatchObject({
      site: 'Skibby',
      names: ['Sarah Owen', 'P02'],
    })
    const replacements = await putIn(study, lead)
    expect(replacements.filter(({ place }) => place === 'record').length).toBeGreaterThan(4)
    expect(await lead.records.ofSource({ source })).toMatchObject({
      site: 'Site 10',
      names: ['OT 18', 'P02'],
      others: { Weather: 'for OT 18: rain', 'With [mentor]': 'yes', 'With Site 10': 'no' },
    })
  })

  it('what an import remarked names nobody', async () => {
    const { study, lead } = await withPairs()
    const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments'
    const bytes = docxOf(
      '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>It was a week.</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>',
      {
        'word/comments.xml': `<?xml version="1.0"?><w:comments ${word}><w:comment w:id="0" w:author="Jonas Lindqvist"><w:p><w:r><w:t>When?</w:t></w:r></w:p></w:comment></w:comments>`,
      },
      `<Relationship Id="r9" Type="${relation}" Target="comments.xml"/>`,
    )
    study.host.uploads.put('talk', { fileName: 'talk.docx', bytes }, bytes.length)
    const [taken] = await study.setUp.sources.import({ files: [{ upload: 'talk', fileName: 'talk.docx' }] })
    expect(taken?.warnings.join()).toContain('Jonas Lindqvist')
    const replacements = await putIn(study, lead)
    expect(replacements.some(({ place }) => place === 'warning')).toBe(true)
  })
})

describe('what the study holds of it', () => {
  it('no name of the key stands in the journal’s words, what was answered, the log, or beside the study', async () => {
    const { study, lead } = await withPairs()
    await lead.pseudonyms.ignore({ words: 'Zebedee' })
    await lead.pseudonyms.put({
      kind: 'person',
      real: 'Quillan Thorneycroft',
      shown: 'OT 77',
      note: 'met in Ballycastle',
    })
    await lead.pseudonyms.suggest({})
    const { replacements } = await lead.pseudonyms.preview({})
    const places = accepted(replacements.filter(({ place }) => place === 'text'))
    await lead.pseudonyms.apply({ places })
    const neverTyped = /Zebedee|Quillan|Thorneycroft|Ballycastle/i
    const db = study.db()
    const tables = all<{ name: string }>(
      db,
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'passages_%'",
    )
    for (const { name } of tables) {
      const rows = all<Record<string, unknown>>(db, `SELECT * FROM ${name}`)
      const text = rows
        .flatMap(Object.values)
        .map(value => (Buffer.isBuffer(value) ? value.toString('utf8') : String(value)))
      expect(text.join('\n'), name).not.toMatch(neverTyped)
      if (name === 'answered') expect(text.join('\n')).not.toMatch(realNames)
    }
    const summaries = (await lead.history.list({})).entries.slice(0, 2).map(({ what }) => what)
    expect(summaries[0]).toMatch(/^Put \d+ pseudonyms in 1 source$/)
    expect(summaries.join()).not.toMatch(realNames)
    const backup = study.handle().backUp()
    for (const folder of [study.path, backup, study.base]) {
      for (const name of readdirSync(folder)) expect(name).not.toMatch(/key$/)
    }
    expect(study.faults()).toBe('')
    expect(readFileSync(join(study.base, 'recent.json'), 'utf8')).not.toMatch(realNames)
  })
})

it('a suggestion is found with its kind, where it stands, and a pseudonym to take', async () => {
  const { lead } = await keyed()
  const found = await lead.pseudonyms.suggest({})
  const by = new Map(found.map(one => [one.words, one]))
  expect(by.get('Sarah Owen')).toMatchObject({
    kind: 'person',
    proposed: expect.stringMatching(/^Participant \d$/),
  })
  expect(by.get('Jonas Lindqvist')?.kind).toBe('person')
  expect(by.get('Skibby')).toMatchObject({ kind: 'place' })
  expect(by.has('Better')).toBe(false)
  expect(by.has('Interviewer')).toBe(false)
  expect(by.get('Skibby')?.examples[0]).toMatchObject({ match: 'Skibby' })
  await lead.pseudonyms.put({ kind: 'person', real: 'Sarah Owen', shown: 'OT 18' })
  await lead.pseudonyms.ignore({ words: 'Skibby' })
  const then = await lead.pseudonyms.suggest({})
  expect(then.find(({ words }) => words === 'Sarah')).toMatchObject({
    proposed: 'OT 18',
    partOf: expect.any(String),
  })
  expect(then.some(({ words }) => words === 'Skibby' || words === 'Sarah Owen')).toBe(false)
})

describe('the case proposed for a name', () => {
  const turns = (speaker: string) =>
    `Interviewer: How was it?\n${speaker}: Well, so Tom Baker and Anna Berg came, and Sarah Owen.\nInterviewer: And then?\n${speaker}: They left.\n`

  async function withCases() {
    const { study, lead } = await keyed()
    const add = async (name: string) => (await lead.cases.add({ kind: 'person', name })).id
    const proposals = async () =>
      new Map((await lead.pseudonyms.suggest({})).map(({ words, proposed }) => [words, proposed]))
    return { study, lead, add, proposals }
  }

  it('is the one its speaker is linked to, and no other', async () => {
    const { study, lead, add, proposals } = await withCases()
    const source = await study.source('First', turns('Anna Berg'))
    const [ot, free] = [await add('OT 18'), await add('OT 19')]
    const before = await proposals()
    for (const name of ['Anna Berg', 'Tom Baker', 'Sarah Owen'])
      expect(before.get(name)).toMatch(/^Participant/)
    await lead.cases.link({ links: [{ source, speaker: 'Anna Berg', case: ot }] })
    const then = await proposals()
    expect(then.get('Anna Berg')).toBe('OT 18')
    expect(then.get('Tom Baker')).toMatch(/^Participant/)
    await lead.cases.link({
      links: [{ source: await study.source('Second', turns('Tom Baker')), speaker: 'Tom Baker', case: ot }],
    })
    expect([...(await proposals()).values()]).not.toContain('OT 18')
    await lead.cases.link({ links: [{ source, speaker: 'Anna Berg', case: free }] })
    expect((await proposals()).get('Anna Berg')).toBe('OT 19')
  })

  it('is the only person of a source for its only speaker', async () => {
    const { study, lead, add, proposals } = await withCases()
    const source = await study.source('First', turns('Anna Berg'))
    const [ot, other] = [await add('OT 18'), await add('OT 19')]
    await lead.cases.link({ links: [{ source, case: ot }] })
    expect((await proposals()).get('Anna Berg')).toBe('OT 18')
    expect((await proposals()).get('Tom Baker')).toMatch(/^Participant/)
    await lead.cases.link({ links: [{ source, case: other }] })
    expect((await proposals()).get('Anna Berg')).toMatch(/^Participant/)
  })

  it('is none for one of several speakers of a source', async () => {
    const { study, lead, add, proposals } = await withCases()
    const source = await study.source(
      'First',
      `${turns('Anna Berg')}Tom Baker: Yes, we did.\nInterviewer: Oh?\nTom Baker: Yes.\n`,
    )
    await lead.cases.link({ links: [{ source, case: await add('OT 18') }] })
    expect([...(await proposals()).values()]).not.toContain('OT 18')
  })

  it('is the one that the address written with the name is linked to', async () => {
    const { study, lead, add, proposals } = await withCases()
    const mail =
      'From: Tom Baker <tb@one.example>\nTo: "Anna Berg" <ab@one.example>\nSubject: Forms\nDate: Mon, 14 Jan 2019 09:30:00 +0000\nMessage-ID: <1@one.example>\n\nDear Anna Berg,\nthank you.\nTom Baker\n'
    study.host.uploads.put('mail', { fileName: 'letter.eml', bytes: Buffer.from(mail) }, mail.length)
    const [taken] = await study.setUp.sources.import({ files: [{ upload: 'mail', fileName: 'letter.eml' }] })
    const source = taken?.sourceId ?? ''
    const ot = await add('OT 18')
    await lead.cases.link({ links: [{ source, case: ot }] })
    expect([...(await proposals()).values()]).not.toContain('OT 18')
    await lead.cases.link({ links: [{ source, speaker: 'tb@one.example', case: ot }] })
    const then = await proposals()
    expect(then.get('Tom Baker')).toBe('OT 18')
    expect(then.get('Anna Berg')).toMatch(/^Participant/)
  })
})
