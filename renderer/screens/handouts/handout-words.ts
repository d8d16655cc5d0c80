import type { HandoutCounts, WorkCounts } from '#shared/model/handout.ts'
import { counted, listed } from '../../wording.ts'

/** What a coder did, in words: `14 codings, 2 annotations`; what there is none of is left out. */
export function workInWords({ codings, annotations, proposedCodes }: Omit<WorkCounts, 'operations'>): string {
  const parts = [
    ...(codings > 0 ? [counted(codings, 'coding')] : []),
    ...(annotations > 0 ? [counted(annotations, 'annotation')] : []),
    ...(proposedCodes > 0 ? [counted(proposedCodes, 'code of your own', 'codes of your own')] : []),
  ]
  return parts.length === 0 ? 'nothing' : listed(parts)
}

/** What a hand-out holds of the coder's own work. */
export function ownWorkInWords(own: HandoutCounts['own']): string {
  if (own === null)
    return 'Whatever they have done in this round so far; how much stays hidden while it is blind'
  const parts = [
    ...(own.codings > 0 ? [counted(own.codings, 'coding')] : []),
    ...(own.annotations > 0 ? [counted(own.annotations, 'annotation')] : []),
    ...(own.proposedCodes > 0 ? [counted(own.proposedCodes, 'proposed code')] : []),
    ...(own.memos > 0 ? [counted(own.memos, 'memo')] : []),
  ]
  return parts.length === 0 ? 'None in this round yet' : listed(parts)
}
