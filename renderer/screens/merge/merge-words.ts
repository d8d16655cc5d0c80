import type { ArrivingCounts, MergedPackage, PackageReport } from '#shared/model/merge.ts'
import { counted } from '../../wording.ts'

/** Whose package it is, and of what. */
export const whoseIs = ({
  kind,
  coder,
  round,
}: Pick<PackageReport | MergedPackage, 'kind' | 'coder' | 'round'>) =>
  coder ? `${coder.name}, “${round?.title ?? ''}”` : kind === 'copy' ? 'Another copy of this study' : null

/** What a person would count of what a package brings; null where it brings nothing of that. */
export function broughtInWords({
  codings,
  annotations,
  proposedCodes,
  memos,
}: ArrivingCounts): string | null {
  const parts = [
    ...(codings > 0 ? [counted(codings, 'coding')] : []),
    ...(annotations > 0 ? [counted(annotations, 'annotation')] : []),
    ...(proposedCodes > 0 ? [counted(proposedCodes, 'proposed code')] : []),
    ...(memos > 0 ? [counted(memos, 'memo')] : []),
  ]
  return parts.length === 0 ? null : parts.join(' · ')
}
