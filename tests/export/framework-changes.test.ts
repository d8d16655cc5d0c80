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
