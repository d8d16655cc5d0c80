import { cpus, totalmem } from 'node:os'

/** `npm run bench [-- NAME… [--FLAG…]]`: runs the benchmarks named and prints one JSON document. */
const benches: Record<string, (flags: readonly string[]) => Promise<object>> = {
  agreement: async () => (await import('./agreement.bench.ts')).bench(),
  counts: async () => (await import('./counts.bench.ts')).bench(),
  docket: async () => (await import('./docket.bench.ts')).bench(),
  encryption: async () => (await import('./encryption.bench.ts')).bench(),
  engine: async () => (await import('./engine.bench.ts')).bench(),
  kept: async () => (await import('./kept.bench.ts')).bench(),
  handout: async () => (await import('./handout.bench.ts')).bench(),
  import: async flags => (await import('./import/import.bench.ts')).bench(flags),
  merge: async () => (await import('./merge.bench.ts')).bench(),
  reports: async () => (await import('./reports.bench.ts')).bench(),
  viewer: async flags => (await import('./viewer/viewer.bench.ts')).bench(flags),
}

/** What runs where nothing is named. Not the viewer, which opens browsers, the import and encryption: they take many minutes. */
const usual = ['agreement', 'engine']

const given = process.argv.slice(2)
const flags = given.filter(each => each.startsWith('--'))
const wanted = given.filter(each => !each.startsWith('--'))
const unknown = wanted.find(name => !(name in benches))
if (unknown !== undefined) {
  console.error(`There is no benchmark “${unknown}”. Known: ${Object.keys(benches).join(', ')}.`)
  process.exitCode = 2
} else {
  const results: Record<string, object> = {}
  for (const [name, run] of Object.entries(benches)) {
    if ((wanted.length === 0 ? usual : wanted).includes(name)) results[name] = await run(flags)
  }
  const machine = { node: process.version, cores: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30) }
  console.log(JSON.stringify({ unit: 'ms', machine, results }, null, 2))
}
