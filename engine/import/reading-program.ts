import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/**
 * Where the reading process's program lies: as it was built, where that is newer than all it is made of, for it starts
 * in half the time; else as it stands in the sources.
 */
export function readingProgram(): string {
  const sources = at('./parse-process.ts')
  const built = at('../../dist/engine/parse-process.js')
  const builtAt = changedAt(built)
  const madeOf = [...filesIn(at('.')), ...filesIn(at('../../shared')), at('../../package-lock.json')]
  return builtAt > 0 && madeOf.every(path => changedAt(path) < builtAt) ? built : sources
}

const changedAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
  } catch {
    // Packed by itself, beside no sources.
    return []
  }
}
