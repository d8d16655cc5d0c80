import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEngine, type OwnWindow, ownWindow } from '#engine/engine.ts'
import { openLibrary } from '#engine/library/library.ts'
import type { Client } from '#shared/contract/client.ts'
import type { Layer } from '#shared/model/coding.ts'

const fixtures = join(import.meta.dirname, '../fixtures/export')

/** Names that would do harm where they are pasted into a format unguarded. */
export const hostile = {
  study: 'Mentoring <img src=x onerror=alert(1)> & “Return” \u202eevil',
  coder: '=HYPERLINK("http://example.org","press me")',
  code: '<script>alert(1)</script><img src=x onerror=alert(1)>',
  formula: "=cmd|' /C calc'!A0",
  turned: 'abc \u202egnp.exe \u2067 א',
  long: 'w'.repeat(400),
  emoji: '👩🏽‍⚕️ & 🏴󠁧󠁢󠁷󠁬󠁳󠁿',
  inherited: 'constructor',
  prototype: '__proto__',
  marks: '# *not* a [heading](javascript:alert(1)) | `code` &amp; $x$',
  comment: '+44 is *not* a sum,\r\n"quoted"; <i>not</i> HTML \u0007',
  definition: 'First line.\nSecond line with a tab\there.\n\n- not a list\n1. nor this\n====',
}

/** What an export is asked besides its layer. */
type Choices = Omit<Parameters<Client['reports']['make']>[0], 'what' | 'format' | 'layer'>

export interface Made {
  /** The window of the command line: sets up, and is nobody’s coder. */
  client: Client
  /** Opens the study in a window of its own and signs a member in. */
  signIn(initials: string): Promise<Client>
  /** Makes an export and answers its bytes. */
  bytesOf(what: string, format: string, layer?: Layer, choices?: Choices): Promise<Uint8Array>
  codes: Map<string, string>
  members: Map<string, string>
  sources: Map<string, { id: string; text: string }>
  folder: string
  close(): void
}

/** A study in a temporary folder with members, NPT, codes and two sources; nothing is coded yet. */
export async function emptyStudy(title: string): Promise<Made> {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-export-'))
  const host = createEngine({ library: openLibrary(folder) })
  const windows: OwnWindow[] = []
  const open = (manages: boolean) => {
    const window = ownWindow(host, manages)
    windows.push(window)
    return window
  }
  const { client } = open(true)
  const { path } = await client.library.create({ title, frameworks: ['npt'] })
  const members = new Map<string, string>()
  for (const [initials, name, roles] of [
    ['AM', 'Anna Møller', ['coder']],
    ['BK', hostile.coder, ['coder']],
    ['LR', 'Lena Ruiz', ['lead', 'reviewer']],
  ] as const) {
    const { id } = await client.members.add({ name, initials, roles: [...roles] })
    members.set(initials, id)
  }
  const sources = new Map<string, { id: string; text: string }>()
  for (const [file, name, kind, dataSet] of [
    ['site-10-interview.txt', 'OT 18, Site 10', 'interview', 'OT interviews'],
    ['site-3-record.txt', '=1+1 record', 'record', '@records'],
  ] as const) {
    const [result] = await client.sources.import({ files: [{ path: join(fixtures, file) }], kind, dataSet })
    if (!result?.sourceId) throw new Error(`${file} was not imported: ${result?.reason}`)
    await client.sources.update({ source: result.sourceId, title: name })
    const { text } = await client.sources.open({ source: result.sourceId })
    sources.set(name, { id: result.sourceId, text })
  }
  return {
    client,
    members,
    sources,
    folder,
    codes: new Map(),
    async signIn(initials) {
      const window = open(false)
      await window.client.library.open({ path })
      await window.client.session.signIn({ member: found(members, initials) })
      return window.client
    },
    async bytesOf(what, format, layer, choices = {}) {
      const report = await client.reports.make({ what, format, ...(layer ? { layer } : {}), ...choices })
      const held = host.reports.get(report.id)
      if (!held) throw new Error(`${what} as ${format} was not held`)
      return held.bytes
    },
    close() {
      for (const window of windows) window.close()
      host.closeAll()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The study with hostile names, a round coded twice and partly ruled on, themes and memos. */
export async function codedStudy(): Promise<Made> {
  const made = await emptyStudy(hostile.study)
  const lead = await made.signIn('LR')
  const { codes } = made
  const addCode = async (name: string, parent: string | null, definition = '', example = '') => {
    const { id } = await lead.codebook.addCode({
      name,
      parent,
      definition,
      example,
      whenToUse: name === 'Support' ? 'When the mentor is named.' : '',
      whenNotToUse: name === 'Support' ? 'For managers: see Backing.' : '',
    })
    codes.set(name, id)
    return id
  }
  const support = await addCode('Support', null, hostile.definition)
  await addCode('Mentor', support, 'What the mentor gives.')
  await addCode('Backing', support, '', 'My manager came to one of the sessions.')
  await addCode('Time', null, 'Time to do it in.')
  for (const name of [
    'code',
    'formula',
    'turned',
    'long',
    'emoji',
    'inherited',
    'prototype',
    'marks',
  ] as const) {
    await addCode(hostile[name], null)
  }
  for (const framework of await lead.codebook.frameworks({})) {
    for (const { name, id } of framework.codes) codes.set(name, id)
  }
  await addRound(made, lead)
  await addThemes(made, lead)
  await addPeople(lead)
  await addContacts(lead)
  await addGridNotes(lead)
  return made
}

async function addRound(made: Made, lead: Client): Promise<void> {
  const { sources, codes, members } = made
  const round = await lead.rounds.open({
    title: 'Round “one” <1>',
    sample: {
      among: [...sources.values()].map(({ id }) => id),
      described: 'all of the study',
      size: { share: 1 },
      by: 'data-set',
      seed: 7,
    },
    coders: [found(members, 'AM'), found(members, 'BK')],
    due: '2026-12-24',
    note: hostile.comment,
  })
  const coding = (source: string, quote: string, code: string) => ({
    ...spanOf(made, source, quote),
    code: found(codes, code),
  })
  const ot = 'OT 18, Site 10'
  const record = '=1+1 record'
  const both = coding(ot, 'The mentor did. You could say anything to her 👩🏽‍⚕️.', 'Mentor')
  const anna = await made.signIn('AM')
  await anna.codings.addMany({
    codings: [
      { ...both, polarity: 'facilitator' },
      coding(ot, 'Time, mostly. There is no room in the rota for it', 'Time'),
      coding(record, 'I rang, and he said yes at once.', 'Initiation'),
      { ...coding(ot, '<b>hobbies</b> stop', hostile.code), comment: hostile.comment, polarity: 'barrier' },
    ],
  })
  const ben = await made.signIn('BK')
  await ben.codings.addMany({
    codings: [
      { ...both, polarity: 'facilitator' },
      coding(ot, 'There is no room in the rota for it, so I write the records at home.', 'Time'),
      coding(record, 'they never ask what it took', hostile.formula),
      coding(record, 'The forms ask', hostile.inherited),
      coding(record, 'what was delivered', hostile.prototype),
    ],
  })
  await anna.rounds.submit({ round: round.id, coder: found(members, 'AM') })
  await ben.rounds.submit({ round: round.id, coder: found(members, 'BK') })
  const differences = await lead.adjudication.disagreements({ round: round.id })
  const about = (name: string) => {
    const item = differences.find(({ code }) => code === codes.get(name))
    if (!item) throw new Error(`No difference about ${name}`)
    return { round: round.id, disagreement: item.id }
  }
  await lead.adjudication.park({ ...about('Time'), question: hostile.marks })
  const pair = [found(codes, 'Mentor'), found(codes, 'Backing')]
  const { agenda } = await lead.adjudication.park({ round: round.id, codes: pair, question: 'One or two?' })
  await lead.adjudication.park({ ...about(hostile.inherited), question: 'For the next time' })
  const { id: meeting } = await lead.adjudication.meet({
    round: round.id,
    heldOn: '2026-12-01',
    attendees: `Lena, ${hostile.emoji}`,
  })
  const entry = agenda.find(({ about: what }) => what === 'codes')?.id ?? ''
  await lead.adjudication.decide({ entry, meeting, decision: 'Two: <i>keep</i> both' })
  await lead.adjudication.rule({
    ...about('Time'),
    outcome: 'b',
    reason: '-The sentence, not the word',
    meeting,
  })
  await lead.adjudication.rule({ ...about(hostile.code), outcome: 'a', reason: '<b>Agreed</b> by talking' })
  await lead.adjudication.rule({ ...about(hostile.formula), outcome: 'neither', reason: 'Not about forms' })
}

async function addPeople(lead: Client): Promise<void> {
  const years = await lead.cases.addAttribute({ about: 'person', name: 'Years, in all', type: 'number' })
  const words = await lead.cases.addAttribute({ about: 'person', name: hostile.marks, type: 'text' })
  for (const [name, year, word] of [
    [hostile.formula, '2', ''],
    [hostile.long, '', hostile.code],
    ['P3', '5', hostile.code],
  ] as const) {
    const { id } = await lead.cases.add({ kind: 'person', name })
    await lead.cases.setCells({
      cells: [
        { case: id, column: years.id, value: year },
        { case: id, column: words.id, value: word },
      ],
    })
  }
}

/** Two sites with names that would do harm, a session of both, an email of one, and one that did not happen. */
async function addContacts(lead: Client): Promise<void> {
  const { id: one } = await lead.cases.add({ kind: 'site', name: hostile.code })
  const { id: other } = await lead.cases.add({ kind: 'site', name: hostile.turned })
  const person = (await lead.cases.list({})).cases.find(({ name }) => name === hostile.formula)?.id ?? ''
  await lead.contacts.setSite({ site: one, opened: '2019-01-01', participants: 17, staff: 2 })
  await lead.contacts.choose({ cutOff: '2019-03-31' })
  await lead.contacts.add({
    date: '2019-01-14',
    mode: 'phone',
    minutes: 107,
    sites: [{ case: one }, { case: other }],
    people: [{ case: person }],
    note: hostile.comment,
  })
  await lead.contacts.add({ date: '2019-02-01', mode: 'email', sites: [{ case: one }] })
  await lead.contacts.add({
    date: '2019-02-02',
    mode: 'phone',
    sites: [{ case: one, attended: false, reason: hostile.marks }],
  })
}

async function addThemes(made: Made, lead: Client): Promise<void> {
  const last = await lead.themes.add({ name: 'Zeal <i>' })
  const first = await lead.themes.add({ name: 'A day of one’s own' })
  await lead.themes.move({ themes: [first.id], before: last.id })
  const under = await lead.themes.add({ name: 'The rota', parent: last.id })
  const initiation = found(made.codes, 'Initiation')
  const enrolment = found(made.codes, 'Enrolment')
  const state = (theme: string, polarity: 'facilitator' | 'barrier', codes: string[], text: string) =>
    lead.statements.add({ theme, polarity, codes, text })
  await state(under.id, 'barrier', [enrolment, initiation], hostile.code)
  await state(under.id, 'facilitator', [initiation], hostile.turned)
  const about = (id: string) => ({ kind: 'theme' as const, id })
  await addMemo(lead, 'What the rota does', about(under.id), [paragraph(text('Under a theme.'))])
  await addMemo(lead, 'A day of one’s own', about(first.id), memoBody(made))
  await addMemo(lead, '=Reflexive *note*', { kind: 'study', id: null }, [paragraph(text('About the study.'))])
}

/** A summary of a person, and a judgement of a data set, under the first and the last of the themes. */
async function addGridNotes(lead: Client): Promise<void> {
  const people = await lead.explore.grid({ kind: 'person' })
  const sets = await lead.explore.grid({ kind: 'data-set' })
  const theme = people.themes.at(-1)?.id ?? ''
  const person = people.columns.find(({ name }) => name === hostile.formula)?.id ?? ''
  const set = sets.columns.find(({ name }) => name === '@records')?.id ?? ''
  await lead.explore.note({ theme, about: person, text: hostile.comment })
  await lead.explore.note({ theme, about: set, judgement: 'contradicts', text: hostile.turned })
}

async function addMemo(
  lead: Client,
  title: string,
  about: { kind: 'theme' | 'study'; id: string | null },
  children: object[],
): Promise<void> {
  const memo = await lead.memos.add({ title, about })
  await lead.memos.save({ memo: memo.id, body: JSON.stringify({ root: { type: 'root', children } }) })
}

export const text = (words: string, format = 0) => ({ type: 'text', text: words, format })
export const paragraph = (...children: object[]) => ({ type: 'paragraph', children })
export const list = (listType: string, ...children: object[]) => ({ type: 'list', listType, children })
const row = (...children: object[]) => ({ type: 'tablerow', children })
const cell = (...children: object[]) => ({ type: 'tablecell', headerState: 0, children })
export const item = (...children: object[]) => ({ type: 'listitem', children })

const memoBody = (made: Made): object[] => [
  { type: 'heading', tag: 'h2', children: [text('Claim & <evidence>')] },
  paragraph(
    text('The day was '),
    text('borrowed ', 1),
    text('from', 2),
    text(' home', 3),
    text(', and underlined', 8),
    { type: 'linebreak' },
    text('# not a heading'),
  ),
  { type: 'quotation', ...spanOf(made, 'OT 18, Site 10', 'The mentor did.'), coding: null },
  list(
    'bullet',
    item(text('One')),
    item(list('number', item(text('Inner one')), item(text('Inner two')))),
    item(text('Two')),
  ),
  list('number', item(text('Counted')), item(text('Again'))),
  { type: 'quotation', ...spanOf(made, '=1+1 record', 'he said yes at once'), coding: null },
  {
    type: 'quotation',
    ...spanOf(made, 'OT 18, Site 10', 'There is no room in the rota for it'),
    coding: null,
    // “There is no […] in the rota [<b>hours</b> & "א"]”
    marks: [
      { start: 12, end: 16, text: '' },
      { start: 28, end: 35, text: '<b>hours</b> & "א"' },
    ],
    corrected: true,
  },
  { type: 'quote', children: [text('Somebody else’s words')] },
  paragraph({ type: 'link', url: 'https://example.org/a?b=1&c=2', children: [text('a link')] }),
  paragraph({ type: 'link', url: 'javascript:alert(1)', children: [text('no link')] }),
  {
    type: 'table',
    children: [
      row(cell(paragraph(text('Site & <who>'))), cell(paragraph(text('Said')))),
      row(
        cell(paragraph(text('Site | 1')), list('bullet', item(text('twice')))),
        cell(paragraph(text('yes', 1), { type: 'footnote', words: 'Not all: <ask> & "see" שלום' })),
      ),
    ],
  },
  { type: 'mystery', children: [text('Unknown, but said.')] },
]

/** Where words stand in a source. */
export function spanOf({ sources }: Made, source: string, quote: string) {
  const { id, text: whole } = sources.get(source) ?? { id: '', text: '' }
  const start = whole.indexOf(quote)
  if (start < 0) throw new Error(`“${quote}” is not in ${source}`)
  return { source: id, start, end: start + quote.length }
}

export function found<K, V>(map: Map<K, V>, key: K): V {
  const value = map.get(key)
  if (value === undefined) throw new Error(`No ${String(key)}`)
  return value
}
