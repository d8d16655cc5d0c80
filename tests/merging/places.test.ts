import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const program = fileURLToPath(new URL('hash-of-unions.ts', import.meta.url))

/** What the program prints in a place of the world. */
const at = (LANG: string, TZ: string): { hash: string; byPlace: string; hour: number } =>
  JSON.parse(
    execFileSync(process.execPath, [program], {
      env: { ...process.env, LANG, LC_ALL: LANG, TZ, NODE_OPTIONS: '' },
      encoding: 'utf8',
    }),
  )

it('F13 a union folds to the same in another process, language and time zone', { timeout: 300_000 }, () => {
  const here = at('en_GB.UTF-8', 'Europe/London')
  const there = at('tr_TR.UTF-8', 'Pacific/Apia')
  expect(there.hash).toBe(here.hash)
  // The places do differ in what a fold might have gone by.
  expect(there.byPlace).not.toBe(here.byPlace)
  expect(there.hour).not.toBe(here.hour)
})
