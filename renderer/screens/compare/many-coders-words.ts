import type { ManyCodersReport, ManyFigureName } from '#shared/model/many-coders.ts'

/** Every figure of several coders: its name, for the ear, and whether it is a share or a coefficient. */
export const manyFigures: readonly {
  id: ManyFigureName
  name: string
  spoken: string
  as: 'share' | 'coefficient'
}[] = [
  { id: 'percent_agreement', name: 'Agreement', spoken: 'Percent agreement, mean over pairs', as: 'share' },
  { id: 'percent_all_agree', name: 'All alike', spoken: 'Share on which all did the same', as: 'share' },
  { id: 'fleiss_kappa', name: 'Fleiss’ κ', spoken: 'Fleiss’ kappa', as: 'coefficient' },
  { id: 'alpha_nominal', name: 'Krippendorff’s α', spoken: 'Krippendorff’s alpha', as: 'coefficient' },
  { id: 'conger_kappa', name: 'Conger’s κ', spoken: 'Conger’s kappa', as: 'coefficient' },
  { id: 'light_kappa', name: 'Light’s κ', spoken: 'Light’s kappa', as: 'coefficient' },
  { id: 'gwet_ac1', name: 'Gwet’s AC1', spoken: 'Gwet’s AC1', as: 'coefficient' },
  { id: 'brennan_prediger', name: 'Brennan–Prediger', spoken: 'Brennan–Prediger', as: 'coefficient' },
]

/** Alpha for sets of codes, by the distance between two sets. */
export const setFigures: readonly { id: keyof ManyCodersReport['sets']; name: string }[] = [
  { id: 'set_alpha_nominal', name: 'α of sets, the same or not' },
  { id: 'set_alpha_jaccard', name: 'α of sets, Jaccard' },
  { id: 'set_alpha_masi', name: 'α of sets, MASI' },
]
