import { numberIn } from './word-attributes.ts'
import { xmlPieces } from './xml-pieces.ts'

/*
 * Files that say by how much letters stand above or below the line, as LibreOffice saves a web page's superscripts,
 * rewritten to say that they are superscript or subscript, which the parser reads.
 */

/** How the element begins by which Word raises letters. */
export const raisedElement = '<w:position '

/**
 * Raised or lowered by less, in half points, letters are in their line: programs that lay out pages move them so. Letters
 * that are smaller than those about are none the less meant.
 */
export const least = 4
/** Smaller than letters are in most texts, in half points: where those about do not say how large they are. */
const mostlyLarger = 22

/** A Word part's XML; letters that are superscript or subscript anyway stay as they are. */
export function writeOutRaised(xml: string): string {
  const pieces: string[] = []
  let raised: { at: number; height: number; isAbove: boolean } | null = null
  let size = 0
  /** How large the letters before it in the paragraph are. */
  let about = mostlyLarger
  for (const { kind, name, source } of xmlPieces(xml)) {
    if (name === 'w:position' && kind !== 'close') {
      const height = numberIn(source.replace('"-', '"'), 'val', 0)
      raised = height === 0 ? null : { at: pieces.length, height, isAbove: !source.includes('"-') }
    } else if (name === 'w:sz' && kind !== 'close') size = numberIn(source, 'val', 0)
    else if (name === 'w:vertAlign') raised = null
    else if (name === 'w:p' && kind === 'open') about = mostlyLarger
    else if ((name === 'w:r' || name === 'w:rPr') && kind === 'open') {
      raised = null
      size = 0
    } else if (name === 'w:rPr' && kind === 'close') {
      if (!raised) about = size || mostlyLarger
      else if (raised.height >= least || (size > 0 && size < about))
        pieces[raised.at] = `<w:vertAlign w:val="${raised.isAbove ? 'superscript' : 'subscript'}"/>`
      raised = null
    }
    pieces.push(source)
  }
  return pieces.join('')
}

/** An OpenDocument part's XML. */
export const nameRaised = (xml: string): string =>
  xml.replace(
    /(<style:text-properties\s(?:[^<>]*\s)?style:text-position=")(-?)(?:0*[1-9][\d.]*|0*\.\d+)%(?=[\s"])/g,
    (_, before: string, below: string) => `${before}${below ? 'sub' : 'super'}`,
  )
