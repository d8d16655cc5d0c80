import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate'

/** Parts that are never read, however large: their names are kept. */
const aside = /(?:^|\/)(?:media|embeddings|fonts|Pictures|Thumbnails)\//

/** The text (UTF-8) of the parts whose names match. Only for a zip that has passed `guardZip`. */
export function partsOf(bytes: Uint8Array, names: RegExp): string[] {
  return Object.values(unzipSync(bytes, { filter: ({ name }) => names.test(name) })).map(part =>
    strFromU8(part),
  )
}

/**
 * A zip with the parts whose names match rewritten; the bytes themselves where that changes nothing. Only for one
 * that has passed `guardZip`.
 */
export function rewriteParts(bytes: Uint8Array, names: RegExp, rewrite: (xml: string) => string): Uint8Array {
  const parts: Zippable = {}
  let changes = false
  for (const [name, part] of Object.entries(unzipSync(bytes, { filter: ({ name }) => names.test(name) }))) {
    const xml = strFromU8(part)
    const rewritten = rewrite(xml)
    if (rewritten === xml) continue
    parts[name] = strToU8(rewritten)
    changes = true
  }
  if (!changes) return bytes
  const others = unzipSync(bytes, {
    filter: ({ name }) => {
      if (name in parts) return false
      if (aside.test(name)) parts[name] = new Uint8Array()
      return !aside.test(name)
    },
  })
  return zipSync({ ...others, ...parts }, { level: 0 })
}
