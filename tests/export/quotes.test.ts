import { describe, expect, it } from 'vitest'
import { workbook } from './read-as.ts'
import { asRecords, utf8 } from './read-back.ts'
import { emptyStudy, found, spanOf } from './study.ts'

describe('the quote bank', () => {
  it('says of each quotation whose coding it was quoted from', async () => {
    const made = await emptyStudy('Quoted')
    try {
      const lead = await made.signIn('LR')
      const anna = await made.signIn('AM')
      const code = (await lead.codebook.frameworks({})).flatMap(({ codes }) => codes)[0]?.id ?? ''
      const passage = spanOf(made, 'OT 18, Site 10', 'The mentor did.')
      const coding = await anna.codings.add({ ...passage, code })
      const memo = await lead.memos.add({ title: 'Said', about: { kind: 'study', id: null } })
      const children = [coding.id, null].map(from => ({ type: 'quotation', ...passage, coding: from }))
      await lead.memos.save({ memo: memo.id, body: JSON.stringify({ root: { type: 'root', children } }) })
      const rows = asRecords(found(await workbook(await made.bytesOf('quotes', 'xlsx')), 'Quotes'))
      expect(rows.map(row => row['Layer'] ?? '')).toEqual(['Independent', ''])
      const page = utf8(await made.bytesOf('quotes', 'html'))
      expect(page.match(/<bdi>Independent<\/bdi>/g)).toHaveLength(1)
    } finally {
      made.close()
    }
  })
})
