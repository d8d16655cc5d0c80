import { describe, expect, it } from 'vitest'
import { keep } from '#engine/sources/contents.ts'
import type { Client } from '#shared/contract/client.ts'
import { asRecords, htmlElements, wellFormed, wordParagraphs, workbookSheets } from '../export/read-back.ts'
import { bodyOf, correct, quotationOf } from '../helpers/quoted-memos.ts'
import { failureOf, makeStudy, someText, type TestStudy } from '../helpers/study.ts'

async function quoting() {
  const study = await makeStudy()
  const source = await study.source(
    'Talk 1',
    'OT 18: I waited a very long time for the forms to come back.\n',
  )
  const km = await study.as('KM')
  const { id: code } = await study.code('Waiting')
  const { text } = await km.sources.open({ source })
  const span = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length })
  const words = 'I waited a very long time for the forms'
  const coding = await km.codings.add({ source, ...span(words), code })
  const { id: memo } = await km.memos.add({ title: 'On waiting', about: { kind: 'study', id: null } })
  // “I waited a […] long time for the [insurance] forms”
  const marks = [
    { start: 11, end: 16, text: '' },
    { start: 34, end: 34, text: 'insurance' },
  ]
  await km.memos.save({
    memo,
    body: bodyOf({ type: 'quotation', source, ...span(words), coding: coding.id, marks }),
  })
  return { study, source, km, code, memo, coding, span }
}

async function exported(study: TestStudy, client: Client, what: string, format: string): Promise<Uint8Array> {
  const report = await client.reports.make({ what, format })
  return study.host.reports.get(report.id)?.bytes ?? new Uint8Array()
}

const markdownOf = async (study: TestStudy, client: Client) =>
  Buffer.from(await exported(study, client, 'memos', 'md')).toString('utf8')

describe('a quotation', () => {
  it('says in the memo and in exports when its coding changed, and when it is gone', async () => {
    const { study, km, code, source, memo, coding, span } = await quoting()
    const standing = async () => (await km.memos.open({ memo })).quotations[0]?.standing
    expect(await standing()).toBe('present')
    await km.codings.update({ coding: coding.id, ...span('long time') })
    expect(await standing()).toBe('changed')
    expect(await markdownOf(study, km)).toContain('The coding it was taken from has changed since.')
    await km.codings.remove({ codings: [coding.id] })
    expect(await standing()).toBe('removed')
    const text = await markdownOf(study, km)
    expect(text).toContain('I waited a \\[…\\] long time for the \\[insurance\\] forms')
    expect(text).toContain('The coding it was taken from is no longer there.')
    await km.codings.add({ source, ...span('long time'), code })
    expect(study.faults()).toBe('')
  })

  it('has 200 edits at most: more are refused, and one that has them is there still', async () => {
    const { study, source, km, memo } = await quoting()
    const of = (count: number) =>
      bodyOf({
        type: 'quotation',
        source,
        start: 0,
        end: 30,
        coding: null,
        marks: Array.from({ length: count }, (_, n) => ({ start: n % 30, end: n % 30, text: 'sic' })),
      })
    const failure = await failureOf(km.memos.save({ memo, body: of(201) }))
    expect(failure).toMatchObject({
      code: 'bad-input',
      message: 'A quotation has more than 200 edits; nothing was saved.',
    })
    await km.memos.save({ memo, body: of(200) })
    const db = study.db()
    const body = keep(db, 'memo', of(201))
    db.prepare('UPDATE memos SET body = ? WHERE id = ?').run(body, memo)
    expect((await km.memos.open({ memo })).quotations).toHaveLength(1)
  })

  it('of a removed source says when it was removed, wherever it stood, and none of its words come back', async () => {
    const { study, source, memo } = await quoting()
    const lead = await study.as('LD')
    await lead.sources.remove({ source })
    const [quoted] = (await lead.memos.open({ memo })).quotations
    expect(quoted).toMatchObject({ text: '', attribution: '[source removed]', standing: 'removed' })
    expect(Math.abs(Date.parse(quoted?.sourceRemoved ?? '') - Date.now())).toBeLessThan(600_000)
    const today = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' }).format(new Date())
    const said = `The source was removed on ${today}, and its words with it.`
    const withdrawn = /very long time|for the forms|insurance/
    const markdown = await markdownOf(study, lead)
    expect(markdown).toContain(said)
    const texts = {
      memosDocx: wordParagraphs(await exported(study, lead, 'memos', 'docx')).map(({ text }) => text),
      memosHtml: htmlElements(await exported(study, lead, 'memos', 'html')).map(({ text }) => text),
      quotesDocx: wordParagraphs(await exported(study, lead, 'quotes', 'docx')).map(({ text }) => text),
      quotesHtml: htmlElements(await exported(study, lead, 'quotes', 'html')).map(({ text }) => text),
    }
    for (const [where, lines] of Object.entries({ markdown: [markdown], ...texts })) {
      expect(lines.join('\n'), where).toContain(said)
      expect(lines.join('\n'), where).not.toMatch(withdrawn)
      expect(lines, where).not.toContain('“”')
    }
    const sheets = await workbookSheets(await exported(study, lead, 'quotes', 'xlsx'))
    const [row] = asRecords(sheets.get('Quotes') ?? [])
    expect(row).toMatchObject({ Quote: `[${said}]`, Note: said })
    expect(JSON.stringify([...sheets])).not.toMatch(withdrawn)
    expect(asRecords(sheets.get('Voices') ?? [])[0]).toMatchObject({ Name: 'No longer in the study' })
    const { reports } = lead
    for (const { id: what, formats } of await reports.kinds({})) {
      if (what === 'agreement' || what === 'pack' || !formats.some(({ id }) => id === 'html')) continue
      expect(Buffer.from(await exported(study, lead, what, 'html')).toString('utf8'), what).not.toMatch(
        withdrawn,
      )
    }
    await lead.history.undo({})
    expect((await lead.memos.open({ memo })).quotations[0]).not.toHaveProperty('sourceRemoved')
    expect(await markdownOf(study, lead)).toContain('long time')
  })

  it('says which code and polarity its coding had when quoted and has now, here and in exports', async () => {
    const { study, km, memo, coding, source, span } = await quoting()
    const recoded = async () => (await km.memos.open({ memo })).quotations[0]?.recoded
    const { id: other } = await study.code('Delay')
    expect(await recoded()).toBeUndefined()
    await km.codings.update({ coding: coding.id, code: other, polarity: 'barrier' })
    const said =
      'Its coding carried “Waiting” when it was quoted and carries “Delay” now. ' +
      'Its coding was without polarity when it was quoted and is a barrier now.'
    expect(await recoded()).toBe(said)
    expect(await markdownOf(study, km)).toContain(said)
    const rows = asRecords(
      (await workbookSheets(await exported(study, km, 'quotes', 'xlsx'))).get('Quotes') ?? [],
    )
    expect(JSON.stringify(rows)).toContain('carries “Delay” now')
    // A further change is told from what was quoted, and going back to it is no news.
    await km.codings.update({ coding: coding.id, polarity: 'facilitator' })
    expect(await recoded()).toContain('was without polarity when it was quoted and is a facilitator now')
    await km.history.undo({})
    await km.history.undo({})
    expect(await recoded()).toBeUndefined()
    // A quotation of what was recoded before is compared with what it was by then.
    await km.codings.update({ coding: coding.id, code: other })
    const { id: later } = await km.memos.add({ title: 'Later', about: { kind: 'study', id: null } })
    const place = { source, ...span('I waited a very long time for the forms'), coding: coding.id }
    await km.memos.save({ memo: later, body: bodyOf({ type: 'quotation', ...place }) })
    expect((await km.memos.open({ memo: later })).quotations[0]?.recoded).toBeUndefined()
    expect(await recoded()).toContain('carries “Delay” now')
    // Taken out and quoted anew, it is compared with what it was the second time.
    await km.memos.save({ memo, body: bodyOf() })
    await km.memos.save({ memo, body: bodyOf({ type: 'quotation', ...place }) })
    expect(await recoded()).toBeUndefined()
    expect(study.faults()).toBe('')
  })

  it('says nothing when its code is merged into the one its coding is given', async () => {
    const { study, km, memo, coding, code } = await quoting()
    const { id: other } = await study.code('Delay')
    await (await study.as('LD')).codebook.mergeCodes({ codes: [code], into: other, because: '' })
    await km.codings.update({ coding: coding.id, code: other })
    expect((await km.memos.open({ memo })).quotations[0]?.recoded).toBeUndefined()
  })

  it('goes with a correction of its text, its edits on the words they were on, and says so', async () => {
    const { study, km, memo, source, span } = await quoting()
    const ld = await study.as('LD')
    const { revision } = await ld.sources.open({ source })
    await ld.revisions.correct({ source, revision, edits: [{ ...span('waited'), text: 'had to wait' }] })
    const { body, quotations } = await km.memos.open({ memo })
    expect(quotations[0]?.text).toBe('I had to wait a very long time for the forms')
    const [quotation] = (JSON.parse(body) as { root: { children: object[] } }).root.children
    expect(quotation).toMatchObject({
      corrected: true,
      marks: [
        { start: 16, end: 21, text: '' },
        { start: 39, end: 39, text: 'insurance' },
      ],
    })
    const text = await markdownOf(study, km)
    expect(text).toContain('I had to wait a \\[…\\] long time for the \\[insurance\\] forms')
    expect(text).toContain('The text of its source has been corrected since it was quoted.')
  })

  it('keeps an edit whose own words are corrected, on what became of them', async () => {
    const { study, km, memo, source, span } = await quoting()
    const ld = await study.as('LD')
    const correct = async (words: string, text: string) => {
      const { revision, text: now } = await ld.sources.open({ source })
      const start = now.indexOf(words)
      await ld.revisions.correct({ source, revision, edits: [{ start, end: start + words.length, text }] })
    }
    const quoted = span('I waited a very long time for the forms')
    const at = (words: string) => {
      const { start, end } = span(words)
      return { start: start - quoted.start, end: end - quoted.start }
    }
    const marks = [
      { ...at('very long time'), text: 'while' },
      { ...at('the forms'), text: '' },
    ]
    await km.memos.save({
      memo,
      body: bodyOf({ type: 'quotation', source, ...quoted, coding: null, marks }),
    })
    await correct('long', 'lonng')
    expect(await markdownOf(study, km)).toContain('I waited a \\[while\\] for \\[…\\]')
    await correct('time for', 'spell, for')
    expect(await markdownOf(study, km)).toContain('I waited a \\[while\\] for \\[…\\]')
    await correct('very lonng spell, for ', '')
    expect(await markdownOf(study, km)).toContain('I waited a \\[while\\] \\[…\\]')
    expect(study.faults()).toBe('')
  })

  it('whose words a correction took away altogether says so, and the memo still opens and saves', async () => {
    const { study, km, memo, source, span } = await quoting()
    const ld = await study.as('LD')
    const { revision } = await ld.sources.open({ source })
    await ld.revisions.correct({
      source,
      revision,
      edits: [{ ...span('I waited a very long time for the forms'), text: '' }],
    })
    const { body, quotations } = await km.memos.open({ memo })
    expect(quotations[0]).toMatchObject({ text: '', standing: 'removed' })
    await km.memos.save({ memo, body })
    expect(await markdownOf(study, km)).toContain('The quoted passage is no longer in the study.')
  })

  it('of which nothing is left bears the name of its source, and of nobody who speaks around there now', async () => {
    const study = await makeStudy()
    const source = await study.source('Focus group', 'OT 5: I got no training.\nOT 9: The unit was kind.\n')
    const ld = await study.as('LD')
    for (const name of ['OT 5', 'OT 9']) {
      const { id } = await ld.cases.add({ kind: 'person', name })
      await ld.cases.link({ links: [{ source, speaker: name, case: id }] })
    }
    const { id: memo } = await ld.memos.add({ title: 'On kindness', about: { kind: 'study', id: null } })
    await ld.memos.save({ memo, body: bodyOf(await quotationOf(ld, source, 'The unit was kind.')) })
    const [whole] = (await ld.memos.open({ memo })).quotations
    expect(whole).toMatchObject({ attribution: '[OT 9, Focus group]', people: ['OT 9'] })
    await correct(ld, source, 'OT 9: The unit was kind.\n', '')
    const [gone] = (await ld.memos.open({ memo })).quotations
    expect(gone).toMatchObject({ text: '', attribution: '[Focus group]', people: [], sites: [] })
    expect(await markdownOf(study, ld)).not.toContain('OT 5')
    const sheets = await workbookSheets(await exported(study, ld, 'quotes', 'xlsx'))
    expect(JSON.stringify([...sheets])).not.toContain('OT 5')
    expect(asRecords(sheets.get('Quotes') ?? [])[0]).toMatchObject({ Attribution: '[Focus group]' })
  })
})

describe('a quotation of a ruling that is changed', () => {
  /** KM coded the first 30 characters, TS the first 12; the lead ruled that KM's stands and quoted it. */
  async function quotedRuling() {
    const study = await makeStudy()
    const source = await study.source('Talk 1', someText(3))
    const { id: code } = await study.code('Waiting')
    const { id: other } = await study.code('Delay')
    const { id: round } = await study.setUp.rounds.open({
      title: 'Round 1',
      sources: [source],
      coders: [study.people.KM, study.people.TS],
    })
    for (const [who, end] of [
      ['KM', 30],
      ['TS', 12],
    ] as const) {
      const coder = await study.as(who)
      await coder.codings.add({ source, start: 0, end, code, polarity: 'barrier' })
      await coder.rounds.submit({ round, coder: study.people[who] })
    }
    const ld = await study.as('LD')
    const item = async () => (await ld.adjudication.disagreements({ round }))[0]?.id ?? ''
    const rule = async (outcome: 'a' | 'b' | 'code' | 'neither', more: object = {}) =>
      ld.adjudication.rule({ round, disagreement: await item(), outcome, ...more })
    await rule('a')
    const [agreed] = await ld.codings.passages({ layer: 'consensus' })
    const place = { source, start: 0, end: 30, coding: agreed?.id ?? '' }
    const { id: memo } = await ld.memos.add({ title: 'On waiting', about: { kind: 'study', id: null } })
    await ld.memos.save({ memo, body: bodyOf({ type: 'quotation', ...place }) })
    const quoted = async () => (await ld.memos.open({ memo })).quotations[0]
    return { study, ld, source, other, memo, place, rule, quoted }
  }

  it('says what is other now, and nothing when the same coding is back', async () => {
    const { study, ld, other, place, rule, quoted } = await quotedRuling()
    expect(await quoted()).toMatchObject({ standing: 'present' })
    await rule('b')
    expect(await quoted()).toMatchObject({ standing: 'changed' })
    expect((await quoted())?.recoded).toBeUndefined()
    expect(await ld.memos.quote(place)).toMatchObject({ standing: 'changed' })
    expect(await markdownOf(study, ld)).toContain('The coding it was taken from has changed since.')
    await rule('code', { code: other })
    const recoded = 'Its coding carried “Waiting” when it was quoted and carries “Delay” now.'
    expect(await quoted()).toMatchObject({ standing: 'present', recoded })
    expect(await markdownOf(study, ld)).toContain(recoded)
    const [row] = asRecords(
      (await workbookSheets(await exported(study, ld, 'quotes', 'xlsx'))).get('Quotes') ?? [],
    )
    expect(row).toMatchObject({ Code: 'Delay' })
    await rule('neither')
    expect(await quoted()).toMatchObject({ standing: 'removed' })
    await rule('a')
    expect(await quoted()).toMatchObject({ standing: 'present' })
    expect((await quoted())?.recoded).toBeUndefined()
    expect(await markdownOf(study, ld)).not.toContain('The coding it was taken from')
    expect(study.faults()).toBe('')
  })

  it('finds what stands in its place after its text was corrected', async () => {
    const { study, ld, source, rule, quoted } = await quotedRuling()
    await rule('b')
    await rule('a')
    const { revision, text } = await ld.sources.open({ source })
    await ld.revisions.correct({
      source,
      revision,
      edits: [{ start: 0, end: text.indexOf(' '), text: 'Somewhat longer than before' }],
    })
    expect(await quoted()).toMatchObject({ standing: 'present' })
    expect(study.faults()).toBe('')
  })

  it('of a coder who took their coding out and made it again is of that one', async () => {
    const { km, code, memo, coding, source, span } = await quoting()
    const words = 'I waited a very long time for the forms'
    await km.codings.remove({ codings: [coding.id] })
    await km.codings.add({ source, ...span(words), code, polarity: 'barrier' })
    const [quoted] = (await km.memos.open({ memo })).quotations
    expect(quoted).toMatchObject({
      standing: 'present',
      recoded: 'Its coding was without polarity when it was quoted and is a barrier now.',
    })
  })
})

describe('a memo of 10,000 words with 300 quotations and hostile names', () => {
  const name = '<b>"אבי" & co</b>'
  const notes = ['memos docx', 'memos html', 'memos md', 'quotes docx', 'quotes xlsx']

  it('is kept, opens, and goes whole into every export', async () => {
    const study = await makeStudy()
    const { setUp } = study
    const source = await study.source(name.replace('/', ' '), someText(12))
    await setUp.sources.update({ source, title: name })
    const { id: person } = await setUp.cases.add({ kind: 'person', name })
    await setUp.cases.link({ links: [{ source, case: person }] })
    const { id: code } = await study.code(name)
    const km = await study.as('KM')
    const { id: coding } = await km.codings.add({ source, start: 50, end: 80, code })
    await (await study.as('LD')).memos.setAttribution({
      dates: 'short',
      templates: [{ kind: 'interview', dataSet: null, template: '[{person}]' }],
    })
    const { id: memo } = await km.memos.add({ title: name, about: { kind: 'code', id: code } })
    const number = {
      type: 'live-number',
      kind: 'person',
      where: null,
      behind: { kind: 'code', id: code },
      polarity: null,
      layer: 'independent',
      among: 'study',
      form: 'of',
      noun: name,
    }
    const children = Array.from({ length: 300 }, (_, n) => [
      {
        type: 'paragraph',
        children: [
          { type: 'text', text: `${n} ${'words of the team '.repeat(9)}`, format: 0 },
          ...(n === 0 ? [number, { type: 'footnote', words: name }] : []),
        ],
      },
      { type: 'quotation', source, start: 50, end: 80, coding, marks: [{ start: 0, end: 2, text: name }] },
    ]).flat()
    const { words } = await km.memos.save({ memo, body: bodyOf(...children) })
    expect(words).toBeGreaterThan(10_000)
    const opened = await km.memos.open({ memo })
    expect(opened.quotations).toHaveLength(300)
    expect(opened.numbers[0]?.said).toBe(`1 of the 1 ${name}`)
    expect((await km.memos.voices({ memo })).voices[0]).toMatchObject({ name, here: 300, everywhere: 300 })

    const files = new Map<string, Uint8Array>()
    for (const each of notes) {
      const [what = '', format = ''] = each.split(' ')
      files.set(each, await exported(study, km, what, format))
    }
    const of = (each: string) => files.get(each) ?? new Uint8Array()
    for (const each of notes.filter(file => /docx|xlsx/.test(file))) wellFormed(of(each))
    for (const each of ['memos docx', 'quotes docx']) {
      const paragraphs = wordParagraphs(of(each))
      const attributions = paragraphs.filter(({ style }) => style === 'Attribution')
      expect(attributions).toHaveLength(300)
      expect(attributions[0]?.text).toContain(`[${name}]`)
      expect(paragraphs.find(({ style }) => style === 'Passage')?.text).toContain(`[${name}]`)
    }
    const rows = asRecords((await workbookSheets(of('quotes xlsx'))).get('Quotes') ?? [])
    expect(rows).toHaveLength(300)
    expect(rows[0]).toMatchObject({ Person: name, Memo: name, Attribution: `[${name}]`, Code: name })
    const elements = htmlElements(of('memos html'))
    expect(elements.filter(({ tag }) => tag === 'b')).toEqual([])
    expect(elements.filter(({ tag }) => tag === 'figcaption')).toHaveLength(300)
    expect(elements.some(({ text }) => text.includes(`1 of the 1 ${name}`))).toBe(true)
    expect(Buffer.from(of('memos md')).toString('utf8')).toContain('\\<b\\>"אבי" & co\\</b\\>')
    expect(study.faults()).toBe('')
  })
})
