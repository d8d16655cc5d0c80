import type { Meeting } from '#shared/model/merge.ts'

/**
 * Whether a meeting is that of a memo's confirmation with what was changed in it elsewhere. Nobody confirms a memo by choosing
 * between two values: it is read, and confirmed where it stands.
 */
export const isConfirmationMet = ({ table, column, lost }: Omit<Meeting, 'operation' | 'also'>): boolean =>
  table === 'memos' && column === 'state' && lost === 'confirmed'
