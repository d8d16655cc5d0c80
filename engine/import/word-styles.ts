import { attribute, numberIn } from './word-attributes.ts'
import { xmlPieces } from './xml-pieces.ts'

/** The part of a Word file that says how its styles look. */
export const stylesPart = /^word\/styles\d*\.xml$/

/** Stands for the list of a paragraph that is in its style's list at a level of its own. */
export const listOfStyle = 'style'

/** A level that stands without its list. */
export const levelAlone = /(?<=<w:ilvl w:val="\d"\/>)<\/w:numPr>/g

/** A part's XML in which such paragraphs name `listOfStyle`: the parser takes them out of every list else. */
export const nameListsOfStyles = (xml: string): string =>
  xml.replace(levelAlone, `<w:numId w:val="${listOfStyle}"/></w:numPr>`)

/** What a paragraph has from its style. */
export interface ParagraphStyle {
  /** The id of the list it is an item of; `0` where it is of none, whatever the style it is based on says. */
  list?: string
  /** The style that puts it into the list: its own, or one that it is based on. */
  listedBy?: string
  /** Its level in the list, from 0, where the list itself does not say it. */
  level?: number
  /** How deep a heading it is, from 1; 0 for running text. */
  heading?: number
}

/** A style as it stands in the file, before what it is based on. */
interface OwnStyle extends ParagraphStyle {
  basedOn: string
}

/** Levels of headings that Word knows; the one after them is running text. */
const headingLevels = 9
/** Styles are based on one another in no longer rows. */
const longestRow = 50

/** The paragraph styles of a Word document by their ids, each with what it has from those that it is based on. */
export function stylesOf(xml: string): ReadonlyMap<string, ParagraphStyle> {
  const own = readStyles(xml)
  const whole = new Map<string, ParagraphStyle>()
  for (const id of own.keys()) {
    const row: OwnStyle[] = []
    for (let style = own.get(id); style && row.length < longestRow; style = own.get(style.basedOn))
      row.push(style)
    whole.set(id, Object.assign({}, ...row.reverse()))
  }
  return whole
}

function readStyles(xml: string): Map<string, OwnStyle> {
  const styles = new Map<string, OwnStyle>()
  let style: OwnStyle | null = null
  let id = ''
  for (const { kind, name, source } of xmlPieces(xml)) {
    if (kind === 'close' && name === 'w:style') style = null
    if (kind !== 'open' && kind !== 'empty') continue
    if (name === 'w:style' && attribute(source, 'type') === 'paragraph') {
      style = { basedOn: '' }
      id = attribute(source, 'styleId')
      styles.set(id, style)
    } else if (!style) continue
    else if (name === 'w:basedOn') style.basedOn = attribute(source, 'val')
    else if (name === 'w:numId') Object.assign(style, { list: attribute(source, 'val'), listedBy: id })
    else if (name === 'w:ilvl') style.level = numberIn(source, 'val', 0)
    else if (name === 'w:outlineLvl')
      style.heading = (numberIn(source, 'val', headingLevels) + 1) % (headingLevels + 1)
  }
  return styles
}
