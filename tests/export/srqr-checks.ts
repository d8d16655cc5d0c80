import { expect } from 'vitest'
import { type Checks, page, styled, word } from './read-as.ts'

const numbered = Array.from({ length: 21 }, (_, n) => `S${n + 1}`)
/** What is true of `codedStudy`. */
const facts = [
  '2 coders: Anna Møller (AM) and =HYPERLINK("http://example.org","press me") (BK).',
  '1 lead: Lena Ruiz (LR).',
  '3 participants.',
  'Coded by two people in 1 round, blind to each other: 2 of 2 sources (100\u202f%)',
  'Agreed codes that are not of a deductive framework: ',
  'taken by date: the last',
  'Theme “Zeal <i>”, with “The rota”.',
  '3 quotations stand in memos.',
]

export const srqrChecks: Checks = {
  'srqr.docx': bytes => {
    const paragraphs = word(bytes, 'SRQR sheet', /Qualitative Research/)
    const cells = styled(paragraphs, 'Cell')
    expect(cells.filter(cell => numbered.includes(cell))).toEqual(numbered)
    const all = cells.join('\n')
    for (const fact of facts) expect(all).toContain(fact)
    expect(all).toContain('[Ethics committee and reference]')
  },

  'srqr.html': bytes => {
    const elements = page(bytes, /Qualitative Research/)
    const of = (tag: string) => elements.filter(e => e.tag === tag).map(e => e.text)
    expect(of('td').filter(cell => numbered.includes(cell))).toEqual(numbered)
    const all = of('p').join('\n')
    for (const fact of facts) expect(all).toContain(fact)
    // Every item has a fact or a place to write, and most have a place.
    expect(of('p').filter(text => /^\[.*\]$/.test(text)).length).toBeGreaterThan(20)
  },
}
