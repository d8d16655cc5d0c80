import type { XmlElement } from 'libxml2-wasm'
import { expect } from 'vitest'
import { contained } from '#engine/export/writing/legible.ts'
import {
  csvRows,
  htmlElements,
  partsOf,
  utf8,
  wellFormed,
  wordParagraphs,
  workbookSheets,
} from './read-back.ts'
import { hostile, type Made } from './study.ts'

/** What an export must hold, by `what.format`. */
export type Checks = Record<string, (bytes: Uint8Array, made: Made) => void | Promise<void>>

/*
 * Each reads one format back and holds what is true of every file in it; what comes back is for the check to look at.
 */

/** What the formula guard makes of a value; line ends become `\n`, as everywhere. */
export const guarded = (value: string): string => (/^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value)

/** `says` is what stands somewhere in it: that it names its layers, unless told otherwise. */
export function word(bytes: Uint8Array, name: string, says = /independent|consensus/i) {
  wellFormed(bytes)
  const parts = partsOf(bytes)
  const title = contained(hostile.study)
  const paragraphs = wordParagraphs(bytes)
  expect(styled(paragraphs, 'Title')).toEqual([name])
  expect(styled(paragraphs, 'Study')).toEqual([title])
  const headers = [...parts].filter(([part]) => /^word\/header\d\.xml$/.test(part)).map(([, xml]) => xml)
  expect(headers.some(xml => xml.includes('&lt;img src=x onerror=alert(1)&gt;'))).toBe(true)
  const footers = [...parts].filter(([part]) => /^word\/footer\d\.xml$/.test(part)).map(([, xml]) => xml)
  expect(footers).toHaveLength(2)
  for (const xml of footers) {
    expect(xml).toContain('PAGE')
    expect(xml).toContain('NUMPAGES')
    expect(xml).toMatch(/\d{1,2} \w+ \d{4}/)
  }
  expect(
    paragraphs.some(p => says.test(p.text)),
    `says ${says}`,
  ).toBe(true)
  return paragraphs
}

export const styled = (paragraphs: ReturnType<typeof wordParagraphs>, style: string): string[] =>
  paragraphs.filter(p => p.style === style).map(p => p.text)

export async function workbook(bytes: Uint8Array) {
  wellFormed(bytes)
  for (const [name, xml] of partsOf(bytes)) {
    if (name.startsWith('xl/worksheets/sheet')) {
      expect(xml).not.toContain('<f>')
      expect(xml).toContain('state="frozen"')
      expect(xml).toContain('<autoFilter ')
    }
  }
  expect(partsOf(bytes).get('xl/workbook.xml')).toContain('_xlnm.Print_Titles')
  return workbookSheets(bytes)
}

export function csv(bytes: Uint8Array): string[][] {
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  expect(utf8(bytes).endsWith('\r\n')).toBe(true)
  const rows = csvRows(bytes)
  for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/)
  return rows
}

export function markdown(bytes: Uint8Array): string {
  const text = utf8(bytes)
  expect(text).not.toMatch(/(?<!\\)<(?!https:)/)
  expect(text).not.toMatch(/(?<!\\)\]\(javascript/)
  expect(text).toContain('independent')
  return text
}

export function page(bytes: Uint8Array, says = /consensus/) {
  const elements = htmlElements(bytes)
  const tags = new Set(elements.map(e => e.tag))
  for (const tag of ['script', 'img', 'b', 'i', 'iframe', 'object', 'form', 'link', 'base']) {
    expect(tags, tag).not.toContain(tag)
  }
  expect(elements.filter(e => e.tag === 'style')).toHaveLength(1)
  const style = elements.find(e => e.tag === 'style')?.text
  expect(style).not.toMatch(/url\(|@import/)
  // On paper: table heads on every page, what it is at the top, numbers at the bottom.
  expect(style).toContain('thead { display: table-header-group; }')
  expect(style).toMatch(/@page \{[^{}]*@top-left \{ content: "Mentoring \\3c img[^{}]*\}/)
  expect(style).toContain('counter(page) " / " counter(pages)')
  for (const { attributes } of elements) {
    expect(Object.keys(attributes).filter(name => name.startsWith('on') || name === 'src')).toEqual([])
    expect(attributes['href'] ?? 'https:').toMatch(/^(https?|mailto):/)
  }
  expect(elements.find(e => e.tag === 'html')?.attributes['lang']).toBe('en-GB')
  expect(elements.find(e => e.tag === 'title')?.text).toContain(contained(hostile.study))
  expect(elements.find(e => e.tag === 'header')?.text).toMatch(says)
  return elements
}

export const attribute = (node: unknown, name: string): string =>
  (node as XmlElement).attr(name)?.content ?? ''
