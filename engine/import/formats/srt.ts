import { readCaptions } from '../captions.ts'
import { decodeText } from '../decode.ts'
import type { Format } from '../format.ts'
import { startsWithText } from '../magic.ts'

/** SubRip subtitles. */
export const srt: Format = {
  id: 'srt',
  name: 'a SubRip transcript',
  extensions: ['srt'],
  recognises: bytes => startsWithText(bytes, /^\s*(?:\d+\s*\n)?\s*\d{1,3}:\d{2}:\d{2}[,.]\d{1,3}\s*-->/),
  read: async (bytes, fileName, options) => {
    const { text, warnings } = decodeText(bytes, fileName, options.encoding)
    const doc = readCaptions(text, 'srt', fileName)
    return [{ ...doc, warnings: [...warnings, ...doc.warnings] }]
  },
}
