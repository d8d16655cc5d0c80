import { create } from 'zustand'
import type { Client } from '#shared/contract/client.ts'
import { type Failure, TandemError, toFailure } from '#shared/errors.ts'
import { unlockHere } from '../../resume.ts'
import { showFailure } from '../../show-failure.ts'
import type { Unlocking } from '../../state/lock.ts'
import { titleOfFolder } from '../../wording.ts'

interface Opening {
  /** The study that asks for a passphrase, or null. */
  locked: { path: string; title: string } | null
  /** Why the last passphrase did not open it. */
  failure: Failure | null
  busy: boolean
}

/** A study on its way to being open, where that takes more than a click. */
export const useOpening = create<Opening>(() => ({ locked: null, failure: null, busy: false }))

/** Opens a study folder; asks for its passphrase where it has one, and shows any other failure. */
export async function openStudyAt(
  client: Client,
  path: string,
  title = titleOfFolder(path),
): Promise<boolean> {
  try {
    await client.library.open({ path })
    return true
  } catch (error) {
    if (error instanceof TandemError && error.code === 'locked') {
      useOpening.setState({ locked: { path, title }, failure: null })
    } else showFailure(error)
    return false
  }
}

/** Tries what was given on the study that asked for it. A wrong passphrase and a damaged study are told apart. */
export async function unlock(client: Client, by: Unlocking): Promise<void> {
  const { locked } = useOpening.getState()
  if (!locked) return
  useOpening.setState({ busy: true, failure: null })
  try {
    await unlockHere(client, locked.path, by)
    useOpening.setState({ locked: null, busy: false })
  } catch (error) {
    useOpening.setState({ busy: false, failure: toFailure(error) })
  }
}
