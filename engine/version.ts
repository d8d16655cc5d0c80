import { readFileSync } from 'node:fs'

/** This build's version, as package.json says it. */
export function version(): string {
  const found = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  return found.version
}
