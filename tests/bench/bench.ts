import { cpus, totalmem } from 'node:os'
import type { Figure } from './measure.ts'

/** `npm run bench [-- NAME…]`: runs the benchmarks named, or all, and prints one JSON document. */
const benches: Record<string, () => Promise<Figure[]>> = {
  agreement: async () => (await import('./agreement.bench.ts')).bench(),
  engine: async () => (await import('./engine.bench.ts')).bench(),
}

const wanted = process.argv.slice(2)
const unknown = wanted.find(name => !(name in benches))
if (unknown !== undefined) {
  console.error(`There is no benchmark “${unknown}”. Known: ${Object.keys(benches).join(', ')}.`)
  process.exitCode = 2
} else {
  const results: Record<string, Figure[]> = {}
  for (const [name, run] of Object.entries(benches)) {
    if (wanted.length === 0 || wanted.includes(name)) results[name] = await run()
  }
  const machine = { node: process.version, cores: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30) }
  console.log(JSON.stringify({ unit: 'ms', machine, results }, null, 2))
}
