/** Changes after which what is coded counts otherwise: for these the log wants a reason, and says where none was given. */
const wantReasons: ReadonlySet<string> = new Set(['merged', 'separated', 'split'])

/** Why a code was changed, as people read it; empty where none was given and none is wanted. */
export const reasonOfChange = (kind: string, because: string): string =>
  because === '' && wantReasons.has(kind) ? 'No reason given' : because
