import type { FigureName, Unit } from '#shared/model/agreement.ts'
import {
  type Disagreement,
  type DisagreementKind,
  isForNothing,
  type RulingOutcome,
} from '#shared/model/disagreement.ts'
import type { Stance } from '#shared/model/study.ts'
import type { FigureLook } from './figure-text.ts'

/** A count as reports print it: `1,204`. */
export const number = (value: number): string => value.toLocaleString('en-GB')

/** A count with its noun: `1 source`, `3 sources`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${number(count)} ${count === 1 ? one : many}`

/** `a, b and c`. */
export const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

/** A part of a whole as `21 %`; never 0 or 100 where it is neither. */
export function shareText(part: number, whole: number): string {
  if (part === 0 || part === whole) return part === 0 ? '0\u202f%' : '100\u202f%'
  return `${Math.min(99, Math.max(1, Math.round((100 * part) / whole)))}\u202f%`
}

/** What is counted, in researchers' words. */
export const unitNames: Record<Unit, { one: string; many: string }> = {
  character: { one: 'character', many: 'characters' },
  word: { one: 'word', many: 'words' },
  sentence: { one: 'sentence', many: 'sentences' },
  segment: { one: 'turn', many: 'turns' },
  source: { one: 'source', many: 'sources' },
}

/** The figures in the order a report lists them, each with its name and how it is printed. */
export const figureNames: readonly { id: FigureName; name: string; look: FigureLook }[] = [
  { id: 'percent_agreement', name: 'Percent agreement', look: 'share' },
  { id: 'cohen_kappa', name: 'Cohen’s κ', look: 'coefficient' },
  { id: 'cohen_kappa_max', name: 'Greatest κ these margins allow', look: 'coefficient' },
  { id: 'alpha_nominal', name: 'Krippendorff’s α, nominal', look: 'coefficient' },
  { id: 'scott_pi', name: 'Scott’s π', look: 'coefficient' },
  { id: 'gwet_ac1', name: 'Gwet’s AC1 (2 categories)', look: 'coefficient' },
  { id: 'brennan_prediger', name: 'Brennan–Prediger (2 categories)', look: 'coefficient' },
  { id: 'positive_agreement', name: 'Agreement on presence', look: 'coefficient' },
  { id: 'negative_agreement', name: 'Agreement on absence', look: 'coefficient' },
  { id: 'f1_dice', name: 'Overlap, F1 (Dice)', look: 'coefficient' },
  { id: 'jaccard_overlap', name: 'Overlap, Jaccard', look: 'coefficient' },
  { id: 'pooled_kappa', name: 'κ pooled over codes', look: 'coefficient' },
  { id: 'mean_of_defined_code_kappas', name: 'Mean of the codes’ κ', look: 'coefficient' },
  { id: 'weighted_mean_of_code_kappas', name: 'Weighted mean of the codes’ κ', look: 'coefficient' },
  { id: 'mean_of_defined_document_kappas', name: 'Mean of the sources’ κ', look: 'coefficient' },
]

/** What each kind of difference is. */
export const kindNames: Record<DisagreementKind, string> = {
  omission: 'Omission: one coded the passage, the other gave nothing like it',
  boundary: 'Boundary: the same code, another extent',
  code: 'Code: the same passage, another code',
  slot: 'Framework slot: the same passage, another place in the same deductive framework',
  polarity: 'Polarity: the same passage and code, but facilitator, barrier or neither differ',
}

/** What a ruling may be, as a table says it. */
export interface ToldOutcome {
  id: RulingOutcome
  name: string
}

/**
 * What may stand after a ruling, in the order of a table; the coders by their initials. Nothing stands where neither coding
 * does, and where the side that stands coded nothing (`standing`).
 */
export const outcomeNames = (a: string, b: string): readonly ToldOutcome[] => [
  { id: 'a', name: `${a}’s coding` },
  { id: 'b', name: `${b}’s coding` },
  { id: 'both', name: 'both' },
  { id: 'extent', name: 'a new extent' },
  { id: 'code', name: 'another code' },
  { id: 'neither', name: 'nothing' },
]

/** What stands after each ruling of a docket: its outcome, or `neither` where the side that stands coded nothing. */
export const standing = (
  items: readonly Disagreement[],
  coders: readonly [{ id: string }, { id: string }],
): RulingOutcome[] =>
  items.flatMap(item => {
    if (!item.ruling) return []
    const { outcome } = item.ruling
    return isForNothing(item, outcome, [coders[0].id, coders[1].id]) ? ['neither' as const] : [outcome]
  })

/** The words a report of two people's work uses, by the study's stance: in a reflexive study they read. */
export interface ReportWords {
  title: string
  /** One difference, several. */
  difference: readonly [string, string]
  coders: string
  coded: string
}

const usual: ReportWords = {
  title: 'Agreement report',
  difference: ['difference', 'differences'],
  coders: 'coders',
  coded: 'coded',
}

export const reportWords: Record<Stance, ReportWords> = {
  codebook: usual,
  reliability: usual,
  reflexive: {
    title: 'Two readings compared',
    difference: ['reading apart', 'readings apart'],
    coders: 'readers',
    coded: 'read and coded',
  },
}

/**
 * What published conventions call such values. They are named and not applied: they contradict each other, were
 * proposed for other data, and say nothing of the interval.
 */
export const conventionsOfOthers: readonly string[] = [
  'Landis and Koch (1977, Biometrics 33:159), for κ: below 0 poor, to .20 slight, to .40 fair, to .60 moderate, to .80 substantial, above almost perfect.',
  'Krippendorff (2004, Human Communication Research 30:411), for α: .800 and more to rely on, .667 and more for tentative conclusions.',
  'McHugh (2012, Biochemia Medica 22:276), for κ: to .20 none, to .39 minimal, to .59 weak, to .79 moderate, to .90 strong, above almost perfect.',
]
