/** What stands at the edges of every printed page. */
export interface PrintedPage {
  studyTitle: string
  /** What is printed: `Coding framework`. */
  name: string
  /** On its side, for wide tables. */
  isWide: boolean
}

/**
 * Style rules for paper: A4, the study's title and the report's name above every page but the first, which has them
 * itself, and page numbers below. Browsers do the numbering.
 */
export function printedPage({ studyTitle, name, isWide }: PrintedPage): string {
  const edge = 'font: 8pt sans-serif; color: #5c5b58;'
  return `@page { size: A4${isWide ? ' landscape' : ''}; margin: ${isWide ? '16mm 14mm' : '18mm 16mm'};
  @top-left { content: ${cssString(shortTitle(studyTitle, isWide ? 90 : 60))}; ${edge} }
  @top-right { content: ${cssString(name)}; ${edge} }
  @bottom-right { content: counter(page) " / " counter(pages); ${edge} } }
@page :first { @top-left { content: none; } @top-right { content: none; } }
`
}

function shortTitle(title: string, most: number): string {
  const characters = [...title.replace(/\s+/gu, ' ').trim()]
  return characters.length <= most ? characters.join('') : `${characters.slice(0, most - 1).join('')}…`
}

/** Text as a string of CSS: everything but letters, digits and spaces as its number, so that nothing ends it. */
const cssString = (text: string): string =>
  `"${text.toWellFormed().replace(/[^\p{L}\p{N} ]/gu, c => `\\${(c.codePointAt(0) ?? 0).toString(16)} `)}"`
