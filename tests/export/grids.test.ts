import { expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { makeStudy, someText, type TestStudy } from '../helpers/study.ts'
import { asRecords, csvRows, htmlElements, wordParagraphs, workbookSheets } from './read-back.ts'
import { found } from './study.ts'

/** Two people of two sites, a theme with a sub-theme, four codings of one coder, two of them on the same words, two judgements and a summary. */
async function studyWithGrid() {
  const study = await makeStudy()
  const lead = await study.as('LD')
  const km = await study.as('KM')
  const { id: dataSet } = await lead.sources.addDataSet({ name: 'OT interviews' })
  const { id: emails } = await lead.sources.addDataSet({ name: 'Emails' })
  const sites = [await caseOf(lead, 'site', 'Site 1'), await caseOf(lead, 'site', 'Site 2')]
  const sources: string[] = []
  const people: string[] = []
  for (const [n, name] of ['OT 18', 'OT 2'].entries()) {
    const source = await study.source(`Interview ${n + 1}`, someText(3 + n))
    await lead.sources.update({ source, dataSet })
    const person = await caseOf(lead, 'person', name)
    await lead.cases.setCells({
      cells: [{ case: person, column: 'site', value: `Site ${n + 1}` }],
    })
    await lead.cases.link({ links: [{ source, case: person }] })
    sources.push(source)
    people.push(person)
  }
  const { id: waiting } = await study.code('Waiting')
  const { id: rota } = await study.code('Rota')
  const { id: time } = await lead.themes.add({ name: 'Time' })
  const { id: under } = await lead.themes.add({ name: 'The rota', parent: time })
  await lead.themes.addCodes({ theme: time, codes: [waiting] })
  await lead.themes.addCodes({ theme: under, codes: [rota] })
  await km.codings.addMany({
    codings: [
      { source: sources[0] ?? '', start: 0, end: 9, code: waiting },
      { source: sources[0] ?? '', start: 10, end: 20, code: rota, polarity: 'barrier' },
      { source: sources[0] ?? '', start: 30, end: 40, code: rota },
      { source: sources[0] ?? '', start: 30, end: 40, code: waiting },
    ],
  })
  await lead.explore.note({ theme: time, about: people[0] ?? '', text: 'Waits, and says so.' })
  await lead.explore.note({ theme: under, about: dataSet, judgement: 'agrees', text: 'Twice over.' })
  await lead.explore.note({ theme: under, about: emails, judgement: 'silent' })
  return { study, lead, sites }
}

const caseOf = async (lead: Client, kind: 'person' | 'site', name: string): Promise<string> =>
  (await lead.cases.add({ kind, name })).id

async function bytesOf(
  { host, setUp }: TestStudy,
  what: string,
  format: string,
  choices: Partial<Parameters<Client['reports']['make']>[0]> = {},
): Promise<Uint8Array> {
  const { id } = await setUp.reports.make({ what, format, layer: 'independent', ...choices })
  return host.reports.get(id)?.bytes ?? new Uint8Array()
}

it('writes summaries beside counts and numbered passages, of people or of sites', async () => {
  const { study } = await studyWithGrid()
  const sheets = await workbookSheets(await bytesOf(study, 'summaries', 'xlsx'))
  expect(asRecords(found(sheets, 'Framework matrix'))).toEqual([
    {
      Person: 'OT 18',
      Site: 'Site 1',
      Time: 'Waits, and says so.',
      'Time: passages': 3,
      'Time: numbers': '1–3',
      'Time › The rota': null,
      'Time › The rota: passages': 2,
      'Time › The rota: numbers': '2, 3',
    },
  ])
  const passages = asRecords(found(sheets, 'Passages'))
  expect(passages.map(row => [row['Number'], row['Themes'], row['Person'], row['Codes']])).toEqual([
    [1, 'Time', 'OT 18', 'Waiting'],
    [2, 'Time; Time › The rota', 'OT 18', 'Rota'],
    [3, 'Time; Time › The rota', 'OT 18', expect.stringMatching(/^(Rota; Waiting|Waiting; Rota)$/)],
  ])
  expect(passages[1]).toMatchObject({
    Polarity: 'barrier',
    Coder: 'Kim Morris',
    Attribution: expect.any(String),
  })
  expect(found(sheets, 'About').flat().join('\n')).toContain('Layer: independent')

  const bySite = csvRows(await bytesOf(study, 'summaries', 'csv', { summaries: { kind: 'site' } }))
  expect(bySite).toEqual([
    ['Layer', 'Site', 'Time', 'Time: passages', 'Time › The rota', 'Time › The rota: passages'],
    ['Independent', 'Site 1', '', '3', '', '2'],
  ])
})

it('names each passage in the document by the number that stands in its cell', async () => {
  const { study } = await studyWithGrid()
  const paragraphs = wordParagraphs(await bytesOf(study, 'summaries', 'docx'))
  expect(paragraphs.map(p => p.text)).toEqual(expect.arrayContaining(['3 passages: 1–3', '2 passages: 2, 3']))
  const listed = paragraphs.filter(p => p.style === 'Passage').map(p => p.text)
  expect(listed.map(words => words.slice(0, 3))).toEqual(['1  ', '2  ', '3  '])
})

it('keeps long lists of numbers out of the cells of documents, and lists them cell by cell', async () => {
  const { study, lead } = await studyWithGrid()
  const km = await study.as('KM')
  const [, second] = await lead.sources.list({})
  const codes = (await km.codebook.frameworks({})).flatMap(framework => framework.codes)
  const [one, other] = [
    codes.find(({ name }) => name === 'Waiting'),
    codes.find(({ name }) => name === 'Rota'),
  ]
  const places = Array.from({ length: 18 }, (_, n) => n * 4)
  await km.codings.addMany({
    codings: places.map((start, n) => ({
      source: second?.id ?? '',
      start,
      end: start + 3,
      code: (n % 2 === 0 ? one : other)?.id ?? '',
    })),
  })
  const { id } = (await lead.cases.list({})).cases.find(({ name }) => name === 'OT 2') ?? { id: '' }
  const [, under] = await lead.themes.list({})
  await lead.explore.note({ theme: under?.id ?? '', about: id, text: 'Asks for a fixed rota.' })
  const paragraphs = wordParagraphs(await bytesOf(study, 'summaries', 'docx'))
  const texts = paragraphs.map(p => p.text)
  const cell = texts.indexOf('Asks for a fixed rota.')
  expect(texts[cell + 1]).toBe('9 passages')
  const apart = texts.slice(texts.indexOf('Which passages, cell by cell'), texts.lastIndexOf('Passages'))
  expect(apart).toEqual(expect.arrayContaining(['OT 2', 'Time › The rota']))
  expect(apart).not.toContain('OT 18')
  const numbers = apart[apart.indexOf('Time › The rota') + 2] ?? ''
  expect(numbers.split(', ')).toHaveLength(9)
  const listed = new Map(
    paragraphs
      .filter(p => p.style === 'Passage')
      .map(p => p.text.split('  '))
      .map(([n, words]) => [n, words]),
  )
  expect(numbers.split(', ').every(each => listed.has(each))).toBe(true)
  const page = htmlElements(await bytesOf(study, 'summaries', 'html'))
  expect(page.filter(({ tag }) => tag === 'td').map(({ text }) => text)).toContain(numbers)
  expect(page.filter(({ text }) => text === '9 passages').length).toBeGreaterThan(0)
})

it('sets findings against data sets and the contact figures of the sites that speak of them', async () => {
  const { study, lead, sites } = await studyWithGrid()
  const before = csvRows(await bytesOf(study, 'convergence', 'csv'))
  expect((await lead.explore.grid({ kind: 'data-set', layer: 'independent' })).contacts).toBeNull()
  expect(before[0]?.join()).not.toContain('Contact figures')
  for (const [n, site] of sites.entries()) {
    await lead.contacts.setSite({ site, opened: '2019-01-01' })
    await lead.contacts.add({
      date: '2019-02-10',
      mode: 'phone',
      minutes: 90 * (n + 1),
      sites: [{ case: site }],
    })
  }
  await lead.contacts.choose({ cutOff: '2019-03-31' })
  const rows = csvRows(await bytesOf(study, 'convergence', 'csv'))
  expect(rows).toEqual([
    [
      'Layer',
      'Finding',
      'OT interviews: judgement',
      'OT interviews: check',
      'OT interviews: why',
      'OT interviews: passages',
      'Emails: judgement',
      'Emails: check',
      'Emails: why',
      'Emails: passages',
      'Contact figures',
    ],
    [
      'Independent',
      'Time',
      '',
      '',
      '',
      '3',
      '',
      '',
      '',
      '0',
      expect.stringMatching(/^1 of 2 sites: \d+ minutes a month; the others: \d+$/),
    ],
    [
      'Independent',
      'Time › The rota',
      'Agrees',
      '',
      'Twice over.',
      '2',
      'Silent',
      '',
      '',
      '0',
      rows[1]?.at(-1),
    ],
  ])
  const [, ...figures] = /: (\d+) minutes a month; the others: (\d+)/.exec(rows[1]?.at(-1) ?? '') ?? []
  expect(Number(figures[1])).toBe(2 * Number(figures[0]))
  // The screen says the same.
  const { contacts } = await lead.explore.grid({ kind: 'data-set', layer: 'independent' })
  expect(Object.values(contacts ?? {})).toEqual(rows.slice(1).map(row => row.at(-1)))
  expect((await lead.explore.grid({ kind: 'site', layer: 'independent' })).contacts).toBeNull()
  const elements = htmlElements(await bytesOf(study, 'convergence', 'html'))
  expect(elements.filter(e => e.tag === 'strong').map(e => e.text)).toEqual(
    expect.arrayContaining(['Agrees', 'Silent']),
  )
})

it('says where a judgement does not go with the passages beside it', async () => {
  const { study, lead } = await studyWithGrid()
  const { themes, columns } = await lead.explore.grid({ kind: 'data-set', layer: 'independent' })
  const [theme, interviews, emails] = [themes[0]?.id ?? '', columns[0]?.id ?? '', columns[1]?.id ?? '']
  await lead.explore.note({ theme, about: interviews, judgement: 'silent' })
  await lead.explore.note({ theme, about: emails, judgement: 'contradicts', text: 'Said by phone.' })
  const silent = 'Judged “Silent”, but 3 passages stand here.'
  const without = 'Judged “Contradicts”, but no passage stands here.'
  const [, row] = csvRows(await bytesOf(study, 'convergence', 'csv'))
  expect(row?.slice(2)).toEqual(['Silent', silent, '', '3', 'Contradicts', without, 'Said by phone.', '0'])
  const page = htmlElements(await bytesOf(study, 'convergence', 'html'))
  const words = page.filter(({ tag }) => tag === 'p').map(({ text }) => text)
  expect(words).toEqual(expect.arrayContaining([`Check: ${silent}`, `Check: ${without}`]))
  expect(page.find(({ tag }) => tag === 'header')?.text).toContain(
    'To check: 2 judgements do not go with the passages in the cell; each says so there.',
  )
  await lead.explore.note({ theme, about: interviews, judgement: 'agrees' })
  await lead.explore.note({ theme, about: emails, judgement: 'silent' })
  const mended = htmlElements(await bytesOf(study, 'convergence', 'html'))
  expect(mended.filter(({ text }) => /To check|Check:/.test(text))).toEqual([])
})

it('says what is not there yet', async () => {
  const study = await makeStudy()
  const words = async (what: string) =>
    htmlElements(await bytesOf(study, what, 'html')).find(e => e.tag === 'header')?.text ?? ''
  expect(await words('summaries')).toContain('The study has no themes yet.')
  expect(await words('convergence')).toContain('The study has no themes yet.')
  const lead = await study.as('LD')
  await lead.themes.add({ name: 'Time' })
  expect(await words('summaries')).toContain('The study has no people yet.')
  expect(await words('convergence')).toContain('The study has no data sets yet.')
})
