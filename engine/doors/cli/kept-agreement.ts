import type { Client } from '#shared/contract/client.ts'
import { TandemError } from '#shared/errors.ts'
import type { Unit } from '#shared/model/agreement.ts'
import type { Drift, DriftGroup } from '#shared/model/drift.ts'
import type {
  AgreementChange,
  KeptCell,
  KeptResult,
  KeptSummary,
  Reproduction,
} from '#shared/model/kept-agreement.ts'
import type { Context, Values } from './command.ts'
import { allCodes, list, text, UsageError } from './lookups.ts'
import { showFigure } from './show-figure.ts'

/** What `agreement` can do besides comparing, each by an option. */
const modes = ['keep', 'kept', 'reproduce', 'change', 'drift'] as const

type Mode = (typeof modes)[number]

/** The options of these, for the command's help. */
export const keptOptions = {
  keep: { type: 'boolean' },
  kept: { type: 'boolean' },
  reproduce: { type: 'string' },
  change: { type: 'string', multiple: true },
  drift: { type: 'boolean' },
  stretches: { type: 'string' },
} as const

export const keptExplains = {
  keep: 'keep the round’s figures as they are now, with what they were computed from',
  kept: 'list the results kept, and whether they would come out the same now',
  reproduce:
    'compute a kept result again, by its id, and say what differs and why; exits with 1 where it does',
  change: 'lay two kept results side by side, by their ids: A,B',
  drift: 'agreement by the order in which each coder coded the sources, and by week',
  stretches: 'into how many stretches --drift cuts the order; 5 where absent',
}

/** The one that was asked for, or null; refuses two at once. */
export function keptMode(values: Values): Mode | null {
  const [mode, another] = modes.filter(each => values[each] !== undefined && values[each] !== false)
  if (another) throw new UsageError(`--${mode} and --${another} are two things: give one.`)
  return mode ?? null
}

interface Counted {
  unit?: Unit
  withInterviewer: boolean
  withQuoted: boolean
  codes?: string[]
}

/** Does it. `whichRound` says which round was meant; null where two coders were named instead. */
export async function runKept(
  mode: Mode,
  { values, client, answer, failed }: Context,
  counted: Counted,
  whichRound: () => Promise<string | null>,
): Promise<void> {
  const mustRound = async (): Promise<string> => {
    const round = await whichRound()
    if (round === null) throw new UsageError(`--${mode} is for a round: name one with --round.`)
    return round
  }
  if (mode === 'keep') {
    const kept = await client.agreement.keep({ round: await mustRound(), ...counted })
    return answer(summaryJson(kept), () => `Kept as ${kept.id}\n${line(kept)}`)
  }
  if (mode === 'kept') {
    const given = text(values, 'round') === undefined ? {} : { round: await mustRound() }
    const { results, hidden } = await client.agreement.kept(given)
    return answer({ results: results.map(summaryJson), hidden }, () =>
      results.length + hidden.length === 0
        ? 'No result is kept.'
        : [...results.flatMap(kept => [line(kept), ...kept.changedSince.map(indented)]), ...hidden].join(
            '\n',
          ),
    )
  }
  if (mode === 'reproduce') {
    const found = await client.agreement.reproduce({
      result: await keptNamed(client, text(values, 'reproduce') ?? ''),
    })
    if (!found.same) failed()
    return answer(reproductionJson(found), () => reproductionWords(found))
  }
  if (mode === 'change') {
    const [from, to, more] = list(values, 'change')
    if (!from || !to || more) throw new UsageError('--change takes two kept results: A,B.')
    const change = await client.agreement.change({
      from: await keptNamed(client, from),
      to: await keptNamed(client, to),
    })
    return answer(changeJson(change), () => changeWords(change))
  }
  const stretches = text(values, 'stretches')
  const drift = await client.agreement.drift({
    round: await mustRound(),
    ...counted,
    ...(stretches === undefined ? {} : { stretches: Number(stretches) }),
  })
  const names = new Map((await allCodes(client)).map(code => [code.id, code.name]))
  const titles = new Map((await client.sources.list({})).map(source => [source.id, source.title]))
  answer(driftJson(drift, names, titles), () => driftWords(drift))
}

/** The id of a kept result by id or by its number in the list of all. */
async function keptNamed(client: Client, word: string): Promise<string> {
  const { results } = await client.agreement.kept({})
  const found = /^\d+$/.test(word) ? results[Number(word) - 1] : results.find(({ id }) => id === word)
  if (found) return found.id
  throw new TandemError(
    'not-found',
    `There is no kept result “${word}” in this study, or it is hidden.`,
    'tandem agreement STUDY --kept lists them.',
  )
}

/** Figures beside the counts under their own names, as `agreement` prints them. */
const flat = <T extends { figures: KeptCell['figures'] }>({ figures, ...rest }: T) => ({
  ...rest,
  ...figures,
})

const summaryJson = (kept: KeptSummary) => ({ ...kept, overall: flat(kept.overall) })

const resultJson = (kept: KeptResult) => ({
  ...kept,
  overall: flat(kept.overall),
  codes: kept.codes.map(({ withDescendants, ...code }) => ({
    ...flat(code),
    ...(withDescendants ? { withDescendants: flat(withDescendants) } : {}),
  })),
})

const reproductionJson = (found: Reproduction) => ({
  ...found,
  result: resultJson(found.result),
  differing: found.differing.map(cell => ({
    ...cell,
    kept: cell.kept && flat(cell.kept),
    now: cell.now && flat(cell.now),
  })),
})

const changedJson = <T extends { from: KeptCell | null; to: KeptCell | null }>(cell: T) => ({
  ...cell,
  from: cell.from && flat(cell.from),
  to: cell.to && flat(cell.to),
})

const changeJson = (change: AgreementChange) => ({
  ...change,
  from: summaryJson(change.from),
  to: summaryJson(change.to),
  overall: changedJson(change.overall),
  codes: change.codes.map(changedJson),
})

function driftJson(drift: Drift, names: ReadonlyMap<string, string>, titles: ReadonlyMap<string, string>) {
  const group = (each: DriftGroup) => ({
    ...each,
    codes: each.codes.map(code => ({ ...code, name: names.get(code.code) ?? '' })),
  })
  return {
    ...drift,
    coders: drift.coders.map(coder => ({
      ...coder,
      order: coder.order.map(place => ({ ...place, title: titles.get(place.source) ?? '' })),
      byOrder: coder.byOrder.map(group),
      byWeek: coder.byWeek.map(group),
    })),
  }
}

const indented = (words: string): string => `  ${words}`

const line = ({ id, title, madeAt, unit, n, coders, overall, changedSince }: KeptSummary): string =>
  [
    id,
    madeAt,
    `“${title}”`,
    coders.map(coder => coder.initials).join(' and '),
    `unit ${unit}, n ${n}`,
    `agreement ${showFigure(overall.figures.percent_agreement)}`,
    `kappa ${showFigure(overall.figures.cohen_kappa)}`,
    changedSince.length === 0 ? 'from the same data still' : 'changed since',
  ].join('\t')

function reproductionWords({ same, compared, differing, why }: Reproduction): string {
  const verdict = same
    ? `The same: ${compared} figures came out as they were kept.`
    : compared === 0
      ? 'It cannot be computed again.'
      : `Not the same: ${differing.length} of the tables differ.`
  return [
    verdict,
    ...why.map(indented),
    ...differing.map(
      ({ name, withDescendants, kept, now }) =>
        `${name ?? 'overall'}${withDescendants ? ', with those beneath it' : ''}\tkappa ${showFigure(kept?.figures.cohen_kappa)}, now ${showFigure(now?.figures.cohen_kappa)}\tboth ${kept?.passages.both ?? 'n/a'}, now ${now?.passages.both ?? 'n/a'}`,
    ),
  ].join('\n')
}

function changeWords({ from, to, whyNot, overallWhyNot, notes, overall, codes }: AgreementChange): string {
  const row = (name: string, cell: AgreementChange['overall']): string => {
    const figure = (which: 'percent_agreement' | 'cohen_kappa' | 'f1_dice'): string => {
      const by = cell.differences[which]
      const step = by === undefined ? '' : ` (${by < 0 ? '' : '+'}${by.toFixed(3)})`
      return `${showFigure(cell.from?.figures[which])} → ${showFigure(cell.to?.figures[which])}${step}`
    }
    return `${name}\tagreement ${figure('percent_agreement')}\tkappa ${figure('cohen_kappa')}\tF1 ${figure('f1_dice')}`
  }
  return [
    `“${from.title}” (${from.madeAt}) and “${to.title}” (${to.madeAt})`,
    ...new Set([...whyNot, ...(overallWhyNot === null ? [] : [overallWhyNot]), ...notes]),
    row('overall', overall),
    ...codes.map(code => row(code.path.join(' > '), code)),
  ].join('\n')
}

function driftWords({ unit, reading, coders }: Drift): string {
  const row = (name: string, { sources, n, own, other, overall }: DriftGroup): string =>
    `  ${name}\t${sources.length === 1 ? '1 source' : `${sources.length} sources`}, n ${n}\tagreement ${showFigure(overall.percent_agreement)}\tkappa ${showFigure(overall.cohen_kappa)}\tF1 ${showFigure(overall.f1_dice)}\tcodings per source ${own.codings.toFixed(1)} (other ${other.codings.toFixed(1)})\tcodes ${own.codes.toFixed(1)} (${other.codes.toFixed(1)})`
  return [
    `Unit ${unit}. ${reading}`,
    ...coders.flatMap(coder => [
      `${coder.initials}, in the order of coding`,
      ...coder.notes.map(indented),
      ...coder.byOrder.map(group => row(`sources ${group.places?.join(' to ')}`, group)),
      `${coder.initials}, by week`,
      ...coder.byWeek.map(group => row(`from ${group.week}`, group)),
    ]),
  ].join('\n')
}
