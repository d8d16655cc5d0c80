import { escapeXml, zipOf } from '../import/build-files.ts'

/** A line of CSV, every cell in quotation marks. */
export const row = (cells: readonly string[]): string =>
  cells.map(cell => `"${cell.replaceAll('"', '""')}"`).join(',')

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships'

/**
 * A workbook of one sheet, its texts shared: a text that stands in many cells is written once. A cell that begins with
 * `=` is a formula with the stored result after the bar: `=A1+1|46`. `more` goes behind the rows.
 */
export function workbook(rows: readonly (readonly string[])[], more = ''): Uint8Array {
  const texts = [...new Set(rows.flat().filter(cell => !cell.startsWith('=')))]
  const at = new Map(texts.map((text, index) => [text, index]))
  const sheet = rows
    .map((cells, r) => {
      const written = cells.map((cell, c) => {
        const place = `${String.fromCharCode(65 + c)}${r + 1}`
        if (cell === '') return ''
        const formula = /^=([^|]*)\|(.*)$/.exec(cell)
        if (formula) return `<c r="${place}"><f>${escapeXml(formula[1] ?? '')}</f><v>${formula[2]}</v></c>`
        return `<c r="${place}" t="s"><v>${at.get(cell)}</v></c>`
      })
      return `<row r="${r + 1}">${written.join('')}</row>`
    })
    .join('')
  return zipOf({
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': `<?xml version="1.0"?><Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<?xml version="1.0"?><workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Log" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<?xml version="1.0"?><Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<?xml version="1.0"?><worksheet xmlns="${main}"><sheetData>${sheet}</sheetData>${more}</worksheet>`,
    'xl/sharedStrings.xml': `<?xml version="1.0"?><sst xmlns="${main}">${texts.map(text => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`).join('')}</sst>`,
  })
}
