import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { tandem } from '../helpers/command-line.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const golden = '../shared/golden/agreement.json'
const judge = '../shared/golden/tools/compare.py'
const hasPython = spawnSync('python3', ['--version']).status === 0

it.skipIf(!existsSync(judge) || !hasPython)(
  '`tandem stats` on the golden file passes its own judge, strictly (skipped without python3 or ../shared/golden)',
  { timeout: 300_000 },
  async () => {
    const folder = temporaryFolder()
    const ran = await tandem(join(folder, 'library'), ['stats', golden, '--json'])
    expect(ran.code).toBe(0)
    const out = join(folder, 'out.json')
    writeFileSync(out, ran.stdout)
    const judged = spawnSync('python3', [judge, golden, out, '--strict'], { encoding: 'utf8' })
    expect(judged.stdout.trim()).toMatch(/^\d+ ok, 0 failed, 0 missing cases, 0 absent values$/)
    expect(judged.status).toBe(0)
  },
)
