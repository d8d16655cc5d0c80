import type { AgreementCell, AgreementReport, Unit } from '#shared/model/agreement.ts'
import type { KeptCell, KeptCode, KeptOptions, KeptResult } from '#shared/model/kept-agreement.ts'
import { all, type Db, first } from '../../db/sql.ts'
import { pairOf } from '../../disagreements/in-round.ts'
import { type Change, made } from '../../history/changes.ts'
import type { KeptRound } from '../../rounds/queries.ts'
import { version } from '../../version.ts'
import { computation } from '../computation.ts'
import { compare } from '../handlers.ts'
import { type PackedCell, Phrases, packCell, unpackCell } from './pack.ts'
import { type CodeThen, type SourceThen, type State, stateOf } from './state.ts'

/** A result with what it was computed from, as read from its row or about to become one. */
export interface Kept {
  result: Omit<KeptResult, 'changedSince' | 'maker'>
  maker: string | null
  sources: SourceThen[]
  /** The codes used or asked for and all above them. */
  codes: CodeThen[]
  /** The rules by which words and sentences are told apart come with the program that runs Tandem. */
  icu: string
}

interface StoredResult {
  id: string
  round: string
  round_title: string
  occasion: 'submitted' | 'asked'
  made_by: string | null
  made_at: number
  unit: Unit
  options: string
  computation: number
  app: string
  state: string
  inputs: string
  n: number
  figures: string
}

interface StoredInputs {
  coders: [id: string, initials: string][]
  sources: [id: string, text: string, codings: string, aside: string][]
  codes: [id: string, parent: string | null, name: string][]
  icu: string
}

interface StoredFigures {
  phrases: string[]
  overall: PackedCell
  codes: [code: string, own: PackedCell, withDescendants?: PackedCell][]
}

/** The draws behind the intervals of a result, unless asked otherwise: the same as everywhere. */
export const usualDraws = { replicates: 2000, seed: 1 }

/** This program's rules for words and sentences, by version. */
export const textRules = (): string => process.versions.icu ?? ''

/** A round's figures as they are at this moment. The caller has seen to it that they may be shown. */
export function computeNow(db: Db, round: KeptRound, unit: Unit, options: KeptOptions) {
  const state = stateOf(db, round, { unit, ...options })
  const { withInterviewer, withQuoted, replicates, seed } = options
  const report = compare(db, {
    coders: pairOf(round),
    sources: round.sources,
    round: round.id,
    unit,
    codes: options.codes ?? undefined,
    withInterviewer,
    withQuoted,
    resampling: { replicates, seed },
  })
  return { state, n: report.n, overall: cellOf(report.overall), codes: codesOf(report, state) }
}

/** The row that keeps a round's figures as they are at this moment. */
export function keptNow(
  db: Db,
  round: KeptRound,
  { unit, options }: { unit: Unit; options: KeptOptions },
  by: { id: string; maker: string | null; at: number; occasion: 'submitted' | 'asked' },
): Change {
  const { state, n, overall, codes } = computeNow(db, round, unit, options)
  const phrases = new Phrases()
  const cells: Omit<StoredFigures, 'phrases'> = {
    overall: packCell(overall, phrases),
    codes: codes.map(code => [
      code.code,
      packCell(code, phrases),
      ...(code.withDescendants ? [packCell(code.withDescendants, phrases)] : []),
    ]) as StoredFigures['codes'],
  }
  const inputs: StoredInputs = {
    coders: round.coders.map(({ id, initials }) => [id, initials]),
    sources: state.sources.map(source => [source.id, source.text, source.codings, source.aside]),
    codes: state.codes.map(code => [code.id, code.parent, code.name]),
    icu: textRules(),
  }
  return made('kept_results', by.id, {
    round: round.id,
    round_title: round.title,
    occasion: by.occasion,
    made_by: by.maker,
    made_at: by.at,
    unit,
    options: JSON.stringify(options),
    computation,
    app: version(),
    state: state.hash,
    inputs: JSON.stringify(inputs),
    n,
    figures: JSON.stringify({ phrases: phrases.list, ...cells } satisfies StoredFigures),
  })
}

/** A kept result by id, or undefined. */
export function keptResult(db: Db, id: string): Kept | undefined {
  const stored = first<StoredResult>(db, 'SELECT * FROM kept_results WHERE id = ?', id)
  return stored && read(stored)
}

/** The results kept of a round, or of all (null), oldest first. */
export const keptResults = (db: Db, round: string | null): Kept[] =>
  all<StoredResult>(
    db,
    'SELECT * FROM kept_results WHERE ? IS NULL OR round = ? ORDER BY made_at, id',
    round,
    round,
  ).map(read)

/** Every round that has results, the first kept first, with the title it had. */
export const roundsWithResults = (db: Db): { id: string; title: string }[] =>
  all(
    db,
    'SELECT round AS id, min(round_title) AS title FROM kept_results GROUP BY round ORDER BY min(made_at), round',
  )

function read(stored: StoredResult): Kept {
  const inputs = JSON.parse(stored.inputs) as StoredInputs
  const figures = JSON.parse(stored.figures) as StoredFigures
  const phrases = new Phrases(figures.phrases)
  const codes = inputs.codes.map(([id, parent, name]) => ({ id, parent, name }))
  const pathOf = pathsIn(codes)
  return {
    result: {
      id: stored.id,
      round: stored.round,
      title: stored.round_title,
      madeAt: new Date(stored.made_at).toISOString(),
      occasion: stored.occasion,
      unit: stored.unit,
      options: JSON.parse(stored.options) as KeptOptions,
      computation: stored.computation,
      app: stored.app,
      state: stored.state,
      n: stored.n,
      sources: inputs.sources.length,
      coders: inputs.coders.map(([id, initials]) => ({ id, initials })),
      overall: unpackCell(figures.overall, phrases),
      codes: figures.codes.map(([code, own, family]) => ({
        code,
        ...pathOf(code),
        ...unpackCell(own, phrases),
        ...(family ? { withDescendants: unpackCell(family, phrases) } : {}),
      })),
    },
    maker: stored.made_by,
    sources: inputs.sources.map(([id, text, codings, aside]) => ({ id, text, codings, aside })),
    codes,
    icu: inputs.icu,
  }
}

/** Every code of a report; those above others also with them, where one of these was compared. */
function codesOf(report: AgreementReport, state: State): KeptCode[] {
  const parents = new Set(state.codes.map(code => code.parent))
  const pathOf = pathsIn(state.codes)
  return report.codes.map(code => ({
    code: code.code,
    ...pathOf(code.code),
    ...cellOf(code),
    ...(code.withDescendants && parents.has(code.code)
      ? { withDescendants: cellOf(code.withDescendants) }
      : {}),
  }))
}

const cellOf = ({ counts, passages, figures }: AgreementCell): KeptCell => ({
  counts,
  passages,
  figures: Object.fromEntries(
    Object.entries(figures).map(([name, { analytic: _, ...figure }]) => [name, figure]),
  ),
})

/** Names and paths of codes as they were called. */
function pathsIn(codes: readonly CodeThen[]): (code: string) => { name: string; path: string[] } {
  const known = new Map(codes.map(code => [code.id, code]))
  return id => {
    const path: string[] = []
    for (let at = known.get(id); at; at = known.get(at.parent ?? '')) path.unshift(at.name)
    return { name: path.at(-1) ?? '', path }
  }
}
