import type { MailHeader } from '#shared/model/document.ts'
import type { Db } from '../db/sql.ts'
import { contentStructure } from '../sources/contents.ts'

/** Someone an email is from or to: the address in lower case, and the name written with it, if any. */
export interface Correspondent {
  address: string
  name: string | null
}

const known = new WeakMap<Db, Map<string, Correspondent[]>>()

/** The correspondents of a source by its structure, which is read once and never changes; nobody where it is no email. */
export function addressesIn(db: Db, structure: string): Correspondent[] {
  const read = known.get(db) ?? new Map<string, Correspondent[]>()
  known.set(db, read)
  const found = read.get(structure) ?? correspondentsOf(contentStructure(db, structure).mail)
  read.set(structure, found)
  return found
}

/** Sender and recipients of a mail header, each address once, the sender first. */
export function correspondentsOf(mail: MailHeader | null): Correspondent[] {
  const found = new Map<string, Correspondent>()
  for (const field of [mail?.from ?? '', ...(mail?.to ?? []), ...(mail?.cc ?? [])]) {
    let from = 0
    for (const match of field.matchAll(/[^\s<>",;:()]+@[^\s<>",;:()]+/g)) {
      const address = match[0].toLowerCase()
      const name = field
        .slice(from, match.index)
        .replace(/[<>"]/g, ' ')
        .replace(/^[\s,;]+/, '')
        .trim()
      from = match.index + match[0].length
      if (!found.get(address)?.name) found.set(address, { address, name: name === '' ? null : name })
    }
  }
  return [...found.values()]
}
