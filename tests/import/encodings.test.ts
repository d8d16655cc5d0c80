import { expect, test } from 'vitest'
import { readFileBytes } from '#engine/import/read-file.ts'

const read = async (bytes: Uint8Array, name = 'a.txt'): Promise<{ text: string; warnings: string[] }> => {
  const [doc] = await readFileBytes(bytes, name, {})
  if (!doc) throw new Error('no document')
  return doc
}

/** Bytes of a text in a code page of one byte each, by its decoder. */
function inCodePage(text: string, label: string): Buffer {
  const decoder = new TextDecoder(label)
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]))
  return Buffer.from([...text].map(sign => bytes.get(sign) ?? 63))
}

test.each([
  ['ibm866', 'Интервьюер: Как прошла зима?\nУчастник: Тяжело, но мы гуляли каждый день.'],
  ['windows-1251', 'Интервьюер: Как прошла зима?\nУчастник: Тяжело, но мы гуляли каждый день.'],
  ['koi8-r', 'Интервьюер: Как прошла зима?\nУчастник: Тяжело, но мы гуляли каждый день.'],
  ['macintosh', 'Interviewer: Et l’été, après le café?\nMère: C’était très différent, même à la fenêtre.'],
  ['windows-1252', 'Interviewer: What’s the “trick”?\nAnna: None – just coffee.'],
  ['windows-1252', 'Interviewer: Hvordan går det?\nBørge: Det går så godt på øen, ærligt talt.'],
])('text in %s is read', async (label, text) => {
  expect((await read(inCodePage(text, label))).text).toBe(text)
})

test('text of a mainframe is refused in a sentence', async () => {
  // "hello there, this is a line of text" in EBCDIC.
  const line = Buffer.from(
    '8885939396 40a3888599856b40a3888 9a24089a24081409389958540968640a385a7a3'.replaceAll(' ', ''),
    'hex',
  )
  const bytes = Buffer.concat(Array.from({ length: 20 }, () => Buffer.concat([line, Buffer.of(0x25)])))
  await expect(read(bytes)).rejects.toMatchObject({
    code: 'unsupported-file',
    message: expect.stringMatching(/EBCDIC/),
  })
})

test.each([
  ['<meta charset="windows-1252">', 'windows-1252'],
  ['<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">', 'iso-8859-2'],
])('a page is read as it says: %s', async (meta, label) => {
  const text = label === 'iso-8859-2' ? 'Żółć i łąka' : 'Café – “naïve”'
  const { text: read1, warnings } = await read(
    inCodePage(`<html><head>${meta}</head><p>${text}</p></html>`, label),
    'a.html',
  )
  expect([read1, warnings]).toEqual([text, []])
})
