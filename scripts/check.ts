import { spawn } from 'node:child_process'

/** The walls and the spelling, in seconds: types a room at a time, Biome, knip. Prints only what is wrong. */
const steps: [string, string[]][] = [
  ['tsc', ['-b']],
  ['biome', ['check', '--error-on-warnings', '.']],
  ['knip', ['--no-progress']],
]

async function run(
  command: string,
  args: string[],
): Promise<{ command: string; ok: boolean; said: string; ms: number }> {
  const began = performance.now()
  const child = spawn(command, args, { shell: process.platform === 'win32' })
  const said: Buffer[] = []
  child.stdout.on('data', chunk => said.push(chunk))
  child.stderr.on('data', chunk => said.push(chunk))
  const ok = await new Promise<boolean>(resolve => {
    child.once('error', () => resolve(false))
    child.once('close', code => resolve(code === 0))
  })
  return { command, ok, said: Buffer.concat(said).toString(), ms: Math.round(performance.now() - began) }
}

const results = await Promise.all(steps.map(([command, args]) => run(command, args)))
for (const { command, ok, said, ms } of results) {
  console.log(`${command}: ${ok ? 'clean' : 'not clean'} (${(ms / 1000).toFixed(1)} s)`)
  if (!ok) console.log(said)
}
process.exitCode = results.every(result => result.ok) ? 0 : 1
