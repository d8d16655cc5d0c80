import { overlaps, type Span } from '../text/span.ts'
import type { Segment } from './document.ts'

/** True for the parts of an email that its sender did not write in it: quoted replies and signatures. */
export const isAroundMail = ({ kind }: Pick<Segment, 'kind'>): boolean =>
  kind === 'quoted' || kind === 'signature'

/** True where a stretch of a text touches a quoted reply or a signature, and no other segment. */
export function liesAroundMail(segments: readonly Segment[], span: Span): boolean {
  const touched = segments.filter(segment => overlaps(segment, span))
  return touched.length > 0 && touched.every(isAroundMail)
}
