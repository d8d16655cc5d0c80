import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { TandemError } from '#shared/errors.ts'
import { shownName } from './file-name.ts'
import { limits } from './limits.ts'
import { tooMuch } from './parser-failures.ts'
import { guardPdf } from './pdf-guard.ts'
import type { PdfPage, Piece } from './pdf-lines.ts'
import { tooLong } from './seal.ts'
import { locked } from './zip-guard.ts'

/** What a PDF holds for a reader: the pieces of its text layer by page, and how much else there is. */
export interface PdfContent {
  pages: PdfPage[]
  /** Notes that somebody put on the pages, and fields of forms that are filled in. */
  comments: number
  fields: number
  attachments: number
}

const require = createRequire(import.meta.url)

/**
 * The text layer of a PDF. Its scripts are not run, its links not followed, its pictures not decoded. Throws
 * TandemError where it is locked, damaged, has more pages than can be taken or takes too long or too much memory.
 */
export async function readPdf(bytes: Uint8Array, fileName: string): Promise<PdfContent> {
  await guardPdf(bytes, fileName)
  const { getDocument, OPS } = await library()
  const task = getDocument({
    // The library takes the bytes away from whoever gives them.
    data: new Uint8Array(bytes),
    BinaryDataFactory: OwnData,
    enableXfa: false,
    useSystemFonts: false,
    useWasm: false,
    useWorkerFetch: false,
    disableFontFace: true,
    fontExtraProperties: true,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    maxImageSize: 0,
    verbosity: 0,
  })
  try {
    const document = await task.promise
    if (document.numPages > limits.pdfPages) throw tooManyPages(document.numPages, fileName)
    const reader = new Reader(OPS.setFont, fileName)
    for (let number = 1; number <= document.numPages; number++) {
      await reader.page(await document.getPage(number))
    }
    const attachments = await document.getAttachments().catch(() => null)
    return { ...reader.content, attachments: attachments ? [...attachments.keys()].length : 0 }
  } catch (error) {
    throw error instanceof TandemError ? error : refusal(error, fileName)
  } finally {
    await task.destroy()
  }
}

/** Loaded only where needed, and with its worker in this process, which is disposable itself. */
async function library(): Promise<typeof import('pdfjs-dist/legacy/build/pdf.mjs')> {
  // With its own worker already there the library starts none and looks for none.
  await import('pdfjs-dist/legacy/build/pdf.worker.mjs' as string)
  return import('pdfjs-dist/legacy/build/pdf.mjs')
}

/** Character maps of East Asian fonts come from the library's own folder; anything else it asks for is not there. */
class OwnData {
  async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    if (kind !== 'cMapUrl' || !/^[\w-]{1,60}\.bcmap$/.test(filename)) throw new Error(`no ${kind}`)
    const folder = dirname(require.resolve('pdfjs-dist/package.json'))
    return new Uint8Array(await readFile(join(folder, 'cmaps', filename)))
  }
}

class Reader {
  readonly content: Omit<PdfContent, 'attachments'> = { pages: [], comments: 0, fields: 0 }
  readonly #setFont: number
  readonly #fileName: string
  readonly #fonts = new Map<string, { bold: boolean; italic: boolean }>()
  #characters = 0

  constructor(setFont: number, fileName: string) {
    this.#setFont = setFont
    this.#fileName = fileName
  }

  async page(page: PDFPageProxy): Promise<void> {
    const { items } = await page.getTextContent()
    const pieces: Piece[] = []
    let spaced = false
    for (const item of items) {
      if (!('str' in item)) continue
      const { str, transform, width, fontName, dir } = item
      this.#characters += str.length
      if (this.#characters > limits.characters) throw tooLong(this.#fileName)
      if (str.trim() === '') {
        spaced ||= str !== ''
        continue
      }
      const [a, b, c, d, x, y] = transform as [number, number, number, number, number, number]
      const size = Math.hypot(c, d) || Math.hypot(a, b)
      if (![x, y, size, width].every(Number.isFinite) || size === 0) continue
      pieces.push({
        text: str,
        x,
        y,
        width,
        size,
        angle: Math.atan2(b, a),
        spaced,
        rtl: dir === 'rtl',
        fontName,
      })
      spaced = false
    }
    if (pieces.some(piece => !this.#fonts.has(piece.fontName))) await this.#learnFonts(page)
    for (const piece of pieces) Object.assign(piece, this.#fonts.get(piece.fontName))
    const [left, bottom, right, top] = page.view as [number, number, number, number]
    this.content.pages.push({ left, bottom, width: right - left, height: top - bottom, pieces })
    await this.#notes(page)
    page.cleanup()
  }

  /** The names of a page's fonts, which alone tell bold and italic, come with what is drawn on it. */
  async #learnFonts(page: PDFPageProxy): Promise<void> {
    const list = await page.getOperatorList().catch(() => null)
    for (const [at, operator] of (list?.fnArray ?? []).entries()) {
      const name: unknown = list?.argsArray[at]?.[0]
      if (operator !== this.#setFont || typeof name !== 'string' || this.#fonts.has(name)) continue
      const font = page.commonObjs.has(name) ? page.commonObjs.get(name) : null
      const called = String(font?.name ?? '')
      this.#fonts.set(name, {
        bold: font?.bold === true || font?.black === true || /bold|black|heavy|semibd/i.test(called),
        italic: font?.italic === true || /italic|oblique/i.test(called),
      })
    }
  }

  async #notes(page: PDFPageProxy): Promise<void> {
    for (const note of await page.getAnnotations().catch(() => [])) {
      if (note.subtype === 'Widget') {
        if (typeof note.fieldValue === 'string' && note.fieldValue.trim() !== '') this.content.fields++
      } else if (note.subtype !== 'Popup' && note.subtype !== 'Link' && note.contentsObj?.str?.trim())
        this.content.comments++
    }
  }
}

function refusal(error: unknown, fileName: string): TandemError {
  if (error instanceof Error && error.name === 'PasswordException') return locked(fileName)
  if (error instanceof RangeError) return tooMuch(fileName)
  return new TandemError(
    'unreadable-file',
    `${shownName(fileName)} is damaged or was cut off on its way here.`,
    'Copy or download it again; if it opens in a PDF reader, print it to a new PDF and import that.',
  )
}

const tooManyPages = (pages: number, fileName: string): TandemError =>
  new TandemError(
    'too-large',
    `${shownName(fileName)} has ${pages.toLocaleString('en-GB')} pages; a PDF may have ${limits.pdfPages.toLocaleString('en-GB')}.`,
    'Save the pages you need as a PDF of their own and import that.',
  )
