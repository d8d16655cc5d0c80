import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'

const relations = 'word/_rels/document.xml.rels'
const document = 'word/document.xml'
const givenToLinks = /\bId="(rId[\w-]{21})"/g

/**
 * The document with its links numbered in order: the library gives them random ids, and the same document is to
 * give the same bytes. A document without links is answered as it is.
 */
export function withSteadyLinks(docx: Uint8Array): Uint8Array {
  const { [relations]: found } = unzipSync(docx, { filter: ({ name }) => name === relations })
  const ids = found ? [...strFromU8(found).matchAll(givenToLinks)].map(([, id]) => id ?? '') : []
  if (ids.length === 0) return docx
  const parts = unzipSync(docx)
  for (const part of [relations, document]) {
    let xml = strFromU8(parts[part] ?? new Uint8Array())
    ids.forEach((id, n) => {
      xml = xml.replaceAll(`d="${id}"`, `d="rIdLink${n + 1}"`)
    })
    parts[part] = strToU8(xml)
  }
  return zipSync(parts)
}
