/** Why a text was changed after its import: put right, names taken out, or an earlier text put back. */
export type RevisionKind = 'correction' | 'pseudonyms' | 'restored'
