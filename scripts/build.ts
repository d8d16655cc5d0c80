import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Bundle, bundles, digestOf, root } from './bundles.ts'

const stampFile = join(root, 'dist', 'stamps.json')

/** Builds what is stale, one line each through `say`. Nothing is built that is not written yet. */
export async function buildAll(say: (line: string) => void): Promise<void> {
  // The window's own configuration names its files from here.
  process.chdir(root)
  for (const bundle of bundles) {
    const missing = bundle.entries.find(entry => !existsSync(join(root, entry)))
    if (missing) {
      say(`${bundle.name}: not built, ${missing} is not there`)
      continue
    }
    const digest = digestOf(bundle.inputs)
    if (isCurrent(bundle, digest)) {
      say(`${bundle.name}: up to date`)
      continue
    }
    const began = performance.now()
    await bundle.build()
    if (!existsSync(join(root, bundle.proof)))
      throw new Error(`${bundle.name}: the build made no ${bundle.proof}`)
    keepStamp(bundle.name, digest)
    say(`${bundle.name}: built in ${((performance.now() - began) / 1000).toFixed(1)} s`)
  }
}

function isCurrent(bundle: Bundle, digest: string): boolean {
  return existsSync(join(root, bundle.proof)) && stamps()[bundle.name] === digest
}

function stamps(): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8')) as Record<string, unknown>
  } catch {
    return {}
  }
}

function keepStamp(name: string, digest: string): void {
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(stampFile, `${JSON.stringify({ ...stamps(), [name]: digest }, null, 2)}\n`)
}

if (import.meta.main) await buildAll(line => console.log(line))
