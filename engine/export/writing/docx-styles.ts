import { BorderStyle, type IStylesOptions, LineRuleType } from 'docx'

const ink = '1F1F1E'
const quiet = '5C5B58'
// Neighbouring paragraphs with the same edge are drawn as one; a hair's difference ends it with each passage.
const edge = 'C9C6BF'
const edgeBelow = 'C8C5BE'
const body = { font: 'Arial', color: ink }

/** Sizes are half points; spacing is twentieths of a point, lines 240ths. */
const lines = (before: number, after: number, line = 276) => ({
  before: before * 20,
  after: after * 20,
  line,
  lineRule: LineRuleType.AUTO,
})

const headingStyle = (size: number, before: number, after: number) => ({
  run: { ...body, size, bold: true },
  paragraph: { spacing: lines(before, after, 252), keepNext: true, keepLines: true },
})

/** The named styles of every exported document, so that a person can change one and all of its kind follow. */
export const docxStyles: IStylesOptions = {
  default: {
    document: {
      run: { ...body, size: 20, language: { value: 'en-GB' } },
      paragraph: { spacing: lines(0, 0) },
    },
    title: {
      run: { ...body, size: 40, bold: true },
      paragraph: { spacing: lines(0, 6, 252), keepNext: true },
    },
    heading1: headingStyle(28, 22, 5),
    heading2: headingStyle(23, 16, 4),
    heading3: headingStyle(20, 12, 3),
    heading4: headingStyle(19, 10, 3),
    heading5: headingStyle(19, 10, 3),
    heading6: headingStyle(19, 10, 3),
    hyperlink: { run: { color: ink, underline: {} } },
  },
  paragraphStyles: [
    named('Study', 'Study title', { size: 21, color: quiet }, { spacing: lines(0, 2) }),
    named('Note', 'Note', { size: 18, color: quiet }, { spacing: lines(0, 2) }),
    named('Body', 'Body Text', {}, { spacing: lines(0, 6, 288) }),
    named('Item', 'List item', {}, { spacing: lines(0, 3, 288) }),
    named(
      'Passage',
      'Passage',
      {},
      {
        spacing: lines(4, 0, 288),
        indent: { left: 227 },
        keepNext: true,
        border: { left: { style: BorderStyle.SINGLE, size: 12, space: 8, color: edge } },
      },
    ),
    named(
      'Attribution',
      'Attribution',
      { size: 17, color: quiet },
      {
        spacing: lines(0, 9),
        indent: { left: 227 },
        keepLines: true,
        border: { left: { style: BorderStyle.SINGLE, size: 12, space: 8, color: edgeBelow } },
      },
    ),
    named('Cell', 'Table text', { size: 16 }, { spacing: lines(0, 2, 259) }),
    named('CellHead', 'Table head', { size: 16, bold: true }, { spacing: lines(0, 0, 252), keepNext: true }),
    named('CellQuiet', 'Table note', { size: 14, color: quiet }, { spacing: lines(0, 1, 252) }),
    named('PageLine', 'Page line', { size: 15, color: quiet }, { spacing: lines(0, 0, 240) }),
  ],
}

function named(
  id: string,
  name: string,
  run: { size?: number; color?: string; bold?: boolean },
  paragraph: NonNullable<NonNullable<IStylesOptions['paragraphStyles']>[number]['paragraph']>,
) {
  return { id, name, basedOn: 'Normal', quickFormat: true, run: { ...body, ...run }, paragraph }
}
