import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Figure } from './measure.ts'

const program = fileURLToPath(new URL('./encryption/one-study.ts', import.meta.url))
const rounds = 3

/**
 * What encryption costs: the same engine on the same texts with its pages encrypted and, which only this bench can do, in
 * plain; by turns, each in a process of its own. A ratio of 1 is no cost.
 */
export async function bench(): Promise<object> {
  const taken: Record<'plain' | 'encrypted', Figure[][]> = { plain: [], encrypted: [] }
  for (let round = 0; round < rounds; round++) {
    for (const how of round % 2 === 0 ? (['plain', 'encrypted'] as const) : (['encrypted', 'plain'] as const))
      taken[how].push(one(how))
  }
  const names = taken.plain[0]?.map(({ name }) => name) ?? []
  /** The middle of the rounds' medians, and the least of all: what else the machine does falls on that one the least. */
  const taking = (how: 'plain' | 'encrypted', name: string) => {
    const figures = taken[how].flatMap(round => round.filter(figure => figure.name === name))
    const medians = figures.map(({ median }) => median).sort((a, b) => a - b)
    return {
      median: medians[Math.floor(rounds / 2)] ?? 0,
      least: Math.min(...figures.map(({ least }) => least)),
    }
  }
  return {
    rounds,
    figures: names.map(name => {
      const [plain, encrypted] = [taking('plain', name), taking('encrypted', name)]
      const ratio = (of: 'median' | 'least') => Math.round((encrypted[of] / plain[of]) * 100) / 100
      return { name, plain, encrypted, ratio: ratio('median'), ratioOfLeast: ratio('least') }
    }),
  }
}

function one(how: string): Figure[] {
  const ran = spawnSync(process.execPath, ['--max-semi-space-size=4', program, how], { encoding: 'utf8' })
  if (ran.status !== 0) throw new Error(`${how}: ${ran.stderr}`)
  return JSON.parse(ran.stdout) as Figure[]
}
