import { expect, it } from 'vitest'
import { makeStudy, someText } from '../helpers/study.ts'
import { partsOf, utf8, workbookSheets } from './read-back.ts'

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
  const bytesOf = async (format: string) => {
    const { id } = await lead.reports.make({ what: 'framework-changes', format })
    return study.host.reports.get(id)?.bytes ?? new Uint8Array()
  }
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
  const bytesOf = async (what: string, format: string) => {
    const { id } = await lead.reports.make({ what, format })
    return study.host.reports.get(id)?.bytes ?? new Uint8Array()
  }
  const log = (await workbookSheets(await bytesOf('framework-changes', 'xlsx'))).get('Change log') ?? []
  const [heads = []] = log
  const told = log.slice(1).map(row => [row[heads.indexOf('What')], row[heads.indexOf('Why')] ?? ''])
  expect(told).toEqual([
    ['Merged', 'No reason given'],
    ['Taken apart', 'No reason given'],
    ['Merged', 'No reason given'],
    ['Split', 'No reason given'],
    ['Split', 'No reason given'],
    ['Retired', 'Split into “At home” and “At work”.'],
    ['Renamed', ''],
  ])
  const audit = utf8(await bytesOf('audit', 'html'))
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
