import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const reading = new URL('../../engine/import/read-file.ts', import.meta.url).href

/** Reads a file in a process of its own, as the app does, and answers the libraries that were loaded for it. */
async function loadedFor(fileName: string, text: string): Promise<string[]> {
  const program = `
    import { registerHooks } from 'node:module'
    const loaded = new Set()
    registerHooks({
      resolve(name, context, next) {
        if (/^[@a-z]/.test(name) && !/^(node|file):/.test(name) && !context.parentURL?.includes('node_modules')) loaded.add(name)
        return next(name, context)
      },
    })
    const { readFileBytes } = await import(${JSON.stringify(reading)})
    await readFileBytes(Buffer.from(${JSON.stringify(text)}), ${JSON.stringify(fileName)}, {})
    process.stdout.write(JSON.stringify([...loaded]))`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program])
  return JSON.parse(stdout)
}

test.each([
  ['a.txt', 'A: How was it?\nB: Better than before.\n', []],
  ['a.vtt', 'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Guest>How was the walk?</v>\n', []],
  ['a.csv', 'id,place\n1,Shop\n', ['csv-parse/sync']],
  ['a.html', '<p>How was the walk?</p>', ['parse5']],
])('%s is read with no library but its own', async (fileName, text, libraries) => {
  expect(await loadedFor(fileName, text)).toEqual(libraries)
})
