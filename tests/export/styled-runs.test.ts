import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { looksOf, styledRuns } from '#engine/export/styled-runs.ts'
import { readFileBytes } from '#engine/import/read-file.ts'
import type { Mark } from '#shared/model/document.ts'
import { makeStudy } from '../helpers/study.ts'
import { docxOf } from '../import/build-files.ts'

describe('a passage as the original shows it', () => {
  it('is cut where its look changes, without the white space around it', () => {
    const marks: Mark[] = [
      { start: 3, end: 8, style: 'bold' },
      { start: 6, end: 10, style: 'italic' },
      { start: 0, end: 40, style: 'heading', level: 1 },
    ]
    const runs = styledRuns(' said it all ', 2, looksOf(marks))
    expect(runs.map(({ text, bold, italic }) => [text, bold, italic])).toEqual([
      ['sai', true, false],
      ['d ', true, true],
      ['it', false, true],
      [' all', false, false],
    ])
  })

  it('says all its words, and each in the look of its mark, whatever the marks', () => {
    const mark = fc.record({
      start: fc.nat(40),
      length: fc.integer({ min: 1, max: 15 }),
      style: fc.constantFrom('bold' as const, 'italic' as const, 'underline' as const, 'list-item' as const),
    })
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 30 }),
        fc.nat(20),
        fc.array(mark),
        (text, start, given) => {
          fc.pre(text.trim() !== '')
          const marks = given.map(({ start, length, style }): Mark => ({ start, end: start + length, style }))
          const runs = styledRuns(text, start, looksOf(marks))
          expect(runs.map(run => run.text).join('')).toBe(text.trim())
          let at = start + text.indexOf(text.trim())
          for (const run of runs) {
            for (let n = 0; n < run.text.length; n++, at++) {
              const has = (style: Mark['style']) =>
                marks.some(mark => mark.style === style && mark.start <= at && at < mark.end)
              expect([run.bold, run.italic, run.underline]).toEqual([
                has('bold'),
                has('italic'),
                has('underline'),
              ])
            }
          }
        },
      ),
    )
  })
})

describe('exports with passages', () => {
  const inHtml =
    'We had <strong>no time</strong> for the <em>form</em>, 10<sup>3</sup> of H<sub>2</sub>O, <s>never</s>'

  async function formatted() {
    const study = await makeStudy()
    const body =
      '<w:p><w:r><w:t xml:space="preserve">We had </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>no time</w:t></w:r><w:r><w:t xml:space="preserve"> for the </w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>form</w:t></w:r><w:r><w:t xml:space="preserve">, 10</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>3</w:t></w:r><w:r><w:t xml:space="preserve"> of H</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="subscript"/></w:rPr><w:t>2</w:t></w:r><w:r><w:t xml:space="preserve">O, </w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>never</w:t></w:r><w:r><w:t>, so.</w:t></w:r></w:p>'
    const bytes = docxOf(body)
    study.host.uploads.put('formatted', { fileName: 'a.docx', bytes }, bytes.length)
    const [taken] = await study.setUp.sources.import({ files: [{ upload: 'formatted', fileName: 'a.docx' }] })
    const source = taken?.sourceId ?? ''
    const { text } = await study.setUp.sources.open({ source })
    const passage = { source, start: 0, end: text.indexOf(', so') }
    const km = await study.as('KM')
    const { id: code } = await study.code('Time', km)
    await km.codings.add({ ...passage, code })
    const { id: memo } = await km.memos.add({ title: 'On time', about: { kind: 'study', id: null } })
    await km.memos.save({
      memo,
      body: JSON.stringify({
        root: { type: 'root', children: [{ type: 'quotation', ...passage, coding: null }] },
      }),
    })
    const made = async (what: string, format: string) => {
      const { id: report } = await km.reports.make({ what, format })
      return Buffer.from(study.host.reports.get(report)?.bytes ?? new Uint8Array())
    }
    return made
  }

  it.each([
    ['codings', 'html', inHtml],
    ['memos', 'html', inHtml],
    ['memos', 'md', 'We had **no time** for the *form*, 10<sup>3</sup> of H<sub>2</sub>O, ~~never~~'],
  ])('%s as %s carry the looks of letters', async (what, format, words) => {
    const made = await formatted()
    expect((await made(what, format)).toString('utf8')).toContain(words)
  })

  it.each(['codings', 'memos'])('%s as docx carry the looks of letters', async what => {
    const made = await formatted()
    const [document] = await readFileBytes(await made(what, 'docx'), 'made.docx', {})
    const looking = (style: Mark['style']) =>
      document?.marks
        .filter(mark => mark.style === style)
        .map(({ start, end }) => document.text.slice(start, end))
    expect(looking('bold')).toContain('no time')
    expect(looking('italic')).toContain('form')
    expect(looking('superscript')).toContain('3')
    expect(looking('subscript')).toContain('2')
    expect(looking('strikethrough')).toContain('never')
  })
})
