import { expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { makeStudy, someText, type TestStudy } from '../helpers/study.ts'
import { partsOf, utf8, workbookSheets } from './read-back.ts'

/** An export as somebody makes it. */
async function made(
  study: TestStudy,
  by: Client,
  format: string,
  what = 'framework-changes',
): Promise<Uint8Array> {
  const { id } = await by.reports.make({ what, format })
  return study.host.reports.get(id)?.bytes ?? new Uint8Array()
}

it('tells what a framework is, what was done to it and why, and how its versions differ', async () => {
  const study = await makeStudy()
  const lead = await study.as('LD')
  await study.source('One', someText())
  const { id: code, framework } = await study.code('Waiting')
  const { id: other } = await study.code('Queueing')
  await lead.codebook.freeze({ framework, note: 'First' })
  await lead.codebook.updateCode({ code, definition: 'Time that passes', because: 'It was empty.' })
  await lead.codebook.mergeCodes({ codes: [other], into: code, because: 'One thing.' })
  await lead.codebook.freeze({ framework, note: 'Second' })
  await lead.codebook.splitCode({
    code,
    into: [{ name: 'At home' }, { name: 'At work' }],
    because: 'Two places.',
  })
  const bytesOf = (format: string) => made(study, lead, format)
  const files = [
    ['html', utf8(await bytesOf('html'))],
    ['docx', String(partsOf(await bytesOf('docx')).get('word/document.xml'))],
    ['xlsx', JSON.stringify([...(await workbookSheets(await bytesOf('xlsx')))])],
  ] as const
  for (const [format, text] of files) {
    for (const words of [
      'Waiting',
      'Time that passes',
      'It was empty.',
      'One thing.',
      'Two places.',
      'Since version 2',
    ])
      expect(text.includes(words), `${words} in ${format}`).toBe(true)
    expect(text, format).toContain('From version 1 to version 2')
  }
})

it('says of codes that were merged, split or taken apart without a reason that none was given, and of a renamed one nothing', async () => {
  const study = await makeStudy()
  const lead = await study.as('LD')
  const { id: code, framework } = await study.code('Waiting')
  const { id: other } = await study.code('Queueing')
  await lead.codebook.freeze({ framework })
  await lead.codebook.mergeCodes({ codes: [other], into: code })
  await lead.codebook.separateCode({ code: other })
  await lead.codebook.mergeCodes({ codes: [other], into: code, because: ' ' })
  await lead.codebook.splitCode({ code, into: [{ name: 'At home' }, { name: 'At work' }] })
  const { id: renamed } = await study.code('Renamed')
  await lead.codebook.updateCode({ code: renamed, name: 'Another name' })
  const log = (await workbookSheets(await made(study, lead, 'xlsx'))).get('Change log') ?? []
  const [heads = []] = log
  const told = log.slice(1).map(row => [row[heads.indexOf('What')], row[heads.indexOf('Why')] ?? ''])
  expect(told.filter(([what]) => what !== 'Added')).toEqual([
    ['Merged', 'No reason given'],
    ['Taken apart', 'No reason given'],
    ['Merged', 'No reason given'],
    ['Split', 'No reason given'],
    ['Split', 'No reason given'],
    ['Retired', 'Split into “At home” and “At work”.'],
    ['Renamed', ''],
  ])
  const audit = utf8(await made(study, lead, 'html', 'audit'))
  expect(audit.match(/No reason given/g)?.length).toBeGreaterThanOrEqual(4)
  expect(await lead.codebook.reasons({})).toEqual([])
})

it('offers the reasons that were given for changes of codes, the last first, and not what a split says itself', async () => {
  const study = await makeStudy()
  const lead = await study.as('LD')
  const { id: code } = await study.code('Waiting')
  const { id: other } = await study.code('Queueing')
  await lead.codebook.updateCode({ code, definition: 'Time that passes', because: 'It was empty.' })
  await lead.codebook.mergeCodes({ codes: [other], into: code, because: 'One thing.' })
  await lead.codebook.splitCode({ code, into: [{ name: 'Here' }, { name: 'There' }], because: 'Two places.' })
  expect(await lead.codebook.reasons({})).toEqual(['Two places.', 'One thing.', 'It was empty.'])
  await lead.history.undo({})
  expect(await lead.codebook.reasons({})).toEqual(['One thing.', 'It was empty.'])
})

it('tells what became of what coders proposed, by whom, and why, and of adding, moving and renaming', async () => {
  const study = await makeStudy()
  const [lead, km, ts] = [await study.as('LD'), await study.as('KM'), await study.as('TS')]
  const { KM, TS } = study.people
  const source = await study.source('One', someText())
  const { id: code, framework } = await study.code('Waiting')
  const { id: under } = await study.code('Queueing')
  const { id: round } = await lead.rounds.open({ title: 'Round 1', sources: [source], coders: [KM, TS] })
  const good = await km.codebook.addCode({ name: 'Good' })
  const bad = await km.codebook.addCode({ name: 'Bad' })
  const [mine, theirs] = [
    await km.codebook.addCode({ name: 'Same' }),
    await ts.codebook.addCode({ name: 'Same' }),
  ]
  await km.rounds.submit({ round, coder: KM })
  await ts.rounds.submit({ round, coder: TS })
  await lead.codebook.updateCode({
    code: good.id,
    status: 'agreed',
    name: 'Better',
    because: 'It is its own thing.',
  })
  await lead.codebook.updateCodes({ codes: [bad.id], status: 'retired', because: 'Nobody says so.' })
  await lead.codebook.mergeCodes({ codes: [theirs.id], into: mine.id, because: 'One thing.' })
  await lead.codebook.moveCode({ code: under, parent: code, because: 'A way of waiting.' })
  await lead.codebook.moveCodes({ codes: [under], parent: null, because: 'A thing of its own.' })
  await lead.codebook.moveCode({ code: under, parent: code, because: 'It was right before.' })
  // Another order is no change of its place.
  await lead.codebook.moveCode({ code: good.id, parent: null, before: code })
  const { differences } = await lead.codebook.compareVersions({ framework, from: 1 })
  const nameOf = async (member: string) =>
    (await lead.members.list({})).find(({ id }) => id === member)?.name ?? ''
  const [byKm, byTs, byLead] = [await nameOf(KM), await nameOf(TS), await nameOf(study.people.LD)]
  expect(
    differences.map(({ kind, name, before, after, because, proposedBy }) => [
      kind,
      name,
      proposedBy ?? '',
      `${before ?? ''} → ${after ?? ''}`,
      ...because,
    ]),
  ).toEqual(
    expect.arrayContaining([
      ['added', 'Better', byKm, ' → Better'],
      ['accepted', 'Better', byKm, 'provisional → agreed', 'It is its own thing.'],
      ['added', 'Bad', byKm, ' → Bad'],
      ['declined', 'Bad', byKm, 'provisional → retired', 'Nobody says so.'],
      ['added', 'Same', byKm, ' → Same'],
      ['added', 'Same', byTs, ' → Same'],
      ['merged', 'Same', byTs, 'Same → Same', 'One thing.'],
      [
        'moved',
        'Queueing',
        '',
        'Queueing → Waiting › Queueing',
        'A way of waiting.',
        'A thing of its own.',
        'It was right before.',
      ],
    ]),
  )
  expect(differences).toHaveLength(8)
  const sheets = await workbookSheets(await made(study, lead, 'xlsx'))
  const rows = (sheets.get('Change log') ?? []).map(row => row.slice(2).map(cell => cell ?? ''))
  const [heads = [], ...log] = rows
  expect(heads).toEqual(['Code', 'What', 'With', 'Why', 'By'])
  expect(log.map(row => row.slice(0, 4)).slice(0, 2)).toEqual([
    ['Waiting', 'Added', '', ''],
    ['Queueing', 'Added', '', ''],
  ])
  expect(log.slice(2)).toEqual([
    ['Good', 'Proposed', '', '', byKm],
    ['Bad', 'Proposed', '', '', byKm],
    ['Same', 'Proposed', '', '', byKm],
    ['Same', 'Proposed', '', '', byTs],
    ['Good', 'Renamed', 'Better', 'It is its own thing.', byLead],
    ['Good', 'Accepted', '', 'It is its own thing.', byLead],
    ['Bad', 'Declined', '', 'Nobody says so.', byLead],
    ['Same', 'Merged', 'Same', 'One thing.', byLead],
    ['Queueing', 'Moved', 'Waiting', 'A way of waiting.', byLead],
    ['Queueing', 'Moved', 'Top level', 'A thing of its own.', byLead],
    ['Queueing', 'Moved', 'Waiting', 'It was right before.', byLead],
  ])
  const told = JSON.stringify(sheets.get('Version differences'))
  for (const words of [
    `Bad (proposed by ${byKm})`,
    `Same (proposed by ${byTs})`,
    'Declined',
    'Nobody says so.',
  ])
    expect(told).toContain(words)
})

it('tells the log nothing of what is proposed in a blind round while it is open', async () => {
  const study = await makeStudy()
  const [lead, km] = [await study.as('LD'), await study.as('KM')]
  const source = await study.source('One', someText())
  await study.code('Waiting')
  await lead.rounds.open({ title: 'Round 1', sources: [source], coders: [study.people.KM, study.people.TS] })
  await km.codebook.addCode({ name: 'Sealed' })
  expect(utf8(await made(study, lead, 'html'))).not.toContain('Sealed')
})

it('tells of codes that were removed when, by whom and why, in every format, and nothing of a removal that was undone', async () => {
  const study = await makeStudy()
  const [lead, km] = [await study.as('LD'), await study.as('KM')]
  const { id: above, framework } = await study.code('Waiting', lead)
  const { id: under } = await lead.codebook.addCode({ name: 'Queueing', parent: above })
  const { id: kept } = await study.code('Kept')
  const { id: plain } = await km.codebook.addCode({ name: 'Plain' })
  await lead.codebook.updateCode({ code: under, name: 'In line' })
  await lead.codebook.freeze({ framework, note: 'First' })
  await lead.codebook.removeCode({ code: kept, because: 'A slip.' })
  await lead.history.undo({})
  await lead.codebook.removeCodes({ codes: [above], because: 'Nobody says so.' })
  await lead.codebook.freeze({ framework, note: 'Second' })
  await km.codebook.removeCode({ code: plain })

  const { differences } = await lead.codebook.compareVersions({ framework, from: 1, to: 2 })
  expect(differences.map(({ kind, name, because }) => [kind, name, ...because])).toEqual([
    ['removed', 'Waiting', 'Nobody says so.'],
    ['removed', 'In line', 'Nobody says so.'],
  ])
  const bytesOf = (format: string) => made(study, lead, format)
  const members = await lead.members.list({})
  const [byLead, byKm] = [study.people.LD, study.people.KM].map(
    member => members.find(({ id }) => id === member)?.name ?? '',
  )
  const logOf = async () =>
    ((await workbookSheets(await bytesOf('xlsx'))).get('Change log') ?? []).map(row =>
      row.slice(2).map(cell => cell ?? ''),
    )
  const log = await logOf()
  expect(log.filter(([name]) => name !== 'Kept').slice(1)).toEqual([
    ['Waiting', 'Added', '', '', byLead],
    ['Queueing', 'Added', '', '', byLead],
    ['Plain', 'Added', '', '', byKm],
    ['Queueing', 'Renamed', 'In line', '', byLead],
    ['Waiting', 'Removed', '', 'Nobody says so.', byLead],
    ['In line', 'Removed', '', 'Nobody says so.', byLead],
    ['Plain', 'Removed', '', '', byKm],
  ])
  expect(log.filter(([name]) => name === 'Kept').map(([, what]) => what)).toEqual(['Added'])
  const tables = [
    utf8(await bytesOf('html')),
    String(partsOf(await bytesOf('docx')).get('word/document.xml')),
  ]
  for (const text of tables) {
    const words = text.replaceAll(/<[^>]*>/g, '\n').replaceAll(/\s*\n\s*/g, '\n')
    expect(words).toContain('In line\nRemoved\n')
    expect(words).toMatch(new RegExp(`Plain\nRemoved\n${byKm}\n`))
  }

  // A study in which codes were removed before this was logged.
  study.db().exec("DELETE FROM code_changes WHERE kind = 'removed'")
  const older = await logOf()
  expect(older.map(([name, what, , , by]) => [name, what, by])).toEqual(
    log.map(([name, what, , , by]) => [name, what, by]),
  )
})

it('tells nobody of a proposal that its coder dropped while the round was blind', async () => {
  const study = await makeStudy()
  const [lead, km, ts] = [await study.as('LD'), await study.as('KM'), await study.as('TS')]
  const { KM, TS } = study.people
  const source = await study.source('One', someText())
  await study.code('Waiting')
  const { id: round } = await lead.rounds.open({ title: 'Round 1', sources: [source], coders: [KM, TS] })
  const sealed = await km.codebook.addCode({ name: 'Sealed' })
  await km.codebook.removeCode({ code: sealed.id, because: 'Hidden thoughts' })
  const told = async () => {
    return utf8(await made(study, lead, 'html'))
  }
  expect(await told()).not.toContain('Sealed')
  await km.rounds.submit({ round, coder: KM })
  await ts.rounds.submit({ round, coder: TS })
  expect(await told()).not.toContain('Sealed')
  expect(await lead.codebook.reasons({})).toEqual([])
})
