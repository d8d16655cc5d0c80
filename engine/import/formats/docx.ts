import type { Format } from '../format.ts'
import { holds, startsWith, zipNames } from '../magic.ts'
import { readOffice } from '../office.ts'
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
    const seen = await guardZip(bytes, fileName, {
      'word/document.xml': ['<w:del ', '<w:ins ', '<w:vanish/>', '<w:ruby>', '<w:altChunk '],
    })
    const doc = await readOffice(bytes, 'docx', fileName)
    if (seen.has('<w:del ') || seen.has('<w:ins ')) {
      doc.warnings.push('The document has tracked changes; it was read as if all of them were accepted.')
    }
    if (seen.has('<w:vanish/>')) doc.warnings.push('Some text is hidden in Word; it was read too.')
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
