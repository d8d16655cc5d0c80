import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterEach, describe, expect, it } from 'vitest'
import type { ExportFormat } from '#engine/export/format.ts'
import { exportFormats } from '#engine/export/formats/index.ts'
import { textInside } from '#engine/export/text-inside.ts'
import type { Client } from '#shared/contract/client.ts'
import { tandem } from '../helpers/command-line.ts'
import { failureOf, makeStudy, outcomeOf, type TestStudy } from '../helpers/study.ts'

const passphrase = 'the boats go out at five'
/** Two names: one plain, one that formats have to escape, to mark up or to break. */
const names = [
  ['Zebulon Quarrier', 'OT 18'],
  ["Æthel-Mary O'Döring & Sœurs_*[#]*", '[site partner]'],
] as const

interface Leaky {
  study: TestStudy
  lead: Client
  key: string
}

/** A study with both names wherever a person can write, and its key open in the lead's window. */
async function leaky(): Promise<Leaky> {
  const study = await makeStudy()
  const both = names.map(([real]) => real).join(' met ')
  const text = `Interviewer: Who came?\nP01: ${both} came to the shop.\n`
  const source = await study.source('Interview 1', text)
  const lead = await study.as('LD')
  await study.setUp.members.update({ member: study.people.LD, roles: ['lead', 'reviewer'] })
  const set = await lead.sources.addDataSet({ name: both })
  await lead.sources.update({ source, dataSet: set.id, title: both })
  const km = await study.as('KM')
  const code = await lead.codebook.addCode({
    name: both,
    definition: `“${both}”\n\nand more`,
    whenToUse: both,
    example: both,
  })
  const from = text.indexOf('Zebulon')
  await km.codings.add({
    source,
    start: from,
    end: text.indexOf('came to') - 1,
    code: code.id,
    comment: both,
  })
  const ts = await study.as('TS')
  const { id: round } = await lead.rounds.open({
    title: both,
    sources: [source],
    coders: [study.people.KM, study.people.TS],
  })
  // What both code alike is in the consensus, and in the matrix under the code’s name.
  for (const coder of [km, ts]) await coder.codings.add({ source, start: 0, end: 11, code: code.id })
  await km.rounds.submit({ round, coder: study.people.KM })
  await ts.rounds.submit({ round, coder: study.people.TS })
  await lead.adjudication.meet({ round, heldOn: '2026-03-12', attendees: both, notes: both })
  const { id: framework } = await lead.codebook.addFramework({ name: 'Questions', kind: 'deductive' })
  const component = await lead.codebook.addCode({ name: both, framework, definition: both })
  const theme = await lead.themes.add({ name: both })
  await lead.statements.add({
    theme: theme.id,
    polarity: 'barrier',
    codes: [component.id],
    text: both,
  })
  await lead.queries.save({ name: both, asks: { anyCodes: [code.id], layer: 'independent' } })
  const site = await lead.cases.add({ kind: 'site', name: both })
  await lead.contacts.add({
    date: '2026-03-12',
    mode: 'phone',
    minutes: 20,
    sites: [{ case: site.id }],
    note: both,
  })
  const memo = await lead.memos.add({ title: 'About Zebulon Quarrier', about: { kind: 'study', id: null } })
  const run = (words: string, format = 0) => ({
    type: 'text',
    version: 1,
    detail: 0,
    format,
    mode: 'normal',
    style: '',
    text: words,
  })
  const block = { version: 1, direction: null, format: '', indent: 0 }
  await lead.memos.save({
    memo: memo.id,
    body: JSON.stringify({
      root: {
        type: 'root',
        ...block,
        children: [
          {
            type: 'paragraph',
            ...block,
            textFormat: 0,
            textStyle: '',
            children: [run(`It was ${both} again.`)],
          },
          {
            type: 'quotation',
            version: 1,
            source,
            start: from,
            end: text.indexOf('came to') - 1,
            coding: null,
          },
        ],
      },
    }),
  })
  const role = await lead.cases.addAttribute({ about: 'person', name: 'Role', type: 'text', choices: [] })
  const person = await lead.cases.add({ kind: 'person', name: 'Zebulon Quarrier' })
  await lead.cases.setCells({ cells: [{ case: person.id, column: role.id, value: both }] })
  await lead.explore.note({ theme: theme.id, about: person.id, text: both })
  const key = join(study.base, 'names.tandem-key')
  await lead.pseudonyms.makeKey({ path: key, passphrase })
  for (const [real, shown] of names) await lead.pseudonyms.put({ kind: 'person', real, shown })
  return { study, lead, key }
}

/** Formats that a test adds, and takes away again. */
const added: ExportFormat[] = []
afterEach(() => {
  for (const format of added.splice(0)) exportFormats.splice(exportFormats.indexOf(format), 1)
})
function add(format: string, make: ExportFormat['make']): void {
  const [first] = exportFormats
  if (!first) throw new Error('No export to take after')
  const made: ExportFormat = { ...first, what: 'invented', format, extension: format, make }
  added.push(made)
  exportFormats.push(made)
}

describe('an attachment', () => {
  /** An email with a file, in a study with both names and the key open in the lead's window. */
  async function withFile(name: string, bytes: Uint8Array) {
    const { study, lead } = await leaky()
    const mail = `From: ben@example.org\nSubject: Page two\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nSee the form.\n--x\nContent-Disposition: attachment; filename="${name}"\nContent-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n\n${Buffer.from(bytes).toString('base64')}\n--x--\n`
    study.host.uploads.put('mail', { fileName: 'a.eml', bytes: Buffer.from(mail) }, mail.length)
    const [result] = await lead.sources.import({ files: [{ upload: 'mail', fileName: 'a.eml' }] })
    const { attachments } = await lead.sources.open({ source: result?.sourceId ?? '' })
    return { study, lead, attachment: attachments[0]?.id ?? '' }
  }

  it('is stopped where a name of the key stands in it or in its name, and saved where the person says so', async () => {
    for (const [name, bytes] of [
      ['form.html', strToU8('<p>For <b>Zebulon</b> Quarrier</p>')],
      ['form.zip', zipSync({ 'page.txt': strToU8('For Zebulon Quarrier') })],
      ['Zebulon Quarrier.txt', strToU8('One page.')],
    ] as const) {
      const { study, lead, attachment } = await withFile(name, bytes)
      const stopped = await failureOf(lead.sources.takeOut({ attachment }))
      expect(stopped, name).toMatchObject({
        code: 'real-names',
        message: 'Real names of the key stand in this file: 1 name at 1 place.',
      })
      expect(stopped.hint).not.toMatch(/Zebulon/)
      expect(await lead.sources.scanAttachment({ attachment })).toMatchObject({
        state: 'made',
        names: [{ words: 'Zebulon Quarrier', shown: 'OT 18', count: 1 }],
      })
      const held = await lead.sources.takeOut({ attachment, despite: 'names' })
      expect(study.host.reports.get(held.id)?.bytes, name).toEqual(Buffer.from(bytes))
    }
  })

  it('that names nobody goes out; one that nobody can look into only knowingly, as under a closed key', async () => {
    const plain = await withFile('form.txt', strToU8('One page.'))
    const attachment = plain.attachment
    expect(await outcomeOf(plain.lead.sources.takeOut({ attachment }))).toBe('done')
    await plain.lead.pseudonyms.closeKey({})
    expect(await outcomeOf(plain.lead.sources.takeOut({ attachment }))).toBe('key-closed')
    expect(await plain.lead.sources.scanAttachment({ attachment })).toMatchObject({
      state: 'closed',
      names: [],
    })
    expect(await outcomeOf(plain.lead.sources.takeOut({ attachment, despite: 'no-scan' }))).toBe('done')
    const scan = await withFile('scan.pdf', Uint8Array.from([0x25, 0x50, 0x44, 0x46, 0xff, 0xfe]))
    expect(await failureOf(scan.lead.sources.takeOut({ attachment: scan.attachment }))).toMatchObject({
      code: 'key-closed',
      message: 'This file cannot be looked through for real names.',
    })
  })
})

describe('every export', () => {
  it('is stopped where a name of the key stands in it, whatever its format, and made where the person says so', async () => {
    const { study, lead } = await leaky()
    for (const { what, format } of exportFormats) {
      const label = `${what}.${format}`
      const stopped = await failureOf(lead.reports.make({ what, format }))
      expect(stopped.code, label).toBe('real-names')
      expect(`${stopped.message} ${stopped.hint}`, label).not.toMatch(/Zebulon|Quarrier|Döring/)
      const { state, names: found } = await lead.reports.scan({ what, format })
      expect(state, label).toBe('made')
      const shown = new Set(found.map(one => one.shown))
      expect([...shown].sort(), label).toEqual(['OT 18', '[site partner]'])
      const plain = found.find(({ words }) => words === 'Zebulon Quarrier')
      expect(plain?.count, label).toBeGreaterThan(0)
      expect(plain?.places[0]?.match, label).toBe('Zebulon Quarrier')
      const made = await lead.reports.make({ what, format, despite: 'names' })
      expect(study.host.reports.get(made.id)?.bytes.byteLength, label).toBe(made.bytes)
    }
    expect(study.faults()).toBe('')
  })

  it('says that nobody looked where the key is closed, names nothing, and goes on only knowingly', async () => {
    const { study, lead } = await leaky()
    const km = await study.as('KM')
    await lead.pseudonyms.closeKey({})
    for (const client of [km, lead, study.setUp]) {
      for (const { what, format } of exportFormats) {
        expect(await outcomeOf(client.reports.make({ what, format })), `${what}.${format}`).toBe('key-closed')
        expect(await client.reports.scan({ what, format })).toMatchObject({ state: 'closed', names: [] })
      }
      expect(await outcomeOf(client.reports.make({ what: 'memos', format: 'md', despite: 'no-scan' }))).toBe(
        'done',
      )
    }
  })

  it('on its way to paper is looked through as a file is, and is no step where it was stopped', async () => {
    const { study, lead } = await leaky()
    const print = (despite?: 'names' | 'no-scan') =>
      lead.reports.preview({ what: 'memos', prints: true, ...(despite ? { despite } : {}) })
    const before = (await lead.history.list({ limit: 1 })).entries[0]?.id
    expect(await outcomeOf(print())).toBe('real-names')
    await lead.pseudonyms.closeKey({})
    expect(await outcomeOf(print())).toBe('key-closed')
    expect((await lead.history.list({ limit: 1 })).entries[0]?.id).toBe(before)
    expect(await outcomeOf(print('no-scan'))).toBe('done')
    expect(await outcomeOf(lead.reports.preview({ what: 'memos' }))).toBe('done')
    expect(study.faults()).toBe('')
  })

  it('in a format that is new is looked through like the others', async () => {
    const { lead } = await leaky()
    add('odd', async study => new TextEncoder().encode(`%%odd ${study.memos()[0]?.title}`))
    add('none', async () => new TextEncoder().encode('nobody is named'))
    expect(await outcomeOf(lead.reports.make({ what: 'invented', format: 'odd' }))).toBe('real-names')
    expect(await outcomeOf(lead.reports.make({ what: 'invented', format: 'none' }))).toBe('done')
  })

  it('in a format nobody can look into is not taken for one without names', async () => {
    const { lead } = await leaky()
    const name = 'Zebulon Quarrier'
    const sixteen = Uint8Array.from(Buffer.from(name, 'utf16le'))
    add('utf16', async () => sixteen)
    add('packed', async () => Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, 0xff, 0xfe]))
    add('zip', async () => zipSync({ 'a.bin': sixteen }))
    add('cut', async () => zipSync({ 'a.txt': strToU8(name) }).subarray(0, 40))
    for (const format of ['utf16', 'packed', 'zip', 'cut']) {
      expect((await lead.reports.scan({ what: 'invented', format })).state, format).toBe('unreadable')
      expect(await outcomeOf(lead.reports.make({ what: 'invented', format })), format).toBe('key-closed')
    }
  })

  it('of a study without a key is made as ever, and says what else may identify people', async () => {
    const study = await makeStudy()
    const memo = await study.setUp.memos.add({
      title: 'Call 07700 900123 or anna@clinic.example, NHS 943 476 5919',
      about: { kind: 'study', id: null },
    })
    expect(memo.id).toBeTruthy()
    const made = await study.setUp.reports.make({ what: 'memos', format: 'docx' })
    expect(made.remark).toBe('1 phone number, 1 email address and 1 NHS number')
    const { remark } = await study.setUp.reports.make({ what: 'codebook', format: 'csv' })
    expect(remark).toBeNull()
  })
})

describe('the words inside a file', () => {
  const inside = async (words: string) => (await textInside(strToU8(words)))?.join('\n')
  it.each([
    [
      'a name in two runs of Word',
      '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Zebu</w:t></w:r><w:r><w:t>lon</w:t></w:r></w:p>',
      'Zebulon',
    ],
    ['a name with bold in it', '<p>Ze<b>bul</b>on</p>', 'Zebulon'],
    ['a name in a title', '<p title="by Zebulon">x</p>', 'Zebulon'],
    ['entities', '<p>&#90;ebu&#x6C;on &amp; S&#246;n</p>', 'Zebulon & Sön'],
    ['JSON', JSON.stringify({ a: ['x\nZebulon "Q"'] }).replace('Z', '\\u005a'), '\nZebulon "Q"'],
    ['Markdown', 'O\\_Q\\. Zebulon\\-Mary', 'O_Q. Zebulon-Mary'],
    ['CSV', 'a,"the ""Zebulon"" one"', 'the "Zebulon" one'],
  ])('%s', async (_, file, expected) => {
    expect(await inside(file)).toContain(expected)
  })
  it('files within files, and their names', async () => {
    const inner = zipSync({ 'word/document.xml': strToU8('<w:t>Zebulon</w:t>') })
    expect((await textInside(zipSync({ 'Quarrier.docx': inner })))?.join('\n')).toMatch(
      /Quarrier[\s\S]*Zebulon/,
    )
  })
})

describe('the command line', () => {
  it('refuses with the list, and goes on with --allow-names or --without-scan', async () => {
    const { study, key } = await leaky()
    study.close()
    const secret = join(study.base, 'secret.txt')
    writeFileSync(secret, `${passphrase}\n`)
    const out = join(study.base, 'memos.md')
    const run = (...more: string[]) =>
      tandem(study.base, ['export', study.path, 'memos', '--format', 'md', '-o', out, ...more])

    const closed = await run()
    expect(closed.code).toBe(1)
    expect(closed.stderr).toContain('--without-scan')
    expect(existsSync(out)).toBe(false)

    const listed = await run('--key', key, '--key-passphrase-file', secret)
    expect(listed.code).toBe(1)
    expect(listed.stderr).toMatch(/Zebulon Quarrier \(OT 18\), \d+ times: /)
    expect(listed.stderr).toContain('--allow-names')
    expect(existsSync(out)).toBe(false)

    const wrong = await tandem(
      study.base,
      ['export', study.path, 'memos', '--format', 'md', '-o', out, '--key', key],
      {
        TANDEM_KEY_PASSPHRASE: 'no',
      },
    )
    expect(wrong.stderr).toContain('not the passphrase of this key')

    expect((await run('--key', key, '--key-passphrase-file', secret, '--allow-names')).code).toBe(0)
    expect(readFileSync(out, 'utf8')).toContain('Zebulon')
    expect((await run('--force', '--without-scan')).code).toBe(0)
  })
})
