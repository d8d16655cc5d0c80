import { readFileSync } from 'node:fs'

/*
 * A model of a power cut: from the log of all a process did to its files (programs/record-writes.c), what a disk may
 * hold when the power goes at a given moment. What was flushed is there. Of what was written since, each write may be
 * there, be missing, or be there in some of its 512-byte sectors only, in any combination: disks reorder.
 */

export interface Entry {
  kind: 'O' | 'W' | 'T' | 'S' | 'U' | 'R' | 'A'
  path: string
  offset: number
  data: Buffer
}

export function readLog(file: string): Entry[] {
  const log = readFileSync(file)
  const entries: Entry[] = []
  for (let at = 0; at + 15 <= log.length; ) {
    const pathLength = log.readUInt16LE(at + 1)
    const length = log.readUInt32LE(at + 11)
    const from = at + 15 + pathLength
    entries.push({
      kind: String.fromCharCode(log.readUInt8(at)) as Entry['kind'],
      path: log.toString('utf8', at + 15, from),
      offset: Number(log.readBigUInt64LE(at + 3)),
      data: log.subarray(from, from + length),
    })
    at = from + length
  }
  return entries
}

/** A file as it grows: `bytes` may be longer than what it holds. */
interface Image {
  bytes: Buffer
  length: number
}

interface Held {
  flushed: Image
  since: Entry[]
}

/** The files a disk may hold after the first `cut` entries, begun from `start`; `chance` gives numbers in [0, 1). */
export function afterCut(
  start: ReadonlyMap<string, Buffer>,
  entries: readonly Entry[],
  cut: number,
  chance: () => number,
): Map<string, Buffer> {
  const held = new Map<string, Held>()
  for (const [path, bytes] of start) {
    held.set(path, { flushed: { bytes: Buffer.from(bytes), length: bytes.length }, since: [] })
  }
  for (const entry of entries.slice(0, cut)) {
    const { kind, path } = entry
    const file = held.get(path)
    if (kind === 'O' || kind === 'W' || kind === 'T') {
      const known = file ?? { flushed: { bytes: Buffer.alloc(0), length: 0 }, since: [] }
      held.set(path, known)
      if (kind !== 'O') known.since.push(entry)
    } else if (kind === 'S' && file) {
      for (const written of file.since) apply(file.flushed, written)
      file.since = []
    } else if (kind === 'U') held.delete(path)
    else if (kind === 'R' && file) {
      held.set(entry.data.toString('utf8'), file)
      held.delete(path)
    }
  }
  return new Map(
    [...held].map(([path, { flushed, since }]) => {
      for (const entry of since) for (const part of survivors(entry, chance)) apply(flushed, part)
      return [path, flushed.bytes.subarray(0, flushed.length)]
    }),
  )
}

const sector = 512

/** What is left of one unflushed write: all, nothing, or some of its sectors. */
function survivors(entry: Entry, chance: () => number): Entry[] {
  const luck = chance()
  if (luck < 0.4) return []
  if (luck < 0.8 || entry.kind === 'T') return [entry]
  const parts: Entry[] = []
  for (let from = 0; from < entry.data.length; from += sector) {
    if (chance() < 0.5) continue
    parts.push({ ...entry, offset: entry.offset + from, data: entry.data.subarray(from, from + sector) })
  }
  return parts
}

function apply(file: Image, { kind, offset, data }: Entry): void {
  const end = kind === 'T' ? offset : Math.max(file.length, offset + data.length)
  if (end > file.bytes.length) {
    const grown = Buffer.alloc(end * 2)
    file.bytes.copy(grown, 0, 0, file.length)
    file.bytes = grown
  }
  if (kind === 'T') file.bytes.fill(0, end, Math.max(end, file.length))
  else data.copy(file.bytes, offset)
  file.length = end
}

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
