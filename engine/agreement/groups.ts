import type { AgreementCell, GroupAgreement } from '#shared/model/agreement.ts'
import { type Counted, countedAmong, drawnCounts, themeKey } from './count.ts'
import { explain } from './explain.ts'
import { cellOverCodes, codeCell, gather, sum } from './gather.ts'
import { intervalSteps, type Resampled, type ResampledOver } from './intervals.ts'
import type { TableWords } from './pair-table.ts'
import type { Steps } from './steps.ts'

/**
 * What is reported together: codes (of a framework; of a theme, with those of its sub-themes and those beneath them)
 * or the sources of a data set.
 */
export type AskedGroup = { id: string; name: string } & (
  | { kind: 'framework' | 'theme'; codes: readonly string[] }
  | { kind: 'dataSet'; sources: readonly string[] }
)

/** Groups with their figures, and what of them still takes intervals from the draws of all sources. */
export interface FoundGroups {
  reports: GroupAgreement[]
  unions: Resampled[]
  over: ResampledOver[]
}

const eachOnce = 'each code and unit counts once'
const averages =
  'pooled_kappa averages observed and chance agreement over codes; the means take defined kappas only and say how many were left out.'
const poolings: Record<GroupAgreement['kind'], string> = {
  framework: `The tables of the framework’s codes that are compared are summed: ${eachOnce}. ${averages}`,
  theme:
    'A unit carries the theme where it carries any code of the theme or of its sub-themes, or one beneath such a code: one table, in which every unit counts once.',
  dataSet: `The tables of all codes compared are summed over the sources of the data set: ${eachOnce}. ${averages}`,
}

/** The groups of which a code or a source is compared, in their order. Those of sources draw among these alone. */
export function* groupSteps(
  counted: Counted,
  asked: readonly AskedGroup[],
  allWords: TableWords,
): Steps<FoundGroups> {
  const found: FoundGroups = { reports: [], unions: [], over: [] }
  const places = new Map(counted.codes.map(({ code }, k) => [code, k]))
  const report = (group: AskedGroup, cell: AgreementCell, words: TableWords): void => {
    const { kind, id, name } = group
    found.reports.push({
      kind,
      id,
      name,
      pooling: poolings[kind],
      n: sum(Object.values(cell.counts), n => n),
      ...cell,
      notes: explain(cell.counts, cell.passages, words, counted.coders),
    })
  }
  for (const group of asked) {
    if (group.kind === 'dataSet') {
      const own = countedAmong(counted, new Set(group.sources))
      if (own.tallies.length > 0) report(group, yield* dataSetCell(own, allWords), allWords)
      continue
    }
    const members = [...new Set(group.codes)].flatMap(code => places.get(code) ?? [])
    if (members.length === 0) continue
    if (group.kind === 'framework') {
      const totals = members.flatMap(k => counted.codes[k]?.total ?? [])
      const cell = cellOverCodes(totals, allWords)
      found.over.push({ codes: members, figures: cell.figures })
      report(group, cell, allWords)
      continue
    }
    const [tables] = gather(counted.tallies, [themeKey(group.id)], 'unions')
    if (!tables) continue
    const words = { ...allWords, subject: 'a code of this theme' }
    const cell = codeCell(tables, counted.tallies.length, words)
    found.unions.push({ counts: drawnCounts(counted, tables), figures: cell.figures })
    report(group, cell, words)
  }
  return found
}

function* dataSetCell(own: Counted, words: TableWords): Steps<AgreementCell> {
  const cell = cellOverCodes(
    own.codes.map(tables => tables.total),
    words,
  )
  yield* intervalSteps({
    drawing: own.drawing,
    words,
    codes: own.codes.map(tables => ({ counts: drawnCounts(own, tables) })),
    over: [{ codes: own.codes.map((_, k) => k), figures: cell.figures }],
  })
  return cell
}
