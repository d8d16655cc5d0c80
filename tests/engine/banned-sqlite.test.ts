import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const rules = fileURLToPath(new URL('../../config/banned-sqlite.grit', import.meta.url))
const biome = fileURLToPath(new URL('../../node_modules/@biomejs/biome/bin/biome', import.meta.url))

function linted(line: string) {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'biome.json'), JSON.stringify({ root: true, plugins: [rules] }))
  writeFileSync(join(folder, 'probe.ts'), `export const work = (db: Db): unknown => ${line}\n`)
  return spawnSync(process.execPath, [biome, 'lint', 'probe.ts'], { cwd: folder, encoding: 'utf8' })
}

describe('lint of the engine', () => {
  it.each([
    ['db.serialize()', 'serialize() gives'],
    ["db.loadExtension('x')", 'foreign code'],
    ["db.backup('x')", 'without checking the copy'],
    ['db.exec("ATTACH \'x\' AS y")', 'ATTACH opens'],
  ])('refuses %s', (line, why) => {
    expect(linted(line).stderr).toContain(why)
  })

  it('takes an ordinary statement', () => {
    expect(linted("db.exec('DELETE FROM answered')").stderr).not.toContain('plugin')
  })
})
