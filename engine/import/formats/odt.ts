import type { Format } from '../format.ts'
import { holds, startsWith } from '../magic.ts'
import { listParts, odfListsOf } from '../odf-lists.ts'
import { collapseSpace } from '../odf-space.ts'
import { readOffice } from '../office.ts'
import { nameRaised } from '../raised-letters.ts'
import { guardZip } from '../zip-guard.ts'

/** OpenDocument text, as LibreOffice saves it. */
export const odt: Format = {
  id: 'odt',
  name: 'an OpenDocument text',
  extensions: ['odt', 'ott'],
  recognises: bytes =>
    startsWith(bytes, 0x50, 0x4b) && holds(bytes.subarray(0, 200), 'application/vnd.oasis.opendocument.text'),
  read: async (bytes, fileName) => {
    await guardZip(bytes, fileName)
    const { partsOf, rewriteParts } = await import('../zip-parts.ts')
    const odf = odfListsOf(partsOf(bytes, listParts).join(''))
    const content = rewriteParts(bytes, /^content\.xml$/, xml => nameRaised(collapseSpace(xml)))
    return [await readOffice(content, 'odt', fileName, { odf })]
  },
}
