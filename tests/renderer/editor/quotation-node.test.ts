import { $getRoot, createEditor } from 'lexical'
import { expect, test, vi } from 'vitest'
import { emptyBody, quotationsIn, readBody, wordsIn } from '#engine/memos/body.ts'
import { readPlace } from '#renderer/editor/quotation-place.ts'

// A quotation can be pressed to show its passage, so its module reads the address bar when it is loaded.
vi.stubGlobal('location', { hash: '' })
vi.stubGlobal('addEventListener', () => {})
const { memoNodes } = await import('#renderer/editor/memo-nodes.ts')
const { $createQuotation, QuotationNode } = await import('#renderer/editor/quotation-node.tsx')

const place = {
  source: '0198c0de-0000-7000-8000-000000000001',
  start: 12,
  end: 40,
  coding: '0198c0de-0000-7000-8000-000000000002',
  revision: '0198c0de-0000-7000-8000-000000000003',
}

const editorOn = (body: string) => {
  const editor = createEditor({
    namespace: 'test',
    nodes: memoNodes,
    onError: error => {
      throw error
    },
  })
  editor.setEditorState(editor.parseEditorState(body))
  return editor
}

test('a quotation holds its place and no words, and the engine finds it', () => {
  const editor = editorOn(emptyBody)
  editor.update(() => void $getRoot().append($createQuotation(place)), { discrete: true })
  const body = JSON.stringify(editor.getEditorState().toJSON())
  const root = readBody(body)
  expect(quotationsIn(root)).toEqual([{ ...place, marks: [], corrected: false }])
  expect(wordsIn(root)).toBe(0)
  const saved = root.children?.at(-1)
  expect(Object.keys(saved ?? {}).sort()).toEqual([
    'coding',
    'end',
    'revision',
    'source',
    'start',
    'type',
    'version',
  ])
})

test('a memo opened and saved unchanged is the same text', () => {
  const editor = editorOn(emptyBody)
  editor.update(() => void $getRoot().append($createQuotation({ ...place, coding: null })), {
    discrete: true,
  })
  const body = JSON.stringify(editor.getEditorState().toJSON())
  const again = editorOn(body)
  expect(JSON.stringify(again.getEditorState().toJSON())).toBe(body)
  again.read(() => expect($getRoot().getLastChild()).toBeInstanceOf(QuotationNode))
})

test('edits on a quotation, and that its text was corrected, are kept with it, and none of its words', () => {
  const marks = [{ start: 3, end: 8, text: '' }]
  const kept = { ...place, marks, corrected: true }
  const body = (quotation: object) =>
    JSON.stringify({
      root: { type: 'root', version: 1, direction: null, format: '', indent: 0, children: [quotation] },
    })
  const editor = editorOn(body({ type: 'quotation', version: 1, ...kept }))
  expect(quotationsIn(readBody(JSON.stringify(editor.getEditorState().toJSON())))).toEqual([kept])
  editor.update(
    () => {
      const node = $getRoot().getFirstChild()
      if (node instanceof QuotationNode) node.edit({ corrected: false })
    },
    { discrete: true },
  )
  expect(quotationsIn(readBody(JSON.stringify(editor.getEditorState().toJSON())))).toEqual([
    { ...kept, corrected: false },
  ])
  // One of whose words nothing is left stays where it is, and says so.
  const gone = { ...place, start: 12, end: 12 }
  const nothing = editorOn(body({ type: 'quotation', version: 1, ...gone }))
  expect(quotationsIn(readBody(JSON.stringify(nothing.getEditorState().toJSON())))).toEqual([
    { ...gone, marks: [], corrected: false },
  ])
})

test('what is dropped is a place or nothing', () => {
  expect(readPlace(JSON.stringify(place))).toEqual(place)
  expect(readPlace(JSON.stringify({ ...place, coding: undefined }))).toEqual({ ...place, coding: null })
  expect(readPlace(JSON.stringify({ ...place, revision: 3 }))).toEqual({ ...place, revision: null })
  for (const other of ['', 'null', '{}', '[1]', JSON.stringify({ ...place, end: 12 }), '{"source":3}']) {
    expect(readPlace(other)).toBeNull()
  }
})
