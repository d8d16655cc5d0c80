import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { XmlDocument, type XmlElement } from 'libxml2-wasm'
import { describe, expect, test } from 'vitest'
import { hexOf } from '#engine/export/palette-hex.ts'
import { csvFile } from '#engine/export/writing/csv.ts'
import { html, htmlPage } from '#engine/export/writing/html.ts'
import { contained, legible, shortened } from '#engine/export/writing/legible.ts'
import { inLine } from '#engine/export/writing/markdown.ts'
import { xlsxFile } from '#engine/export/writing/xlsx.ts'
import { xmlAttribute, xmlText } from '#engine/export/writing/xml.ts'
import { withFixedTimes } from '#engine/export/writing/zip-times.ts'
import { csvRows, htmlElements, partsOf, workbookSheets } from './read-back.ts'
import { hostile } from './study.ts'

/** Text of every kind, with the characters formats trip over more often than chance would have them. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom(
      ...'=+-@\t\r\n",;\'<>&\\|_*`[]()#$\u202e\u2067\u202c\u2069\ud800\u0000\u0007ax é👩🏽'.split(''),
    ),
    maxLength: 40,
  }),
  fc.constantFrom(...Object.values(hostile), '__proto__', 'constructor', '_x000D_', ' spaced ', '\ufffd'),
)

describe('CSV', () => {
  test('what is written is read back, and no cell starts a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.array(anyText, { minLength: 2, maxLength: 2 }), { minLength: 1 }), rows => {
        const read = csvRows(csvFile(rows))
        const guarded = rows.map(row => row.map(legible).map(c => (/^[=+\-@\t\n]/.test(c) ? `'${c}` : c)))
        expect(read).toEqual(guarded)
        for (const cell of read.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
      }),
    )
  })

  test('numbers are written as numbers, and nothing as nothing', () => {
    expect(new TextDecoder().decode(csvFile([['a', -1, null]]))).toBe('a,-1,\r\n')
  })
})

describe('XML', () => {
  test('any text survives as content and as an attribute', () => {
    fc.assert(
      fc.property(anyText, text => {
        using doc = XmlDocument.fromString(`<a b="${xmlAttribute(text)}">${xmlText(text)}</a>`)
        const root: XmlElement = doc.root
        expect(root.content).toBe(legible(text))
        expect(root.attr('b')?.content).toBe(legible(text))
      }),
    )
  })
})

describe('HTML', () => {
  test('whatever is put into it is text', () => {
    fc.assert(
      fc.property(anyText, text => {
        const page = htmlPage({
          name: 'Page',
          studyTitle: text,
          day: '',
          notes: [text],
          body: html`<p id="${text}">${text}</p>`,
        })
        const elements = htmlElements(page)
        expect(
          elements
            .map(e => e.tag)
            .filter(tag => !/^(html|head|meta|title|style|body|header|h1|p|bdi|main)$/.test(tag)),
        ).toEqual([])
        const p = elements.find(e => e.attributes['id'] !== undefined)
        expect(p?.text).toBe(contained(text))
        expect(p?.attributes['id']).toBe(contained(text))
      }),
    )
  })
})

describe('Markdown', () => {
  test('a line stays a line, and its marks are marks no more', () => {
    fc.assert(
      fc.property(anyText, text => {
        const line = inLine(text)
        expect(line).not.toContain('\n')
        expect(line.replace(/\\[\\`*_[\]<>|~$&]/g, '')).not.toMatch(/[\\`*_[\]<>|~$]/)
        expect(line.replace(/\\([\\`*_[\]<>|~$&])/g, '$1')).toBe(contained(text).replace(/\s+/gu, ' ').trim())
      }),
    )
  })
})

describe('a workbook', () => {
  test('any text comes back as text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { minLength: 1, maxLength: 20 }), async texts => {
        const bytes = await xlsxFile([
          { name: 'Sheet', columns: [{ head: 'Text', width: 20 }], rows: texts.map(text => [`x${text}`]) },
        ])
        const rows = (await workbookSheets(bytes)).get('Sheet') ?? []
        expect(rows.slice(1).map(([cell]) => cell)).toEqual(texts.map(text => `x${legible(text)}`))
      }),
      { numRuns: 30 },
    )
  })

  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'holds a cell that says %s',
    async text => {
      const bytes = await xlsxFile([
        { name: 'S', columns: [{ head: text, width: 9 }], rows: [[text], [text]] },
      ])
      expect((await workbookSheets(bytes)).get('S')).toEqual([[text], [text], [text]])
    },
  )

  test('a text too long for a cell is cut, and says so', async () => {
    const bytes = await xlsxFile([
      { name: 'S', columns: [{ head: 'T', width: 9 }], rows: [['é'.repeat(40_000)]] },
    ])
    const cell = String((await workbookSheets(bytes)).get('S')?.[1]?.[0])
    expect(cell).toHaveLength(32_767)
    expect(cell).toMatch(/é… \[cut: a cell of a workbook holds no more\]$/)
  })

  test('many columns are all within the filter', async () => {
    const columns = Array.from({ length: 60 }, (_, n) => ({ head: `c${n}`, width: 9 }))
    const bytes = await xlsxFile([{ name: 'S', columns, rows: [columns.map((_, n) => n)] }])
    expect(partsOf(bytes).get('xl/worksheets/sheet1.xml')).toContain('<autoFilter ref="A1:BH2"/>')
  })
})

describe('text', () => {
  test('is contained: nothing after it is turned round', () => {
    fc.assert(
      fc.property(anyText, text => {
        const open: string[] = []
        for (const mark of contained(text)) {
          if (/[\u202a\u202b\u202d\u202e]/u.test(mark)) open.push('\u202c')
          else if (/[\u2066-\u2068]/u.test(mark)) open.push('\u2069')
          else if (mark === '\u202c' && open.at(-1) === mark) open.pop()
          else if (mark === '\u2069' && open.includes(mark)) open.splice(open.lastIndexOf(mark))
        }
        expect(open).toEqual([])
        expect(contained(contained(text))).toBe(contained(text))
        expect(contained(text).replace(/[\u202c\u2069]/gu, '')).toBe(
          legible(text).replace(/[\u202c\u2069]/gu, ''),
        )
      }),
    )
  })

  test('is contained where a sentence names what never closes its override, and as it was where it does', () => {
    const turned = 'OT \u202e18'
    const closed = `${turned}\u202c`
    for (const [said, printed] of [
      [`Added “${turned}” · by ${turned}.`, `Added “${closed}” · by ${closed}.`],
      [`[${turned}, ${turned}] ${turned}’s coding`, `[${closed}, ${closed}] ${closed}’s coding`],
      [`${turned} and ${turned} \u2067x`, `${closed} and ${turned} \u2067x\u2069\u202c`],
      ['\u202ea, b\u202c, c', '\u202ea, b\u202c, c'],
      ['\u202ba, b', '\u202ba, b\u202c'],
    ] as const) {
      expect(contained(said)).toBe(printed)
    }
  })

  test('is cut at a word, and no character is halved', () => {
    expect(shortened('one two three', 20)).toBe('one two three')
    expect(shortened('one two three', 10)).toBe('one two…')
    expect(shortened('👩👩👩👩', 3)).toBe('👩👩…')
  })
})

test('a zip that is damaged is not dated', () => {
  expect(() => withFixedTimes(new Uint8Array(30))).toThrow('Not a zip')
  expect(() => withFixedTimes(new Uint8Array(3))).toThrow('Not a zip')
})

/** OKLCH to sRGB as CSS Color 4 gives it, for checking the table against the palette it was taken from. */
function hexOfOklch(lightness: number, chroma: number, hue: number): string {
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const channels = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map(c => {
    const encoded = c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055
    return Math.round(255 * Math.min(1, Math.max(0, encoded)))
  })
  return `#${channels.map(c => c.toString(16).padStart(2, '0')).join('')}`.toUpperCase()
}

test('the colours are those of the palette, in its light theme', () => {
  const css = readFileSync(join(import.meta.dirname, '../../renderer/theme/palette.css'), 'utf8')
  const steps = [...css.matchAll(/--code-(\d+): light-dark\(oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g)]
  expect(steps).toHaveLength(24)
  for (const [, step, l, c, h] of steps) {
    expect(hexOf(Number(step)), `step ${step}`).toBe(hexOfOklch(Number(l), Number(c), Number(h)))
  }
  expect(hexOf(25)).toBe(hexOf(1))
  expect(hexOf(0)).toBe(hexOf(24))
})
