import { readCaptions } from '../captions.ts'
import { decodeText } from '../decode.ts'
import type { Format } from '../format.ts'
import { startsWithText } from '../magic.ts'

/** WebVTT captions, as Teams, Zoom and others export transcripts. */
export const vtt: Format = {
  id: 'vtt',
  name: 'a WebVTT transcript',
  extensions: ['vtt'],
  recognises: bytes => startsWithText(bytes, /^WEBVTT(?:\s|$)/),
  read: async (bytes, fileName, options) => {
    const { text, warnings } = decodeText(bytes, fileName, options.encoding)
    const doc = readCaptions(text, 'vtt', fileName)
    return [{ ...doc, warnings: [...warnings, ...doc.warnings] }]
  },
}
