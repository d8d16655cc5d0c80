import {
  $createTextNode,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  createEditor,
  type SerializedLexicalNode,
} from 'lexical'
import { expect, test, vi } from 'vitest'

// A quotation can be pressed to show its passage, so its module reads the address bar when it is loaded.
vi.stubGlobal('location', { hash: '' })
vi.stubGlobal('addEventListener', () => {})
const { memoNodes } = await import('#renderer/editor/memo-nodes.ts')
const { FootnoteNode } = await import('#renderer/editor/footnote-node.tsx')
const { QuotationNode } = await import('#renderer/editor/quotation-node.tsx')
const { bodyOf, bringIn } = await import('#renderer/editor/bring-in.ts')

const bodyWith = (...words: string[]) =>
  JSON.stringify({
    root: {
      type: 'root',
      children: words.map(text => ({ type: 'paragraph', children: [{ type: 'text', text, format: 0 }] })),
    },
  })

/** An editor on a text, with the caret in a paragraph. */
function editorOn(body: string, paragraph: number, at: number) {
  const editor = createEditor({
    namespace: 'test',
    nodes: memoNodes,
    onError: error => {
      throw error
    },
  })
  editor.setEditorState(editor.parseEditorState(body))
  editor.update(
    () => {
      const block = $getRoot().getChildAtIndex(paragraph)
      if ($isElementNode(block)) block.getAllTextNodes()[0]?.select(at, at)
    },
    { discrete: true },
  )
  const type = (words: string) =>
    editor.update(
      () => {
        const selection = $getSelection()
        if ($isRangeSelection(selection)) selection.insertNodes([$createTextNode(words)])
      },
      { discrete: true },
    )
  const words = () =>
    editor.read(() =>
      $getRoot()
        .getChildren()
        .map(block => block.getTextContent()),
    )
  return { editor, type, words }
}

test('what another wrote in other paragraphs comes in around the caret', () => {
  const base = bodyWith('First.', 'Second.', 'Third.')
  const { editor, type, words } = editorOn(base, 1, 7)
  type(' Mine')
  expect(bringIn(editor, base, bodyWith('Before.', 'First!', 'Second.', 'Third.', 'Last.'))).toBe(true)
  type(' goes on.')
  expect(words()).toEqual(['Before.', 'First!', 'Second. Mine goes on.', 'Third.', 'Last.'])
})

test('nothing comes in where both wrote in one paragraph', () => {
  const base = bodyWith('First.', 'Second.')
  const { editor, type, words } = editorOn(base, 1, 7)
  type(' Mine.')
  expect(bringIn(editor, base, bodyWith('First!', 'Second, theirs.'))).toBe(false)
  expect(words()).toEqual(['First.', 'Second. Mine.'])
})

test('a caret that only stands there stays between its words', () => {
  const base = bodyWith('First.', 'Second.')
  for (const [theirs, become] of [
    [bodyWith('New.', 'First.', 'The second.'), 'The second. Mine.'],
    [bodyWith('First.', 'Second. And more.'), 'Second. Mine. And more.'],
  ] as const) {
    const { editor, type, words } = editorOn(base, 1, 7)
    expect(bringIn(editor, bodyOf(editor), theirs)).toBe(true)
    type(' Mine.')
    expect(words().at(-1)).toBe(become)
  }
})

const bodyOfBlocks = (...children: object[]) => JSON.stringify({ root: { type: 'root', children } })
const paragraph = (...children: object[]) => ({ type: 'paragraph', children })
const text = (words: string) => ({ type: 'text', text: words, format: 0 })
const note = (words: string) => ({ type: 'footnote', version: 1, words })
const quotation = (start: number, end: number, marks: object[] = [], source = 'a') => ({
  type: 'quotation',
  version: 1,
  source,
  start,
  end,
  coding: null,
  marks,
})

/** The footnotes and quotations of an editor, in their order: by which key, and what they say. */
function piecesOf(editor: ReturnType<typeof editorOn>['editor']) {
  return editor.read(() =>
    $getRoot()
      .getChildren()
      .flatMap(block => [block, ...($isElementNode(block) ? block.getChildren() : [])])
      .filter(node => node instanceof FootnoteNode || node instanceof QuotationNode)
      .map(node => ({ key: node.getKey(), said: node.exportJSON() as SerializedLexicalNode & object })),
  )
}

test('a footnote stays the one it was where another writes in its paragraph, or changes it', () => {
  const base = bodyOfBlocks(paragraph(text('One'), note('first'), text(', two'), note('second'), text('.')))
  const { editor } = editorOn(base, 0, 0)
  const before = piecesOf(editor)
  const written = bodyOfBlocks(
    paragraph(text('They say: one'), note('first'), text(', two'), note('second'), text('.')),
  )
  expect(bringIn(editor, bodyOf(editor), written)).toBe(true)
  expect(piecesOf(editor)).toEqual(before)
  const split = bodyOfBlocks(
    paragraph(text('They say: one'), note('first')),
    paragraph(text('And two'), note('the second'), text('.')),
  )
  expect(bringIn(editor, bodyOf(editor), split)).toBe(true)
  expect(piecesOf(editor).map(({ key }) => key)).toEqual(before.map(({ key }) => key))
  expect(piecesOf(editor)[1]?.said).toMatchObject({ words: 'the second' })
  expect(JSON.parse(bodyOf(editor)).root.children).toHaveLength(2)
  const less = bodyOfBlocks(paragraph(text('They say: one')), paragraph(text('And two'), note('the second')))
  expect(bringIn(editor, bodyOf(editor), less)).toBe(true)
  expect(piecesOf(editor).map(({ key }) => key)).toEqual([before[1]?.key])
})

test('a quotation stays the one it was where its edits change or a correction moves it, not where another comes', () => {
  const base = bodyOfBlocks(paragraph(text('One')), quotation(0, 20), paragraph(text('Two')))
  const { editor } = editorOn(base, 0, 0)
  const [before] = piecesOf(editor)
  const edited = [{ start: 0, end: 3, text: 'she' }]
  for (const now of [quotation(0, 20, edited), quotation(59, 79, edited)]) {
    const theirs = bodyOfBlocks(paragraph(text('One')), now, paragraph(text('Two')))
    expect(bringIn(editor, bodyOf(editor), theirs)).toBe(true)
    expect(piecesOf(editor)).toEqual([{ key: before?.key, said: expect.objectContaining(now) }])
  }
  const other = bodyOfBlocks(paragraph(text('One')), quotation(0, 20, [], 'b'), paragraph(text('Two')))
  expect(bringIn(editor, bodyOf(editor), other)).toBe(true)
  expect(piecesOf(editor).map(({ key }) => key)).not.toEqual([before?.key])
  expect(JSON.parse(bodyOf(editor)).root.children).toHaveLength(3)
})
