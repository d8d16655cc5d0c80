import { exportFormats } from '#engine/export/formats/index.ts'
import type { Layer } from '#shared/model/coding.ts'

/** What shows no codings of its own, so that the layer asked for is of no account. */
const withoutLayer = new Set([
  'framework',
  'framework-changes',
  'contacts',
  'query',
  'minutes',
  'quotes',
  'memos',
  'participants',
  'plan',
  'adjudication',
  'audit',
  'srqr',
  'pack',
])

/** Every export there is, in every layer it may be asked for. */
export const askedExports: { what: string; format: string; layer?: Layer }[] = exportFormats.flatMap(
  ({ what, format }) =>
    withoutLayer.has(what)
      ? [{ what, format }]
      : [
          { what, format },
          ...(['independent', 'consensus'] as const).map(layer => ({ what, format, layer })),
        ],
)
