import type { Format } from '../format.ts'
import { startsWith } from '../magic.ts'
import { readOffice } from '../office.ts'

/** Rich text format. */
export const rtf: Format = {
  id: 'rtf',
  name: 'a rich text file',
  extensions: ['rtf'],
  recognises: bytes => startsWith(bytes, 0x7b, 0x5c, 0x72, 0x74, 0x66),
  read: async (bytes, fileName) => [await readOffice(bytes, 'rtf', fileName)],
}
