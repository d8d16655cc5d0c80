import { expect } from 'vitest'
import { type Checks, page, styled, word, workbook } from './read-as.ts'
import { asRecords } from './read-back.ts'
import { found } from './study.ts'

const edited = 'There is no […] in the rota [<b>hours</b> & "א"]'

export const quotesChecks: Checks = {
  'quotes.xlsx': async bytes => {
    const sheets = await workbook(bytes)
    const rows = asRecords(found(sheets, 'Quotes'))
    expect(rows.map(row => row['Quote'])).toEqual(['The mentor did.', 'he said yes at once', edited])
    expect(rows[2]).toMatchObject({
      Memo: 'A day of one’s own',
      About: 'theme: A day of one’s own',
      Verbatim: 'There is no room in the rota for it',
      Edits: '[…] [<b>hours</b> & "א"]',
      Attribution: '[OT 18, Site 10]',
      Source: 'OT 18, Site 10',
      Note: 'The text of its source has been corrected since it was quoted.',
    })
    expect(asRecords(found(sheets, 'Voices'))[0]).toMatchObject({
      Kind: 'Person',
      Name: 'Belongs to no case',
      Quotes: 3,
      'Share of quotes': '100.0%',
      'In memos': 1,
    })
  },

  'quotes.html': bytes => {
    const elements = page(bytes, /whichever layer \(independent or consensus\)/)
    const texts = (tag: string) => elements.filter(e => e.tag === tag).map(e => e.text)
    expect(texts('blockquote')).toEqual(['The mentor did.', 'he said yes at once', edited])
    expect(texts('figcaption')[2]).toContain('Verbatim: There is no room in the rota for it')
    expect(texts('h2')).toEqual(['A day of one’s own', 'How often each is quoted'])
    expect(texts('td').slice(0, 4)).toEqual(['Person', '3', '100.0%', '1'])
  },

  'quotes.docx': bytes => {
    const paragraphs = word(bytes, 'Quote bank')
    expect(styled(paragraphs, 'Passage')).toEqual(['The mentor did.', 'he said yes at once', edited])
    expect(styled(paragraphs, 'Attribution')[2]).toContain('Verbatim: There is no room in the rota for it')
    expect(styled(paragraphs, 'Heading1')).toEqual(['A day of one’s own', 'How often each is quoted'])
  },
}
