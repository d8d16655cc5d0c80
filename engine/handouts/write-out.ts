import { readFileSync, rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId } from '../db/ids.ts'
import type { Host } from '../host.ts'
import type { Protection } from '../packages/protection.ts'
import { type Draft, type Written, writePackage } from '../packages/write.ts'
import { mustBeFree, partOf, putInPlace, sweepParts } from '../studies/durable-file.ts'

/** Where a package goes: a path where nothing is yet, or, without one, to be held under a name and taken out. */
export interface Destination {
  path: string | undefined
  fileName: string
}

/** Where a package went. */
export interface Gone extends Written {
  file: string | null
  held: { id: string; fileName: string } | null
}

/**
 * Writes a package where it is to go. It is whole before `remember` is called, and has its name, or is held, only after
 * that: a package that somebody can find is one that is remembered.
 */
export async function writeOut(
  host: Host,
  { path, fileName }: Destination,
  draft: Draft,
  protection: Protection,
  signingKey: string,
  signal: AbortSignal,
  remember: (written: Written) => void,
): Promise<Gone> {
  if (path === undefined) {
    const folder = await mkdtemp(join(tmpdir(), 'tandem-'))
    try {
      const file = join(folder, 'package')
      const written = await writePackage(file, draft, protection, signingKey, { signal })
      const bytes = readFileSync(file)
      remember(written)
      const id = newId()
      host.reports.put(id, { fileName, mediaType: 'application/octet-stream', bytes }, bytes.byteLength)
      return { ...written, file: null, held: { id, fileName } }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
  mustBeFree(path)
  sweepParts(path)
  const whole = partOf(path)
  try {
    const written = await writePackage(whole, draft, protection, signingKey, { signal })
    mustBeFree(path)
    remember(written)
    putInPlace(whole, path, false)
    return { ...written, file: path, held: null }
  } finally {
    rmSync(whole, { force: true })
  }
}

/** A file name made of words: what systems do not take in names is left out. */
export function fileNameOf(words: readonly string[], ending: string): string {
  const plain = words.map(word =>
    word
      .normalize('NFC')
      .replace(/[^\p{L}\p{M}\p{N} _-]+/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 40)
      .toWellFormed()
      .trim(),
  )
  return `${plain.filter(word => word !== '').join(' - ')}.${ending}`
}
