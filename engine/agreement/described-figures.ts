import type { CoefficientName, PoolingName } from '#shared/model/agreement.ts'
import type { DescribedFigure } from '#shared/model/described-figure.ts'
import { coefficients } from './coefficients/index.ts'
import { setAlphaDescription } from './sets/set-alpha.ts'
import { jaccardDistance, masiDistance, wholeSets } from './sets/set-distance.ts'

const shares: ReadonlySet<CoefficientName> = new Set<CoefficientName>([
  'percent_agreement',
  'positive_agreement',
  'negative_agreement',
  'jaccard_overlap',
  'f1_dice',
])

const poolings: Record<PoolingName, { name: string; description: string }> = {
  pooled_kappa: {
    name: 'Kappa pooled over codes',
    description:
      '(mean p_o − mean p_e) / (1 − mean p_e), both means over the codes’ own tables (de Vries, Elliott, Kanouse & Teleki 2008, Field Methods 20:272). Every code counts the same, one that nobody used with p_o = p_e = 1. It is neither the mean of the codes’ kappas nor the kappa of their summed table.',
  },
  mean_of_defined_code_kappas: {
    name: 'Mean of the codes’ kappas',
    description:
      'The mean of Cohen’s kappa over the codes for which it is defined; how many were left out is said. A rare code weighs as much as a frequent one, so a few rare codes can pull it far down.',
  },
  weighted_mean_of_code_kappas: {
    name: 'Weighted mean of the codes’ kappas',
    description:
      'The mean of Cohen’s kappa over the codes for which it is defined, each weighted by how much it was used; how many were left out is said.',
  },
  mean_of_defined_document_kappas: {
    name: 'Mean of the sources’ kappas',
    description:
      'The mean of Cohen’s kappa over the sources for which it is defined; how many were left out is said. A short source weighs as much as a long one.',
  },
}

/** Every figure a report of two coders can hold, in the order it is listed, with what it says. */
export const describedFigures: DescribedFigure[] = [
  ...coefficients.map(
    ({ id, name, description }): DescribedFigure => ({
      id,
      name,
      description,
      scale: shares.has(id) ? 'share' : 'coefficient',
    }),
  ),
  ...Object.entries(poolings).map(([id, words]): DescribedFigure => ({ id, ...words, scale: 'coefficient' })),
  ...[
    { id: 'set_alpha_nominal', distance: wholeSets },
    { id: 'set_alpha_jaccard', distance: jaccardDistance },
    { id: 'set_alpha_masi', distance: masiDistance },
  ].map(
    ({ id, distance }): DescribedFigure => ({
      id,
      name: `Krippendorff’s alpha for sets, ${distance.name}`,
      description: `${distance.description} ${setAlphaDescription}`,
      scale: 'coefficient',
    }),
  ),
  {
    id: 'same',
    name: 'The same codes',
    description:
      'Of the units to which both coders gave a code of the framework: the share to which they gave exactly the same codes. Not corrected for chance.',
    scale: 'share',
  },
  {
    id: 'precision',
    name: 'Precision of passages',
    description:
      'Of the second coder’s passages, the share that match one of the first’s; the first coder is taken as the reference, and a passage is matched once.',
    scale: 'share',
  },
  {
    id: 'recall',
    name: 'Recall of passages',
    description:
      'Of the first coder’s passages, the share that match one of the second’s; the first coder is taken as the reference, and a passage is matched once.',
    scale: 'share',
  },
  {
    id: 'f1',
    name: 'F1 of passages',
    description:
      'Harmonic mean of precision and recall: twice the matched passages over all passages of both. The same whichever coder is the reference; not corrected for chance.',
    scale: 'share',
  },
]
