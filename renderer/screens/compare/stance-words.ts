import type { Stance } from '#shared/model/study.ts'

/** The words a screen that compares two coders uses, by the study's stance. */
export interface StanceWords {
  title: string
  description: string
  /** One difference, several. */
  difference: readonly [string, string]
  /** The list of them, as a heading. */
  differencesTitle: string
  /** Heads the count of passages that only one of the two has. */
  differing: string
  /** What stands under a count of passages of codes that only one person gave. */
  alone: (who: string, count: number) => string
  /** Items of the docket where the other gave nothing like it there: one, several. */
  omission: readonly [string, string]
  /** The kind, as a heading. */
  omissionName: string
  leadsWithCoefficients: boolean
}

const usual: StanceWords = {
  title: 'Compare',
  description: 'Where two coders agree and where they differ. Every figure opens its passages.',
  difference: ['difference', 'differences'],
  differencesTitle: 'Differences',
  differing: 'Coded by one alone',
  alone: (who, count) => `${count === 1 ? 'passage' : 'passages'} only ${who} coded`,
  omission: ['omission', 'omissions'],
  omissionName: 'Omission',
  leadsWithCoefficients: false,
}

/** A reflexive study has readings, not errors; a reliability study puts its coefficients first. */
export const stanceWords: Record<Stance, StanceWords> = {
  codebook: usual,
  reliability: { ...usual, leadsWithCoefficients: true },
  reflexive: {
    ...usual,
    description:
      'Where two people read alike and where their readings part. Every figure opens its passages.',
    difference: ['reading', 'readings'],
    differencesTitle: 'Readings',
    differing: 'Read by one alone',
    alone: (_, count) => `${count === 1 ? 'passage' : 'passages'} read by one only`,
    omission: ['passage read by one only', 'passages read by one only'],
    omissionName: 'Read by one only',
  },
}
