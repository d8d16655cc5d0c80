import { type OverlapRule, overlapInWords } from '#shared/model/agreed-rule.ts'
import type { Code, Framework } from '#shared/model/codebook.ts'
import type { CodedPassage, Layer } from '#shared/model/coding.ts'
import { type GivenRuling, isForNothing } from '#shared/model/disagreement.ts'
import { readersOf } from './readers.ts'
import type { StudyReader } from './study-reader.ts'
import type { StyledRun } from './styled-runs.ts'
import { layersNote, withheldNote } from './words.ts'

/** What is the same of every codings export, whatever its format. */
export const codingsExport = {
  what: 'codings',
  whatName: 'Codings',
  description:
    'Every coding with its words, its source and speaker, its coder, and how differences were settled.',
}

/** What became of a coding when its round was compared, in words; empty where there is nothing to say. */
export interface Settlement {
  outcome: string
  reason: string
  reviewer: string
}

/** A coding with everything an export shows of it. */
export interface CodingRow {
  passage: CodedPassage
  /** Its words as the original shows them; worked out where they are asked for. */
  runs: () => StyledRun[]
  framework: string
  /** The whole path of the code. */
  path: string[]
  dataSet: string
  attribution: string
  round: string
  settlement: Settlement
}

/** The codings of some layers, layer by layer, in the order of sources and text. */
export function codingRows(study: StudyReader, layers: readonly Layer[]): CodingRow[] {
  const codes = new Map(
    study
      .frameworks()
      .flatMap(framework => framework.codes.map(code => [code.id, { code, framework }] as const)),
  )
  const dataSets = new Map(study.sources().map(source => [source.id, source.dataSet?.name ?? '']))
  const rounds = new Map(study.rounds().map(round => [round.id, round.title]))
  const settled = settlements(study)
  return layers.flatMap(layer =>
    study.passages(layer).map(passage => ({
      passage,
      runs: () => study.styled(passage),
      framework: codes.get(passage.code)?.framework.name ?? '',
      path: codes.get(passage.code)?.code.path ?? passage.codePath,
      dataSet: dataSets.get(passage.source) ?? '',
      attribution: study.attribution(passage),
      round: passage.round === null ? '' : (rounds.get(passage.round) ?? ''),
      settlement: settled(passage),
    })),
  )
}

const nothing: Settlement = { outcome: '', reason: '', reviewer: '' }
const agreed: Settlement = { ...nothing, outcome: 'Both coders agreed' }

/** Looks up what became of a coding of either layer. */
function settlements(study: StudyReader): (passage: CodedPassage) => Settlement {
  const names = new Map(study.members().map(({ id, name }) => [id, name]))
  const ofCoding = new Map<string, Settlement>()
  const ofRuling = new Map<string, Settlement>()
  for (const round of study.comparedRounds()) {
    for (const { sides } of round.agreed) {
      for (const { id } of Object.values(sides).flat()) ofCoding.set(id, agreed)
    }
    for (const item of round.differences) {
      const { sides, ruling, byRule } = item
      const words: Settlement = ruling
        ? {
            outcome: outcomeText(
              ruling,
              readersOf(item, round).names,
              isForNothing(item, ruling.outcome, round.coderIds),
            ),
            reason: ruling.reason,
            reviewer: names.get(ruling.reviewer) ?? '',
          }
        : { ...nothing, outcome: byRule ? settledByRule(byRule) : 'Not settled yet' }
      if (ruling) ofRuling.set(ruling.id, words)
      // A coding that differs from several others is named with the first of them that is settled.
      for (const { id } of Object.values(sides).flat()) {
        const known = ofCoding.get(id)
        if (!known || known === agreed || known.reviewer === '') ofCoding.set(id, words)
      }
    }
  }
  return ({ id, layer, ruling, byRule }) => {
    if (layer === 'independent') return ofCoding.get(id) ?? nothing
    if (ruling !== null) return ofRuling.get(ruling) ?? nothing
    return byRule ? { ...nothing, outcome: settledByRule(byRule) } : agreed
  }
}

/** What the round's rule settled, in words. */
export const settledByRule = (rule: OverlapRule): string => `Agreed by rule: ${overlapInWords(rule)}`

/** A ruling's outcome in words: whose coding stands, or that the side that stands has none (`isForNothing`). */
export function outcomeText(
  { outcome }: Pick<GivenRuling, 'outcome'>,
  [a, b]: readonly [string, string],
  isForNothing: boolean,
): string {
  if (isForNothing) return `${outcome === 'a' ? a : b}’s side stands: nothing is coded`
  switch (outcome) {
    case 'a':
      return `${a}’s coding stands`
    case 'b':
      return `${b}’s coding stands`
    case 'both':
      return 'Both codings stand'
    case 'extent':
      return 'A new extent'
    case 'code':
      return 'Another code'
    case 'neither':
      return 'Neither coding stands'
  }
}

/** Who a coding is from: its coder, or how the consensus came about. */
export function fromWhom({ passage, settlement: { outcome, reviewer } }: CodingRow): string {
  if (passage.layer === 'independent') return passage.coderName ?? ''
  return reviewer === '' ? outcome : `${outcome}, ruled by ${reviewer}`
}

export interface CodePassages {
  code: Code
  rows: CodingRow[]
}

/** Codings to be read code by code. */
export interface PassagesByCode {
  frameworks: {
    framework: Framework
    /** In tree order: every code with passages, and the codes above one, which may have none of their own. */
    codes: CodePassages[]
  }[]
  /** How many codings there are: a passage with two codes, or of two coders, counts twice. */
  codings: number
  /** Lines about the layer and what is left out. */
  notes: string[]
}

/** The passages under their codes: of the layer asked for, else the consensus, else the independent codings. */
export function passagesByCode(study: StudyReader): PassagesByCode {
  const first = study.layer ?? 'consensus'
  let rows = codingRows(study, [first])
  const fellBack = study.layer === null && rows.length === 0
  if (fellBack) rows = codingRows(study, ['independent'])
  const byCode = Map.groupBy(rows, row => row.passage.code)
  return {
    frameworks: study
      .frameworks()
      .toSorted((a, b) => Number(b.kind === 'inductive') - Number(a.kind === 'inductive'))
      .map(framework => ({ framework, codes: withPassages(framework.codes, byCode) }))
      .filter(({ codes }) => codes.length > 0),
    codings: rows.length,
    notes: [
      layersNote([fellBack ? 'independent' : first]),
      ...(fellBack ? ['There is no consensus yet: each coder’s own codings are shown instead.'] : []),
      ...(study.withheld ? [withheldNote] : []),
    ],
  }
}

function withPassages(codes: readonly Code[], byCode: Map<string, CodingRow[]>): CodePassages[] {
  const parents = new Map(codes.map(({ id, parent }) => [id, parent]))
  const shown = new Set<string>()
  for (const { id } of codes) {
    if (!byCode.has(id)) continue
    for (let at: string | null = id; at !== null && !shown.has(at); at = parents.get(at) ?? null)
      shown.add(at)
  }
  return codes.filter(({ id }) => shown.has(id)).map(code => ({ code, rows: byCode.get(code.id) ?? [] }))
}

/** `3 codings`. */
export const countOf = (n: number): string => (n === 1 ? '1 coding' : `${n.toLocaleString('en-GB')} codings`)
