import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'

/*
 * What the built window holds: no address it could load anything from, no inline script or style, no string turned
 * into code. The addresses below are names and notes inside libraries, never fetched; the policy would refuse them.
 */
const names = [
  'http://www.w3.org/', // XML namespaces
  'http://json-schema.org/', // names of schema dialects in zod
  'https://json-schema.org/',
  'https://react.dev/', // notes in React's error messages
  'https://lexical.dev/', // the same in Lexical's
]

let folder = ''
let files: { name: string; text: string }[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tandem-bundle-'))
  // Vitest sets NODE_ENV to test, which would take React's development build.
  vi.stubEnv('NODE_ENV', 'production')
  await build({ build: { outDir: folder }, logLevel: 'silent' })
  files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.(html|js|css)$/.test(name))
    .map(name => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
})

afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

it('names no address outside the app', () => {
  expect(files.length).toBeGreaterThan(3)
  const found = files.flatMap(({ name, text }) =>
    [...text.matchAll(/\b(?:https?|wss?|ftp):\/\/[\w.-]+[\w/.#?=&-]*/g)]
      .map(match => match[0])
      .filter(address => !names.some(known => address.startsWith(known)))
      .map(address => `${name}: ${address}`),
  )
  expect(found).toEqual([])
})

it('has no inline script, style or handler in its pages', () => {
  for (const { text: page } of files.filter(file => file.name.endsWith('.html'))) {
    const text = page.replace(/<!--.*?-->/gs, '')
    expect(text).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>[^<]/)
    expect(text).not.toMatch(/<style\b/)
    expect(text).not.toMatch(/\son\w+\s*=/)
    expect(text).not.toMatch(/javascript:/i)
  }
})

it('turns no string into code', () => {
  for (const { name, text } of files.filter(file => file.name.endsWith('.js'))) {
    expect(text.match(/\beval\(|new Function\(/g) ?? [], name).toEqual([])
  }
})
