import { TandemError } from '#shared/errors.ts'
import { holdStill } from './db/still.ts'
import type { StudyHandle } from './studies/handle.ts'
import type { Working } from './tools.ts'

const underWay = new Map<StudyHandle, Set<Promise<void>>>()

/** Settles when no long look at a study as it stood is under way; what changes every page of the file waits for it. */
export async function noLongLookAt(study: StudyHandle): Promise<void> {
  for (let looks = underWay.get(study); looks?.size; looks = underWay.get(study)) await Promise.all(looks)
}

/**
 * Runs `look`, which may take long and let other work through, on the study as it stands now: what is written meanwhile, here
 * or by another process, is not seen in it. Reads through a connection of its own; writes wait for nothing. Throws `moved`
 * where the file is not there any more, and `cancelled` where the study is closed meanwhile.
 */
export async function asItStands<T>(working: Working, look: (working: Working) => Promise<T>): Promise<T> {
  const { study } = working.reading
  study.stillHere()
  const { promise, resolve } = Promise.withResolvers<void>()
  const looks = underWay.get(study) ?? new Set()
  underWay.set(study, looks.add(promise))
  const db = study.openAside()
  try {
    holdStill(db)
    return await look({
      ...working,
      reading: { ...working.reading, db },
      async breathe() {
        await working.breathe()
        if (!db.open) throw new TandemError('cancelled', 'The study was closed; nothing was made.')
      },
    })
  } finally {
    db.close()
    looks.delete(promise)
    if (looks.size === 0) underWay.delete(study)
    resolve()
  }
}
