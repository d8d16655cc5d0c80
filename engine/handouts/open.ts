import { TandemError } from '#shared/errors.ts'
import type { HandoutFile } from '#shared/model/handout.ts'
import type { Host } from '../host.ts'
import type { Library } from '../library/library.ts'
import { cardIdentity } from '../packages/card.ts'
import type { Keys } from '../packages/protection.ts'
import { baseIn, factsOf, keptOf, mustNotTell, type SeenHandout, seeHandout } from './look.ts'
import { makeCopy } from './make-copy.ts'

/** What a person at this computer has to open packages with. */
export function keysHere({ library }: Host, passphrase: string | undefined): Keys {
  const card = cardIdentity(library.cardKey)
  return { passphrase, identities: card === null ? [] : [card] }
}

/** How a hand-out is to be opened. */
interface Opening {
  keys: Keys
  /** The copy's own folder; one in the library where absent. */
  path: string | undefined
  /** Makes another copy of a hand-out that was opened here before. */
  again: boolean
  signal: AbortSignal
}

/** Makes the coder's copy of the hand-out at `file`, whole or not at all; answers its folder and what the hand-out is. */
export async function copyOfHandout(
  library: Library,
  file: string,
  { keys, path, again, signal }: Opening,
): Promise<{ folder: string; handout: HandoutFile }> {
  const seen = await seeHandout(file, keys, signal)
  const handout = factsOf(seen, library)
  const [there] = handout.copies
  if (!again && there !== undefined) {
    throw new TandemError(
      'exists',
      `This hand-out was opened on this computer before: ${there}.`,
      'Open that copy and go on in it. Another one would begin where the hand-out began.',
    )
  }
  const base = await baseIn(seen, file)
  mustNotTell(seen, base, library)
  const folder = await makeCopy(path ?? library.freePath(nameOf(seen)), {
    study: seen.package.manifest.study.id,
    kept: keptOf(seen),
    base,
    contents: contentsOf(seen),
    passphrase: seen.package.openedBy === 'passphrase' ? keys.passphrase : undefined,
  })
  return { folder: folder.path, handout }
}

async function* contentsOf({ package: found }: SeenHandout) {
  for (const { name, sha256 } of found.manifest.entries) {
    if (name.startsWith('contents/')) yield { sha256, bytes: await found.content(sha256) }
  }
}

const nameOf = ({ package: { manifest }, round, coder }: SeenHandout): string =>
  `${manifest.study.title} - ${round.title} - ${coder.initials}`
