import {
  AlignmentType,
  Document,
  Footer,
  Header,
  HeadingLevel,
  LevelFormat,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  ShadingType,
  Tab,
  Table,
  type TabStopDefinition,
  TabStopType,
  TextRun,
} from 'docx'
import { type Block, bandFill, listDepth, mm, paragraph, runs } from './docx-blocks.ts'
import { withSteadyLinks } from './docx-links.ts'
import { docxStyles } from './docx-styles.ts'
import { legible, oneLine, shortened } from './legible.ts'
import { xmlText } from './xml.ts'
import { withFixedTimes } from './zip-times.ts'

export interface Page {
  /** What the document is: `Coding framework`. */
  name: string
  studyTitle: string
  day: string
  madeAt: Date
  /** Lines about layers and what is left out, under the title. */
  notes: readonly string[]
  landscape?: boolean
  /** Whether the pages after the first have a band that says it goes on: of a document that is one table. */
  continued?: boolean
  body: readonly Block[]
}

const short = 210
const long = 297
const side = 18

/** Width between the margins, dxa. */
export const contentWidth = (landscape: boolean): number => mm((landscape ? long : short) - 2 * side)

const listLevel = (format: (typeof LevelFormat)[keyof typeof LevelFormat], text: (level: number) => string) =>
  Array.from({ length: listDepth }, (_, level) => ({
    level,
    format,
    text: text(level),
    alignment: AlignmentType.LEFT,
    style: { paragraph: { indent: { left: mm(6 * (level + 1)), hanging: mm(5) } } },
  }))

/** A whole document on A4, with the study's title above and date and page numbers below every page. */
export async function docxFile(page: Page): Promise<Uint8Array> {
  const landscape = page.landscape ?? false
  const width = contentWidth(landscape)
  const tabStops = [{ type: TabStopType.RIGHT, position: width }]
  const document = new Document({
    title: legible(`${page.name}: ${page.studyTitle}`),
    creator: 'Tandem',
    styles: docxStyles,
    numbering: {
      config: [
        { reference: 'bullets', levels: listLevel(LevelFormat.BULLET, level => (level % 2 ? '–' : '•')) },
        { reference: 'numbers', levels: listLevel(LevelFormat.DECIMAL, level => `%${level + 1}.`) },
      ],
    },
    sections: [
      {
        properties: {
          // The first page has the title itself.
          titlePage: true,
          page: {
            size: {
              width: mm(short),
              height: mm(long),
              orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: {
              top: mm(24),
              bottom: mm(20),
              left: mm(side),
              right: mm(side),
              header: mm(11),
              footer: mm(10),
            },
          },
        },
        headers: {
          first: new Header({ children: [new Paragraph({ style: 'PageLine' })] }),
          default: new Header({
            children: [
              new Paragraph({
                style: 'PageLine',
                tabStops,
                children: [
                  ...runs(shortened(oneLine(page.studyTitle), landscape ? 110 : 70)),
                  new TextRun({ children: [new Tab(), page.name] }),
                ],
              }),
              ...(page.continued ? [continuedBand(page.name)] : []),
            ],
          }),
        },
        footers: { first: foot(page.day, tabStops), default: foot(page.day, tabStops) },
        children: [
          paragraph('Study', oneLine(page.studyTitle), { keepNext: true }),
          new Paragraph({ heading: HeadingLevel.TITLE, children: runs(page.name) }),
          ...[page.day, ...page.notes].map(note => paragraph('Note', note)),
          // A table begins a line below what is said of it.
          ...(page.body[0] instanceof Table ? [paragraph('Note', '')] : []),
          ...page.body,
        ],
      },
    ],
  })
  const bytes = await Packer.toBuffer(document, undefined, [
    { path: 'docProps/core.xml', data: coreProperties(page) },
  ])
  return withFixedTimes(withSteadyLinks(bytes))
}

/** Above the table on every page it goes on to. */
const continuedBand = (name: string): Paragraph =>
  new Paragraph({
    style: 'CellHead',
    shading: { type: ShadingType.CLEAR, color: 'auto', fill: bandFill },
    spacing: { before: mm(3), after: mm(2) },
    children: [new TextRun(`${name} (Continued)`)],
  })

const foot = (day: string, tabStops: readonly TabStopDefinition[]): Footer =>
  new Footer({
    children: [
      new Paragraph({
        style: 'PageLine',
        tabStops,
        children: [
          new TextRun(day),
          new TextRun({ children: [new Tab(), 'Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES] }),
        ],
      }),
    ],
  })

/** The document's own properties, with the one date of the export: the library writes the moment of writing. */
function coreProperties({ name, studyTitle, madeAt }: Page): string {
  const when = `${madeAt.toISOString().slice(0, 19)}Z`
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${xmlText(`${name}: ${studyTitle}`)}</dc:title><dc:creator>Tandem</dc:creator><dc:language>en-GB</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">${when}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${when}</dcterms:modified></cp:coreProperties>`
}
