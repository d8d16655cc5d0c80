import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PastedBlock, readPasted } from '#renderer/editor/pasted-html.ts'

const runs = (list: { text: string; bold: boolean; italic: boolean; address: string | null }[]): string =>
  list
    .map(
      run =>
        `${run.bold ? '*' : ''}${run.italic ? '_' : ''}${run.text}${run.address ? `→${run.address}` : ''}`,
    )
    .join('|')

const outline = (html: string): string[] =>
  readPasted(html).map((block: PastedBlock) => {
    if (block.kind === 'table') return `table ${block.rows.map(row => row.map(runs).join(' ¦ ')).join(' / ')}`
    if (block.kind === 'heading') return `h${block.level} ${runs(block.runs)}`
    return `${block.kind === 'item' ? (block.ordered ? '1.' : '-') : 'p'} ${runs(block.runs)}`
  })

/** As Word puts it on the clipboard, shortened. */
const fromWord = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=utf-8>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]--><style><!-- p.MsoNormal {margin:0 "x>"} --></style></head>
<body lang=EN-GB><!--StartFragment-->
<h2>Permission<o:p></o:p></h2>
<p class=MsoNormal>The day was <b style='mso-bidi-font-weight:normal'>real</b> where it
was <i>written</i> down&nbsp;&amp; kept.<o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>One</p>
<p class=MsoListParagraphCxSpLast style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">·</span>Two</p>
<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal>Site</p></td><td><p>Said</p></td></tr>
<tr><td><p>Site 1</p></td><td><p>yes</p><p>twice</p></td></tr></table>
<p><a href="https://example.org/?a=1&amp;b=2">a link</a> and <a href="javascript:alert(1)">none</a></p>
<!--EndFragment--></body></html>`

describe('what is pasted', () => {
  it('from Word keeps headings, lists, tables, looks and links, and nothing of Word', () => {
    expect(outline(fromWord)).toEqual([
      'h2 Permission',
      'p The day was |*real| where it was |_written| down & kept.',
      '- One',
      '- Two',
      'table Site ¦ Said / Site 1 ¦ yes|\n|twice',
      'p a link→https://example.org/?a=1&b=2| and none',
    ])
  })

  it('never runs and never loses words that look like markup', () => {
    expect(
      outline(
        '<script>alert(1)</script><p onclick="alert(1)">5 &lt; 6 and <img src=x onerror=alert(1)>on</p>',
      ),
    ).toEqual(['p 5 < 6 and on'])
    expect(outline('<ol><li>one<li>two</ol>plain')).toEqual(['1. one', '1. two', 'p plain'])
    expect(outline('<b>bold <i>both</b></i> &#x5e9;&#0;&bogus;')).toEqual(['p *bold |*_both| ש &bogus;'])
    expect(outline('')).toEqual([])
  })

  it('is read to its end whatever it is', () => {
    const piece = fc.constantFrom(
      '<p>',
      '</p>',
      '<b',
      '>',
      '<table>',
      '<tr>',
      '<td>',
      '</table>',
      '<li>',
      '<!--',
      '-->',
      '&#',
      ';',
      'x',
      '"',
      '<a href="',
      '</',
      '<style>',
    )
    fc.assert(fc.property(fc.array(piece, { maxLength: 40 }), parts => void readPasted(parts.join(''))))
  })
})
