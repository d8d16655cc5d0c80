import { expect } from 'vitest'
import { type Checks, page, workbook } from './read-as.ts'
import { asRecords, utf8 } from './read-back.ts'
import { found, hostile } from './study.ts'

/** What `codedStudy` holds, as every format must say it. */
const paragraph =
  /^Two coders \(AM, BK\) independently coded all 2 sources of the study \(196 words\): 1 in “OT interviews” and 1 in “@records”\. They worked blind .* Agreement was computed on characters \(n = 995\) over 9 codes, all codes pooled; .* They agreed on 1 coding in extent, code and polarity and differed 6 times: 5 of omission and 1 of boundary\. Of these, 3 were settled by a third reviewer \(LR\), 1 of them after discussion; what stands is AM’s coding in 1, BK’s coding in 1 and nothing in 1; 3 are not settled yet\./

export const agreementChecks: Checks = {
  'agreement.html': bytes => {
    const elements = page(bytes, /Counted in characters/)
    const of = (tag: string) => elements.filter(e => e.tag === tag)
    expect(of('h1').map(e => e.text)).toEqual(['Agreement report'])
    expect(of('p').find(e => e.attributes['class'] === 'methods')?.text).toMatch(paragraph)
    expect(of('caption').map(e => e.text.split('.')[0])).toEqual(
      of('caption').map((_, n) => `Table ${n + 1}`),
    )
    expect(of('style')[0]?.text).toContain('@page { size: A4 landscape;')
    expect(of('thead').length).toBeGreaterThanOrEqual(4)
    // Names stand as they are: escaped, never as elements.
    expect(of('bdi').map(e => e.text)).toEqual(
      expect.arrayContaining([hostile.code, hostile.formula, hostile.inherited, '=1+1 record']),
    )
    expect(of('th').map(e => e.text)).toContain('OT 18, Site 10n = 762')
    const timeLine = of('tr').find(e => e.text.startsWith('Time'))
    expect(timeLine?.text).toMatch(/^Timeb,c35143391310095\.3/)
    expect(of('li').map(e => e.text)).toContain('a n/a: Nobody used this code.')
    expect(
      of('p')
        .map(e => e.text)
        .join('\n'),
    ).toMatch(/^Intervals: 95 % percentile bootstrap over 12 segments .* of 2 sources, B = 2,000, seed 1\.$/m)
    expect(of('dd').map(e => e.text)).toContain(
      'The conventions above contradict each other, and none is applied in this report: it gives no verdict.',
    )
  },

  'agreement.xlsx': async bytes => {
    const sheets = await workbook(bytes)
    expect([...sheets.keys()]).toEqual(['Summary', 'Codes', 'Sources', 'Counts', 'Methods'])
    const summary = new Map(found(sheets, 'Summary').map(([what, ...rest]) => [what, rest]))
    expect(summary.get('Cohen’s κ')?.[0]).toBeCloseTo(0.5246, 3)
    expect(summary.get('Omission: one coded the passage, the other gave nothing like it')?.[0]).toBe(5)
    const codes = asRecords(found(sheets, 'Codes'))
    const line = (name: string, counts = 'itself') =>
      codes.find(row => row['Code'] === name && row['Counted'] === counts)
    expect(line('Time')).toMatchObject({
      'Characters: both': 35,
      'Characters: only AM': 14,
      'Characters: only BK': 33,
      'Characters: neither': 913,
      'Passages: both': 1,
    })
    expect(line('Support')).toMatchObject({
      'Cohen’s κ': 'n/a: Nobody used this code',
      'Percent agreement': 1,
    })
    expect(line('Support', 'with codes under it')).toMatchObject({ 'Cohen’s κ': 1 })
    expect(line(hostile.formula)).toMatchObject({ 'Passages: only BK': 1, 'Cohen’s κ': 0 })
    checkCounts(asRecords(found(sheets, 'Counts')), codes)
    const methods = new Map(found(sheets, 'Methods').map(([what, words]) => [what, words]))
    expect(methods.get('For the methods section')).toMatch(paragraph)
  },

  'agreement.json': (bytes, made) => {
    const report = JSON.parse(utf8(bytes))
    expect(report).toMatchObject({
      format: 'tandem-agreement',
      version: 1,
      options: { unit: 'character', withInterviewer: true, withQuoted: false },
      round: { title: 'Round “one” <1>', blind: true },
      coders: [
        { initials: 'AM', codings: 4 },
        { initials: 'BK', codings: 5 },
      ],
      differences: { agreed: 1 },
    })
    expect(report.methods).toMatch(paragraph)
    for (const { text } of made.sources.values()) {
      for (const words of text.split('\n').filter(line => line.length > 20)) {
        expect(utf8(bytes)).not.toContain(JSON.stringify(words).slice(1, -1))
      }
    }
    recount(report)
  },
}

/** The counts of every code add up to what its line says, and a code has a line for every source. */
function checkCounts(counts: Record<string, unknown>[], codes: Record<string, unknown>[]): void {
  const heads = ['both', 'only AM', 'only BK', 'neither'].map(head => `Characters: ${head}`)
  const lines = codes.filter(row => row['Counted'] === 'itself')
  expect(counts).toHaveLength(2 * lines.length)
  for (const line of lines) {
    const own = counts.filter(row => row['Code id'] === line['Code id'])
    const sums = heads.map(head => own.reduce((sum, row) => sum + Number(row[head]), 0))
    expect([line['Code'], ...sums]).toEqual([line['Code'], ...heads.map(head => line[head])])
  }
}

interface Recounted {
  sources: { id: string; characters: number; leftOut: { start: number; end: number }[] }[]
  coders: { id: string }[]
  codings: { source: string; coder: string; start: number; end: number; code: string }[]
  agreement: { codes: { code: string; counts: Record<string, number> }[] }
}

/** Counts every code again, character by character, from nothing but what the file holds. */
function recount({ sources, coders, codings, agreement }: Recounted): void {
  expect(agreement.codes.length).toBeGreaterThan(0)
  for (const { code, counts } of agreement.codes) {
    const again: Record<string, number> = { '11': 0, '10': 0, '01': 0, '00': 0 }
    for (const { id, characters, leftOut } of sources) {
      const has = (coder: string | undefined, at: number) =>
        codings.some(
          c => c.code === code && c.source === id && c.coder === coder && c.start <= at && at < c.end,
        )
      for (let at = 0; at < characters; at++) {
        if (leftOut.some(({ start, end }) => start <= at && at < end)) continue
        const cell = coders.map(({ id: coder }) => (has(coder, at) ? '1' : '0')).join('')
        again[cell] = (again[cell] ?? 0) + 1
      }
    }
    expect([code, again]).toEqual([code, counts])
  }
}
