import type { SourceKind } from './document.ts'

/** The kinds of source, in the words offered. */
export const sourceKinds: readonly { id: SourceKind; label: string }[] = [
  { id: 'interview', label: 'Interview' },
  { id: 'record', label: 'Record' },
  { id: 'email', label: 'Email' },
  { id: 'note', label: 'Field note' },
]

/** A kind as the screen names it. */
export const kindName = (kind: SourceKind): string => sourceKinds.find(({ id }) => id === kind)?.label ?? kind
