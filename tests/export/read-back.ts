import { Buffer } from 'node:buffer'
import { parse as parseCsv } from 'csv-parse/sync'
import { strFromU8, unzipSync } from 'fflate'
import { XmlDocument, type XmlElement } from 'libxml2-wasm'
import { type DefaultTreeAdapterTypes, parse as parseHtml } from 'parse5'
import readWorkbook from 'read-excel-file/node'

/** Reads exported files back with other people's parsers, to see what a reader would. */

const word = { w: 'http://schemas.openxmlformats.org/wordprocessingml/2006/main' }

/** The XML parts of a Word or Excel file by name. */
export const partsOf = (bytes: Uint8Array): Map<string, string> =>
  new Map(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]))

/** Throws where any XML part of a zip is not well-formed. */
export function wellFormed(bytes: Uint8Array): void {
  for (const [name, part] of partsOf(bytes)) {
    if (!/\.(xml|rels)$/.test(name)) continue
    XmlDocument.fromString(part).dispose()
  }
}

export interface WordParagraph {
  style: string
  text: string
  inTable: boolean
}

/** The paragraphs of a Word document's body with their styles; breaks are `\n`, tabs `\t`. */
export function wordParagraphs(bytes: Uint8Array): WordParagraph[] {
  using doc = XmlDocument.fromString(partsOf(bytes).get('word/document.xml') ?? '')
  return doc.find('//w:p', word).map(node => {
    const paragraph = node as XmlElement
    return {
      style: paragraph.get('w:pPr/w:pStyle/@w:val', word)?.content ?? '',
      text: paragraph
        .find('.//w:t | .//w:br | .//w:tab[parent::w:r]', word)
        .map(piece => ({ br: '\n', tab: '\t' })[(piece as XmlElement).name] ?? piece.content)
        .join(''),
      inTable: paragraph.get('ancestor::w:tc', word) !== null,
    }
  })
}

/** The rows of every sheet of a workbook, by sheet name. */
export async function workbookSheets(bytes: Uint8Array): Promise<Map<string, unknown[][]>> {
  const sheets = await readWorkbook(Buffer.from(bytes), { trim: false })
  return new Map(sheets.map(({ sheet, data }) => [sheet, data as unknown[][]]))
}

/** Rows as objects by their heads. */
export function asRecords(rows: readonly (readonly unknown[])[]): Record<string, unknown>[] {
  const [heads = [], ...body] = rows
  return body.map(row => Object.fromEntries(heads.map((head, n) => [String(head), row[n] ?? null])))
}

export const csvRows = (bytes: Uint8Array): string[][] => parseCsv(Buffer.from(bytes), { bom: true })

export interface HtmlElement {
  tag: string
  attributes: Record<string, string>
  text: string
}

/** Every element of a page, in order, with its attributes and all text in it. */
export function htmlElements(bytes: Uint8Array): HtmlElement[] {
  const found: HtmlElement[] = []
  const walk = (node: DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.Document): string => {
    if (node.nodeName === '#text') return 'value' in node ? node.value : ''
    if (!('childNodes' in node)) return ''
    const at = found.length
    if ('tagName' in node) {
      found.push({
        tag: node.tagName,
        attributes: Object.fromEntries(node.attrs.map(({ name, value }) => [name, value])),
        text: '',
      })
    }
    const text = node.childNodes.map(walk).join('')
    const element = found[at]
    if ('tagName' in node && element) element.text = text
    return text
  }
  walk(parseHtml(new TextDecoder().decode(bytes)))
  return found
}

export const utf8 = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes)
