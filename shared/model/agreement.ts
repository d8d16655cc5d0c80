/** What is counted: a character is a UTF-16 code unit of the stored text. */
export type Unit = 'character' | 'word' | 'sentence' | 'segment' | 'source'

/** Figures that one table of two coders yields. */
export type CoefficientName =
  | 'percent_agreement'
  | 'cohen_kappa'
  | 'cohen_kappa_max'
  | 'alpha_nominal'
  | 'scott_pi'
  | 'gwet_ac1'
  | 'brennan_prediger'
  | 'positive_agreement'
  | 'negative_agreement'
  | 'jaccard_overlap'
  | 'f1_dice'

/** Figures that put several tables together; the name says how. */
export type PoolingName =
  | 'pooled_kappa'
  | 'mean_of_defined_code_kappas'
  | 'weighted_mean_of_code_kappas'
  | 'mean_of_defined_document_kappas'

export type FigureName = CoefficientName | PoolingName

/** One number with what a reader must know of it. */
export interface Figure {
  /** Null where the figure is undefined; then `why` says so in a sentence. Never 0 or 1 in its place. */
  value: number | null
  why?: string
  /** 95 % interval, low and high. */
  ci?: [number, number]
  /** How value and interval were made, or why there is no interval. */
  method?: string
  /** The standard error the literature gives, with its 95 % interval; it takes every unit for independent. */
  analytic?: { se: number; ci: [number, number]; method: string }
}

/** Counts of units: both coders gave the code, only the first, only the second, neither. */
export interface AgreementCounts {
  '11': number
  '10': number
  '01': number
  '00': number
}

/**
 * Counts of passages: a coder's overlapping and touching codings of one code are one passage; passages of both
 * coders that overlap count once, under `both`.
 */
export interface PassageCounts {
  both: number
  onlyA: number
  onlyB: number
}

export type Figures = Record<CoefficientName, Figure> & Partial<Record<PoolingName, Figure>>

/** What a reader should hear before trusting a figure. */
export interface AgreementNote {
  kind: 'unused' | 'one-sided' | 'opposite' | 'prevalence' | 'bias' | 'paradox'
  text: string
}

/** The counts in the unit chosen, in characters and in passages, and what follows from them. */
export interface AgreementCell {
  counts: AgreementCounts
  characters: AgreementCounts
  passages: PassageCounts
  figures: Figures
}

export interface CodeAgreement extends AgreementCell {
  code: string
  notes: AgreementNote[]
  /** Its passages as wholes; intervals are made over all codes only. */
  spans?: { exact: SpanAgreement; overlapping: SpanAgreement }
  /** For a code with codes beneath it: the same with their codings counted as its own. */
  withDescendants?: AgreementCell & { notes: AgreementNote[] }
}

/** One code in one source: a cell of the matrix. */
export interface SourceCodeAgreement {
  code: string
  counts: AgreementCounts
  passages: PassageCounts
  percent_agreement: Figure
  cohen_kappa: Figure
}

/** One source, all codes in one table. */
export interface SourceAgreement extends AgreementCell {
  source: string
  /** Units of this source. */
  n: number
  /** Only codes that at least one of the two used here. */
  codes: SourceCodeAgreement[]
}

/** Several codes or sources taken together: the codes of a framework or a theme, the sources of a data set. */
export interface GroupAgreement extends AgreementCell {
  kind: 'framework' | 'theme' | 'dataSet'
  id: string
  name: string
  /** How its codes or sources are put together, in a sentence. */
  pooling: string
  /** Units of the table. */
  n: number
  notes: AgreementNote[]
}

/** A table of several categories: what the first coder gave (rows) against what the second did (columns). */
export interface CategoryAgreement {
  categories: string[]
  /** Units by row and column. */
  table: number[][]
  n: number
  figures: Record<
    'percent_agreement' | 'cohen_kappa' | 'alpha_nominal' | 'gwet_ac1' | 'brennan_prediger',
    Figure
  >
}

/** How far the coders put the same units into the same places of one framework. */
export interface SlotAgreement {
  framework: string
  name: string
  /** Units that both, only the first, only the second gave any code of the framework. */
  placed: { both: number; onlyA: number; onlyB: number }
  /** Of the units both placed: those with exactly the same codes, as a share. */
  same: Figure
  /** Alpha for sets of codes over all units, by distance: the same or not, Jaccard, MASI. */
  set_alpha_nominal: Figure
  set_alpha_jaccard: Figure
  set_alpha_masi: Figure
}

/** Passages as wholes: the first coder's are the reference. A passage counts as found once. */
export interface SpanAgreement {
  /** Passages of the first and the second coder, and those matched. */
  a: number
  b: number
  matched: number
  precision: Figure
  recall: Figure
  f1: Figure
}

/** How far two coders agree, with everything a reader needs to judge the numbers. */
export interface AgreementReport {
  unit: Unit
  /** What makes a unit carry a code, in a sentence. */
  convention: string
  /** How sources and codes are put together, in a sentence. */
  pooling: string
  /** The two coders, first and second, as they were named to the comparison. */
  coders: [string, string]
  /** Units compared, over all sources. */
  n: number
  /** Characters compared, over all sources. */
  charactersCompared: number
  /**
   * Speakers whose turns were left out, how many characters of quoted replies and signatures were, and how many
   * characters were left out in all.
   */
  leftOut: { speakers: string[]; aroundMail: number; characters: number }
  /** Codings that touch no unit (white space between words, say) and so are in no count of units. */
  codingsOutsideUnits: number
  /** All codes in one table, and the kappas that pool or average over codes. */
  overall: AgreementCell & { notes: AgreementNote[] }
  codes: CodeAgreement[]
  sources: SourceAgreement[]
  /** Per framework, per theme, per data set; only those with codes or sources compared. */
  groups: GroupAgreement[]
  /**
   * Facilitator and barrier, on the units that both gave the same code: each code and unit counts once. Absent where
   * nobody gave a polarity.
   */
  polarity?: CategoryAgreement
  /** One entry for each framework used. */
  slots: SlotAgreement[]
  /** Alpha for sets of codes over all units and all codes, by distance. */
  sets: Record<'set_alpha_nominal' | 'set_alpha_jaccard' | 'set_alpha_masi', Figure>
  /** Passages matched where their extents are the same, and where they share at least `overlap` of their union. */
  spans: { overlap: number; exact: SpanAgreement; overlapping: SpanAgreement }
}
