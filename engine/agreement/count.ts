import type { Unit } from '#shared/model/agreement.ts'
import { blocksOf, countsByBlock, type SourceBlocks } from './blocks.ts'
import type { AgreementInput } from './compute-agreement.ts'
import { Draws, type Sparse } from './draws.ts'
import { type CodeTables, gather } from './gather.ts'
import type { Resampling } from './resampling.ts'
import { atOnce, type Steps } from './steps.ts'
import { type AgreementSource, type SourceTally, tallySource } from './tally.ts'

/** Two coders' codings counted, with what every figure of them needs besides. */
export interface Counted {
  coders: readonly [string, string]
  unit: Unit
  sources: readonly AgreementSource[]
  /** Of the sources, in their order. */
  tallies: readonly SourceTally[]
  /** Of the codes asked for, in their order. */
  codes: readonly CodeTables[]
  resampling: Resampling
  drawing: Drawing
}

/** What is drawn for intervals, or why nothing is; null where no intervals are wanted. */
export type Drawing = { draws: Draws; blocks: SourceBlocks } | { why: string } | null

/** What a code's tables are on the draws: its cells by block; null where nothing is drawn. */
export const drawnCounts = ({ drawing, tallies }: Counted, tables: CodeTables): Sparse | null =>
  drawing && 'draws' in drawing ? countsByBlock(tables, tallies, drawing.blocks) : null

/** The codes that have others beneath them: they are also counted with those. */
export function familiesOf({ codes, options }: Pick<AgreementInput, 'codes' | 'options'>): string[] {
  const parents = new Set([...(options?.ancestors?.values() ?? [])].flat())
  return codes.filter(code => parents.has(code))
}

/** What a theme's codes, counted as one, are found under among the unions. */
export const themeKey = (theme: string): string => `theme ${theme}`

/** Counts every source and prepares what is drawn. Throws `damaged` where a coding does not fit its text. */
export const count = (input: AgreementInput): Counted => atOnce(countSteps(input))

/** The same in steps, a source in each. */
export function* countSteps({ coders, unit, codes, sources, options = {} }: AgreementInput): Steps<Counted> {
  const wanted = {
    unit,
    codes: new Set(codes),
    unions: unionsOf({ codes, options }),
    skipAroundMail: options.skipAroundMail ?? false,
  }
  const tallies: SourceTally[] = []
  for (const source of sources) {
    tallies.push(tallySource(source, wanted))
    yield tallies.length / sources.length
  }
  return among({
    coders,
    unit,
    sources,
    tallies,
    codes,
    resampling: options.resampling ?? { replicates: 2000, seed: 1 },
  })
}

/** The same of some of the sources only: what is drawn are these. */
export function countedAmong(counted: Counted, sources: ReadonlySet<string>): Counted {
  const places = counted.tallies.flatMap((tally, k) => (sources.has(tally.source) ? [k] : []))
  return among({
    ...counted,
    sources: places.flatMap(k => counted.sources[k] ?? []),
    tallies: places.flatMap(k => counted.tallies[k] ?? []),
    codes: counted.codes.map(({ code }) => code),
  })
}

function among(counting: Omit<Counted, 'codes' | 'drawing'> & { codes: readonly string[] }): Counted {
  const { tallies, unit, sources, resampling } = counting
  const prepare = (): Drawing => {
    if (resampling.replicates === 0) return null
    const blocks = blocksOf(tallies, unit, k => sources[k]?.segments() ?? [])
    return 'why' in blocks ? blocks : { blocks, draws: new Draws(blocks, resampling) }
  }
  return { ...counting, codes: gather(tallies, counting.codes, 'codes'), drawing: prepare() }
}

/** Every code's unions: itself where it has codes beneath it, those above it, and its themes. */
function unionsOf({ codes, options = {} }: Pick<AgreementInput, 'codes' | 'options'>): Map<string, string[]> {
  const unions = new Map<string, string[]>()
  const put = (code: string, union: string): void => {
    const own = unions.get(code)
    if (own) own.push(union)
    else unions.set(code, [union])
  }
  const families = new Set(familiesOf({ codes, options }))
  for (const code of families) put(code, code)
  for (const [code, above] of options.ancestors ?? []) {
    for (const ancestor of above) if (families.has(ancestor)) put(code, ancestor)
  }
  for (const group of options.groups ?? []) {
    if (group.kind === 'theme') for (const code of new Set(group.codes)) put(code, themeKey(group.id))
  }
  return unions
}
