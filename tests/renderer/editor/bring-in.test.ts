import {
  $createTextNode,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  createEditor,
} from 'lexical'
import { expect, test, vi } from 'vitest'

// A quotation can be pressed to show its passage, so its module reads the address bar when it is loaded.
vi.stubGlobal('location', { hash: '' })
vi.stubGlobal('addEventListener', () => {})
const { memoNodes } = await import('#renderer/editor/memo-nodes.ts')
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
