import { expect } from 'vitest'
import { type Checks, page, styled, word } from './read-as.ts'
import { hostile } from './study.ts'

/** The plan of the round of `codedStudy`: a sample of both sources within data sets, with a note that is hostile. */
const decided = [
  ['Due', '24 December 2026'],
  ['Codes', 'Coders may propose codes'],
  ['Reported on', 'characters'],
  ['Blinding', 'Blind: no coder sees the others’ work until all have submitted'],
  [
    'Sources',
    '2 drawn of 2 sources (all of the study), 100\u202f%; asked for: 100\u202f%; stratified by data set, in proportion; seed 7',
  ],
]

export const planChecks: Checks = {
  'plan.html': bytes => {
    const elements = page(bytes, /Round plan/)
    const of = (tag: string) => elements.filter(e => e.tag === tag).map(e => e.text)
    expect(of('h1')).toEqual(['Round plan: Round “one” <1>'])
    expect(of('p')).toContain(hostile.comment.replace('\r\n', '\n').replace('\u0007', ''))
    for (const [what = '', words = ''] of decided) {
      expect(of('th')).toContain(what)
      expect(of('td')).toContain(words)
    }
    expect(of('th')).toEqual(expect.arrayContaining(['Data set', 'OT interviews', '=1+1 record']))
    expect(of('p').join('\n')).toContain('SHA-256 of the text “7:” followed by its id')
  },

  'plan.docx': bytes => {
    const paragraphs = word(bytes, 'Round plan: Round “one” <1>', /Round plan/)
    const cells = styled(paragraphs, 'Cell')
    for (const line of decided) expect(cells).toEqual(expect.arrayContaining(line))
    expect(cells).toEqual(expect.arrayContaining(['OT interviews', '=1+1 record']))
    expect(styled(paragraphs, 'Heading1')).toEqual([
      'What was decided',
      'How the sample was drawn',
      'Sources',
    ])
  },
}
