import { TandemError } from '#shared/errors.ts'
import type { EarlierWork, ProtectionKind } from '#shared/model/handout.ts'
import { first } from '../db/sql.ts'
import type { KeptRound } from '../rounds/queries.ts'
import type { Reading } from '../tools.ts'

/**
 * Whether a coder's earlier work goes along in a hand-out that opens otherwise than by their card. Who makes one knows its
 * passphrase, and could read in it what the blind round they code in hides from them; who has not said who they are may be
 * one of its coders. It follows from what everybody may know alone: whether something of the coder was merged, never
 * whether they did anything here.
 */
export function earlierWork({ db, asking }: Reading, kept: KeptRound, coder: string): EarlierWork {
  const me = asking.member?.id
  const isTheirs = me === coder || !kept.coders.some(({ id }) => id === coder)
  const isBlind = kept.state === 'open' && kept.blind
  if (!isBlind || isTheirs || (me !== undefined && !kept.coders.some(({ id }) => id === me))) return 'in it'
  const returned = first(
    db,
    'SELECT 1 FROM returns WHERE round = ? AND coder = ? AND undone = 0',
    kept.id,
    coder,
  )
  return returned ? 'by card only' : 'by card or left out'
}

/**
 * Whether the earlier work goes along in a hand-out that is opened so; `opensHere` where whoever makes it could open it on
 * this computer. Refuses one that would begin anew after a return.
 */
export function takesAlong(
  earlier: EarlierWork,
  { kind, opensHere }: { kind: ProtectionKind; opensHere: boolean },
  name: string,
  title: string,
): boolean {
  if (earlier === 'in it' || !opensHere) return true
  if (earlier === 'by card or left out') return false
  const ofThisComputer = kind === 'card' ? 'This card is of this computer. ' : ''
  throw new TandemError(
    'blind',
    `${ofThisComputer}The hand-out would hold what ${name} returned, and a coder of the blind round “${title}” who makes it could open it.`,
    `Make it for ${name}’s card, at the command line with --card, which opens on their computer alone; or let a lead make it who does not code in the round, named there with --as.`,
  )
}
