import { TandemError } from '#shared/errors.ts'
import type { ParsedDocument } from '#shared/model/document.ts'
import { shownName } from '../file-name.ts'
import type { Format } from '../format.ts'
import { holds, startsWith, zipNames } from '../magic.ts'
import { nestedTooDeeply, readOffice } from '../office.ts'
import type { WordParagraphs } from '../office-text.ts'
import { raisedElement, writeOutRaised } from '../raised-letters.ts'
import { characterElements, textPart, writeOutCharacters } from '../word-characters.ts'
import { numberingOf, numberingPart } from '../word-numbering.ts'
import { hiddenText, trackedChanges } from '../word-remarks.ts'
import { levelAlone, nameListsOfStyles, stylesOf, stylesPart } from '../word-styles.ts'
import { tableElements, writeOutTables } from '../word-tables.ts'
import { depthOf, hasForeignName } from '../xml-pieces.ts'
import { guardZip } from '../zip-guard.ts'

/** Word documents since 2007, with or without macros (which are never read). */
export const docx: Format = {
  id: 'docx',
  name: 'a Word document',
  extensions: ['docx', 'docm', 'dotx'],
  recognises: bytes => {
    if (!startsWith(bytes, 0x50, 0x4b)) return false
    const names = zipNames(bytes)
    return names
      ? names.some(name => /^word\/document\d*\.xml$/.test(name))
      : holds(bytes.subarray(0, 1_000_000), 'word/document')
  },
  read: async (bytes, fileName) => {
    const seen = await guardZip(bytes, fileName, [
      [
        textPart,
        new RegExp(['<!DOCTYPE', ...characterElements, ...tableElements, raisedElement].join('|'), 'g'),
      ],
      [/^word\/document\d*\.xml$/, /<w:(?:del |ins |vanish\/>|ruby>|altChunk |numPr>)/g],
      [textPart, levelAlone],
      [stylesPart, /<w:(?:numPr>|outlineLvl )/g],
    ])
    if (seen.has('<!DOCTYPE')) throw defines(fileName)
    let unknown = false
    const rewrites: ((xml: string) => string)[] = []
    if (characterElements.some(element => seen.has(element))) {
      rewrites.push(xml => {
        const written = writeOutCharacters(xml)
        unknown ||= written.unknown
        return written.xml
      })
    }
    if (tableElements.some(element => seen.has(element))) rewrites.push(writeOutTables)
    if (seen.has(raisedElement)) rewrites.push(writeOutRaised)
    if (seen.has('</w:numPr>')) rewrites.push(nameListsOfStyles)
    // Loaded only where needed, as few documents do.
    const zipParts = () => import('../zip-parts.ts')
    const partOf = async (part: RegExp): Promise<string> => (await zipParts()).partsOf(bytes, part).join('')
    const rewritten =
      rewrites.length === 0
        ? bytes
        : (await zipParts()).rewriteParts(bytes, textPart, xml =>
            rewrites.reduce((whole, rewrite) => rewrite(whole), xml),
          )
    const doc = await read(rewritten, fileName, {
      numbering: numberingOf(seen.has('<w:numPr>') ? await partOf(numberingPart) : ''),
      styles: stylesOf(seen.has('<w:numPr>') || seen.has('<w:outlineLvl ') ? await partOf(stylesPart) : ''),
    })
    if (unknown) {
      doc.warnings.push('Some symbols are known only to the font they were set in; \uFFFD stands for each.')
    }
    if (/&[A-Za-z_]/.test(doc.text) && (await zipParts()).partsOf(bytes, textPart).some(hasForeignName)) {
      doc.warnings.push(
        'The document refers to characters by names it does not define (such as &name;); they stand as written.',
      )
    }
    if (seen.has('<w:del ') || seen.has('<w:ins ')) doc.warnings.push(trackedChanges)
    if (seen.has('<w:vanish/>')) doc.warnings.push(hiddenText)
    if (seen.has('<w:ruby>'))
      doc.warnings.push('Words with a phonetic guide above them could not be read and are missing.')
    if (seen.has('<w:altChunk ')) {
      doc.warnings.push(
        'A part of the document is another file inside it (such as a web page); it was read too where it could be.',
      )
    }
    return [doc]
  },
}

/** No document of a person's nests its elements deeper. */
const deepest = 1000

async function read(bytes: Uint8Array, fileName: string, word: WordParagraphs): Promise<ParsedDocument> {
  try {
    return await readOffice(bytes, 'docx', fileName, { word })
  } catch (error) {
    const { partsOf } = await import('../zip-parts.ts')
    const isDeep = partsOf(bytes, textPart).some(xml => depthOf(xml) > deepest)
    throw isDeep ? nestedTooDeeply(fileName) : error
  }
}

/** Word itself refuses what defines names of its own: read without them, words would be missing. */
const defines = (fileName: string): TandemError =>
  new TandemError(
    'unreadable-file',
    `${shownName(fileName)} defines names of its own for parts of its text, which no Word document may, and was not read.`,
    'Open it in Word or LibreOffice, save it as a new .docx and import that.',
  )
