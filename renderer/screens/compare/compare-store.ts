import { create } from 'zustand'
import type { GroupAgreement, Unit } from '#shared/model/agreement.ts'
import type { DisagreementKind } from '#shared/model/disagreement.ts'
import type { GivenBy, ManyFigureName } from '#shared/model/many-coders.ts'
import type { Round } from '#shared/model/round.ts'

/** Which of the four cells of a code's table, or everything on which the two differ. */
export type Cell = 'both' | 'onlyA' | 'onlyB' | 'neither' | 'differ'

/** A figure that was opened: of one code or all, in one source or all. */
export interface Drill {
  code: string | null
  source: string | null
  cell: Cell
  /** Id of the figure's column where it is not a count. */
  figure?: string
  /** Only codes or sources of these: a framework, a theme, a data set. */
  among?: { kind: GroupAgreement['kind']; id: string; name: string }
}

/** A figure of several coders that was opened: of one code or all, what all, some or one gave, or everything. */
export interface ManyDrill {
  code: string | null
  given: keyof GivenBy | null
  /** Id of the figure's column where it is not a count. */
  figure?: ManyFigureName
}

/** Which of two codes' passages: where both stand, where only the first coder's does, only the second's. */
export type PairPart = 'both' | 'onlyA' | 'onlyB'

/** A code of the first coder and one of the second that were opened; null: whatever the other gave, nothing. */
export interface PairDrill {
  pair: { a: string; b: string | null } | { a: null; b: string }
  part: PairPart
}

/** A difference that was opened, by id. */
export interface DifferenceDrill {
  difference: string
}

/** The cell that was opened, where it is one. */
export const cellOpened = (drill: CompareState['drill']): Drill | null =>
  drill && 'cell' in drill ? drill : null

export type MatrixMeasure = 'differing' | 'percent' | 'kappa'

interface CompareState {
  /** The round compared; null: the one that is most worth looking at, or two people outside rounds. */
  round: string | null
  /** Two people compared outside rounds; null: a round is compared. */
  pair: readonly [string, string] | null
  /** Further people compared with the pair; empty: two are compared. */
  more: readonly string[]
  /** The unit chosen; null: as the round was planned. */
  unit: Unit | null
  withInterviewer: boolean
  /** Whether quoted replies and signatures of emails count. */
  withQuoted: boolean
  /** Id of a view of `compareViews`. */
  view: string
  measure: MatrixMeasure
  /** Which differences are listed; null: all. */
  differences: { kind: DisagreementKind | null; code: string | null; source: string | null }
  /** Whether codings of sub-codes count for the codes above them. */
  family: boolean
  /** Whether coefficients were asked for in a reflexive study. */
  coefficients: boolean
  drill: Drill | PairDrill | DifferenceDrill | null
  /** What was opened while more than two are compared. */
  manyDrill: ManyDrill | null
  /** Key of the passage shown in the transcript, or null while the figures are shown. */
  reading: string | null
  choose(what: Partial<Omit<CompareState, 'choose'>>): void
}

/** The unit to count in: the one chosen, else as the round was planned, else characters. */
export const unitFor = (chosen: Unit | null, round: Round | null): Unit =>
  chosen ?? round?.plan?.unit ?? 'character'

/** What is compared and how it is looked at; kept while the window lives, never study data. */
export const useCompare = create<CompareState>(set => ({
  round: null,
  pair: null,
  more: [],
  unit: null,
  withInterviewer: true,
  withQuoted: false,
  view: 'codes',
  measure: 'differing',
  differences: { kind: null, code: null, source: null },
  family: false,
  coefficients: false,
  drill: null,
  manyDrill: null,
  reading: null,
  choose: what => set(what),
}))
