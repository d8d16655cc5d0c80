import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { begun } from '../helpers/cli-job.ts'
import { builtWindow } from '../helpers/doors.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

describe('as a program', () => {
  const program = fileURLToPath(new URL('../../engine/start.ts', import.meta.url))
  const started = (words: string[], env: Record<string, string> = {}) => {
    const child = spawn(process.execPath, [program, ...words], {
      env: { ...process.env, TANDEM_LIBRARY: temporaryFolder(), ...env },
    })
    onTestFinished(() => {
      child.kill('SIGKILL')
    })
    const said = { stdout: '', stderr: '' }
    child.stdout.on('data', data => {
      said.stdout += data
    })
    child.stderr.on('data', data => {
      said.stderr += data
    })
    const ended = new Promise<number | null>(resolve => child.once('close', code => resolve(code)))
    return { child, said, ended }
  }

  it('goes on and says nothing of it where nobody reads what it says', async () => {
    const { child, said, ended } = started(['--help'])
    child.stdout.destroy()
    expect(await ended).toBe(0)
    expect(said.stderr).toBe('')
  })

  it('ends with the code of its command and keeps the streams apart', async () => {
    const { study } = await begun()
    const check = started(['check', study, '--json'])
    expect(await check.ended).toBe(0)
    expect(JSON.parse(check.said.stdout)).toEqual({ ok: true, breaches: [] })
    expect(check.said.stderr).toBe('')
    const usage = started(['check'])
    expect(await usage.ended).toBe(2)
    expect(usage.said.stdout).toBe('')
  })

  it('serves the app till it is stopped, with one address as JSON', async () => {
    const job = await begun()
    const { child, said, ended } = started(['serve', job.study, '--json'], { TANDEM_RENDERER: builtWindow() })
    await expect.poll(() => said.stdout, { timeout: 20_000 }).toContain('\n')
    const { address } = JSON.parse(said.stdout) as { address: string }
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/)
    const answer = await fetch(address, { redirect: 'manual' })
    expect(answer.status).toBe(303)
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
    expect(existsSync(join(job.study, 'writer.json'))).toBe(false)
  })
})
