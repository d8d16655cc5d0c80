import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openLibrary } from '#engine/library/library.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

it('preferences of an older version are kept, and what it did not know is as usual', () => {
  const base = temporaryFolder()
  const usual = openLibrary(base).preferences()
  writeFileSync(join(base, 'preferences.json'), JSON.stringify({ theme: 'dark', readingSize: 21 }))
  expect(openLibrary(base).preferences()).toEqual({ ...usual, theme: 'dark', readingSize: 21 })
})

it('a preference of a newer version’s making is as usual, and the others stand', () => {
  const base = temporaryFolder()
  const usual = openLibrary(base).preferences()
  const newer = { theme: 'sepia', turnNumbers: 3, showTimes: false, somethingNew: [1] }
  writeFileSync(join(base, 'preferences.json'), JSON.stringify(newer))
  expect(openLibrary(base).preferences()).toEqual({ ...usual, showTimes: false })
})

it('a file that cannot be read leaves everything as usual', () => {
  const base = temporaryFolder()
  const usual = openLibrary(base).preferences()
  for (const content of ['', '{', '[]', 'null', '"x"']) {
    writeFileSync(join(base, 'preferences.json'), content)
    expect(openLibrary(base).preferences()).toEqual(usual)
  }
})
