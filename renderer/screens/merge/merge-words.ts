import type { MergedPackage, PackageReport } from '#shared/model/merge.ts'

/** Whose package it is, and of what. */
export const whoseIs = ({
  kind,
  coder,
  round,
}: Pick<PackageReport | MergedPackage, 'kind' | 'coder' | 'round'>) =>
  coder ? `${coder.name}, “${round?.title ?? ''}”` : kind === 'copy' ? 'Another copy of this study' : null
