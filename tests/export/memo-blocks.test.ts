import { describe, expect, test } from 'vitest'
import { memoBlocks as blocksOf } from '#engine/export/memo-blocks.ts'
import { looksOf, styledRuns } from '#engine/export/styled-runs.ts'
import type { Memo, QuotedPassage } from '#shared/model/memo.ts'
import { item, list, paragraph, text } from './study.ts'

const source = '01900000-0000-7000-8000-000000000001'

const memo = (children: object[], quotations: QuotedPassage[] = []): Memo => ({
  id: source,
  title: 'Memo',
  kind: 'analytic',
  state: 'draft',
  confirmed: null,
  about: { kind: 'study', id: null, name: 'Study' },
  author: null,
  updatedAt: '2026-01-01T00:00:00.000Z',
  words: 0,
  bodyId: '',
  body: JSON.stringify({ root: { type: 'root', children } }),
  quotations,
  numbers: [],
})

const quoted = (start: number, more: Partial<QuotedPassage> = {}): QuotedPassage => ({
  source,
  start,
  end: start + 5,
  coding: null,
  revision: null,
  text: `words at ${start}`,
  people: [],
  sites: [],
  attribution: `[At ${start}]`,
  standing: 'uncoded',
  ...more,
})

const memoBlocks = (of: Memo) => blocksOf(of, ({ text, start }) => styledRuns(text, start, looksOf([])))

/** Blocks as short lines, to read a case at a glance. */
const outline = (of: Memo): string[] =>
  memoBlocks(of).map(block => {
    if (block.kind === 'quotation')
      return `quotation ${[block.runs.map(r => r.text).join('|'), block.attribution, block.note].filter(Boolean).join(' | ')}`
    if (block.kind === 'table')
      return `table ${block.rows.map(row => row.map(cell => cell.map(r => r.text).join('')).join(' ¦ ')).join(' / ')}`
    const words = block.runs.map(r => r.text).join('|')
    if (block.kind === 'heading') return `heading ${block.level} ${words}`
    if (block.kind === 'item')
      return `item ${block.ordered ? block.number : '-'} level ${block.level} list ${block.list} ${words}`
    return `${block.kind} ${words}`
  })

describe('a memo as blocks', () => {
  test('a quotation in a cell of a table stands between quotation marks', () => {
    const cell = (...children: object[]) => ({ type: 'tablecell', children })
    const quotation = (start: number) => ({ type: 'quotation', source, start, end: start + 5 })
    const row = {
      type: 'tablerow',
      children: [cell(paragraph(text('The coder says')), quotation(1)), cell(quotation(2))],
    }
    expect(outline(memo([{ type: 'table', children: [row] }], [quoted(1), quoted(2, { text: '' })]))).toEqual(
      ['table The coder says\n“words at 1” [At 1] ¦ [At 2] The quoted passage is no longer in the study.'],
    )
  })

  test('text keeps its styles, and neighbours of one style are one run', () => {
    const [block] = memoBlocks(
      memo([paragraph(text('a'), text('b'), text('c', 1), text('d', 3), text('e', 8))]),
    )
    expect(block).toMatchObject({
      kind: 'paragraph',
      runs: [
        { text: 'ab', bold: false },
        { text: 'c', bold: true, italic: false },
        { text: 'd', bold: true, italic: true },
        { text: 'e', underline: true, bold: false },
      ],
    })
  })

  test.each([
    [
      ['h1', 'h2', 'h3'],
      [1, 2, 3],
    ],
    [
      ['h2', 'h3'],
      [1, 2],
    ],
    [
      ['h3', 'h3'],
      [1, 1],
    ],
    [
      ['h9', 'h1'],
      [3, 1],
    ],
  ])('headings %j are levels %j', (tags, expected) => {
    const headings = tags.map(tag => ({ type: 'heading', tag, children: [text('x')] }))
    expect(memoBlocks(memo(headings)).map(b => (b.kind === 'heading' ? b.level : 0))).toEqual(expected)
  })

  test('lists nest, and each is counted by itself', () => {
    const inner = list('number', item(text('i')), item(text('j')))
    expect(
      outline(
        memo([
          list('bullet', item(text('a')), item(inner), item(text('b'))),
          { ...list('number', item(text('c')), item(text('d'))), start: 3 },
          list('check', item(text('e'))),
        ]),
      ),
    ).toEqual([
      'item - level 0 list 1 a',
      'item 1 level 1 list 2 i',
      'item 2 level 1 list 2 j',
      'item - level 0 list 1 b',
      'item 3 level 0 list 3 c',
      'item 4 level 0 list 3 d',
      'item - level 0 list 4 e',
    ])
  })

  test('quotations take the words the study holds, each its own', () => {
    const node = (start: number) => ({ type: 'quotation', source, start, end: start + 5, coding: null })
    expect(
      outline(
        memo([node(9), paragraph(text('between')), node(2), node(9)], [quoted(9), quoted(2), quoted(9)]),
      ),
    ).toEqual([
      'quotation words at 9 | [At 9]',
      'paragraph between',
      'quotation words at 2 | [At 2]',
      'quotation words at 9 | [At 9]',
    ])
  })

  test('a quotation says what became of its coding, and one whose passage is gone says that', () => {
    const coding = '01900000-0000-7000-8000-000000000002'
    const node = (start: number, of: string | null) => ({
      type: 'quotation',
      source,
      start,
      end: start + 5,
      coding: of,
    })
    expect(
      outline(
        memo(
          [node(1, coding), node(2, coding), node(3, null), { type: 'quotation' }],
          [
            quoted(1, { coding, standing: 'changed' }),
            quoted(2, { coding, standing: 'removed' }),
            quoted(3, { text: '', attribution: '[source removed]', standing: 'removed' }),
          ],
        ),
      ),
    ).toEqual([
      'quotation words at 1 | [At 1] | The coding it was taken from has changed since.',
      'quotation words at 2 | [At 2] | The coding it was taken from is no longer there.',
      'quotation [source removed] | The quoted passage is no longer in the study.',
      'quotation The quoted passage is no longer in the study.',
    ])
  })

  test.each([
    ['https://example.org/', 'https://example.org/'],
    ['mailto:a@example.org', 'mailto:a@example.org'],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
    ['file:///etc/passwd', null],
    ['/relative', null],
    [7, null],
  ])('a link to %s leads to %s', (url, address) => {
    const [block] = memoBlocks(memo([paragraph({ type: 'link', url, children: [text('x')] })]))
    expect(block).toMatchObject({ runs: [{ text: 'x', address }] })
  })

  test('nodes that are not known give their text; empty ones nothing', () => {
    expect(
      outline(
        memo([
          { type: 'grid', children: [{ type: 'row', children: [text('cell')] }, paragraph(text('inside'))] },
          paragraph(),
          paragraph(text('  ')),
          { type: 'horizontalrule' },
          paragraph(text('one'), { type: 'linebreak' }, text('two'), { type: 'emoji', text: '!' }),
        ]),
      ),
    ).toEqual(['paragraph cell', 'paragraph inside', 'paragraph one\ntwo!'])
  })
})
