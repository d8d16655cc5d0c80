import { expect } from 'vitest'
import { type Checks, markdown, page, styled, word } from './read-as.ts'
import { partsOf } from './read-back.ts'

export const memosChecks: Checks = {
  'memos.docx': bytes => {
    const paragraphs = word(bytes, 'Memos')
    expect(styled(paragraphs, 'Heading1')).toEqual(['A day of one’s own', 'Zeal <i>', 'Other memos'])
    expect(styled(paragraphs, 'Heading2')).toEqual(['The rota', '=Reflexive *note*'])
    expect(styled(paragraphs, 'Heading3')).toEqual(['Claim & <evidence>', 'What the rota does'])
    expect(styled(paragraphs, 'Body')).toEqual([
      'The day was borrowed from home, and underlined\n# not a heading',
      'Somebody else’s words',
      'a link',
      'no link',
      'Unknown, but said.',
      'Under a theme.',
      'About the study.',
    ])
    expect(styled(paragraphs, 'Item')).toEqual(['One', 'Inner one', 'Inner two', 'Two', 'Counted', 'Again'])
    expect(styled(paragraphs, 'Passage')).toEqual([
      'The mentor did.',
      'he said yes at once',
      'There is no […] in the rota [<b>hours</b> & "א"]',
    ])
    expect(styled(paragraphs, 'Attribution')).toEqual([
      '[OT 18, Site 10]',
      '[Record, =1+1 record]',
      '[OT 18, Site 10]  The text of its source has been corrected since it was quoted.',
    ])
    expect(styled(paragraphs, 'Note')).toContainEqual(
      expect.stringMatching(/^Theme summary · draft · Lena Ruiz · last written \d+ \w+ \d{4}$/),
    )
    expect(styled(paragraphs, 'CellHead')).toEqual(['Site & <who>', 'Said'])
    expect(styled(paragraphs, 'Cell')).toEqual(['Site | 1\n• twice', 'yes'])
    const parts = partsOf(bytes)
    expect(parts.get('word/footnotes.xml')).toContain('Not all: &lt;ask&gt; &amp; &quot;see&quot; שלום')
    expect(parts.get('word/document.xml')).toContain('<w:footnoteReference w:id="1"/>')
    const document = parts.get('word/document.xml') ?? ''
    expect(document).toMatch(/<w:b\/>.{0,60}borrowed/)
    expect(document).toMatch(/<w:i\/>.{0,60}from/)
    const relations = parts.get('word/_rels/document.xml.rels') ?? ''
    expect(relations).toContain('https://example.org/a?b=1&amp;c=2')
    expect(relations).not.toContain('javascript')
    const numbers = [...document.matchAll(/<w:numId w:val="(\d+)"\/>/g)].map(([, id]) => id)
    expect(new Set(numbers).size, 'bullets, and each counted list by itself').toBe(3)
  },

  'memos.md': bytes => {
    const text = markdown(bytes)
    expect(text).toContain('The day was **borrowed** *from* ***home***, and underlined\\\n\\# not a heading')
    expect(text).toContain('- One\n    1. Inner one\n    2. Inner two\n- Two\n')
    expect(text).toContain('1. Counted\n2. Again')
    expect(text).toContain('> The mentor did.\n>\n> \\[OT 18, Site 10\\]')
    expect(text).toContain('[a link](<https://example.org/a?b=1&c=2>)')
    expect(text).not.toContain('](<javascript')
    expect(text).toContain('| Site & \\<who\\> | Said |\n| --- | --- |\n| Site \\| 1 • twice | **yes**[^1] |')
    expect(text).toContain('[^1]: Not all: \\<ask\\> & "see" שלום')
    const order = [
      '## A day of one’s own',
      '## Zeal',
      '### The rota',
      '#### What the rota does',
      '## Other memos',
    ]
    expect(order.map(heading => text.indexOf(`\n${heading}`))).toEqual(
      order.map(heading => text.indexOf(`\n${heading}`)).toSorted((a, b) => a - b),
    )
  },

  'memos.html': bytes => {
    const elements = page(bytes)
    const headings = elements.filter(e => /^h[2-6]$/.test(e.tag)).map(e => `${e.tag} ${e.text}`)
    expect(headings).toEqual([
      'h2 A day of one’s own',
      'h4 Claim & <evidence>',
      'h2 Zeal <i>',
      'h3 The rota',
      'h4 What the rota does',
      'h2 Other memos',
      'h3 =Reflexive *note*',
    ])
    const tags = (tag: string) => elements.filter(e => e.tag === tag).map(e => e.text)
    expect(tags('strong')).toEqual(['borrowed ', ' home', 'yes'])
    expect(tags('em')).toEqual(['from', ' home'])
    expect(tags('ul')).toHaveLength(1)
    expect(tags('ol').map(text => text.trim())).toEqual([
      'Inner one\nInner two',
      'Counted\nAgain',
      'Not all: <ask> & "see" שלום',
    ])
    expect(tags('td').map(text => text.trim())).toEqual(['Site | 1\n• twice', 'yes1'])
    expect(elements.filter(e => e.tag === 'a').map(e => e.attributes['href'])).toEqual([
      'https://example.org/a?b=1&c=2',
    ])
  },
}
