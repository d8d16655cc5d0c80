import { create } from 'zustand'
import type { Client } from '#shared/contract/client.ts'
import { type Failure, toFailure } from '#shared/errors.ts'
import { type HandoutFile, handoutEnding } from '#shared/model/handout.ts'
import type { FileRef } from '#shared/model/source.ts'
import { showFailure } from '../../show-failure.ts'
import { pickFiles } from '../sources/pick-files.ts'
import { sendFile } from '../sources/send-file.ts'
import { openStudyAt } from '../start/opening-store.ts'

interface OpeningHandout {
  /** The file being opened, and what it is called; null while there is none. */
  file: { ref: FileRef; name: string } | null
  /** The passphrase that opened it. */
  passphrase: string | undefined
  /** What was found in it; null before it was looked into. */
  found: HandoutFile | null
  needsPassphrase: boolean
  failure: Failure | null
  busy: boolean
}

const nothing: OpeningHandout = {
  file: null,
  passphrase: undefined,
  found: null,
  needsPassphrase: false,
  failure: null,
  busy: false,
}

/** A hand-out on its way to being a copy. */
export const useOpeningHandout = create<OpeningHandout>(() => nothing)

/** Asks for a hand-out's file and looks into it. */
export async function chooseHandout(client: Client): Promise<void> {
  const kinds = [{ name: 'Tandem hand-out', extensions: [handoutEnding] }]
  const [chosen] = await pickFiles({ title: 'Open a hand-out', kinds, several: false }).catch(showNothing)
  if (chosen) await beginHandout(client, chosen)
}

/** Looks into a hand-out's file that was chosen, dropped, or opened from the system. */
export async function beginHandout(client: Client, file: File | { path: string }): Promise<void> {
  try {
    const ref = file instanceof File ? await sendFile(file, new AbortController().signal) : file
    const name = file instanceof File ? file.name : (file.path.split(/[\\/]/).at(-1) ?? file.path)
    useOpeningHandout.setState({ ...nothing, file: { ref, name } })
    await lookInto(client, undefined)
  } catch (error) {
    showFailure(error)
  }
}

/** Looks into the file with a passphrase. */
export async function lookInto(client: Client, passphrase: string | undefined): Promise<void> {
  const { file } = useOpeningHandout.getState()
  if (!file) return
  useOpeningHandout.setState({ busy: true, failure: null })
  try {
    const found = await client.library.lookAtHandout({ file: file.ref, ...given(passphrase) })
    if (useOpeningHandout.getState().file === file)
      useOpeningHandout.setState({ found, passphrase, busy: false })
  } catch (error) {
    if (useOpeningHandout.getState().file !== file) return
    const failure = toFailure(error)
    const isAsking = failure.code === 'locked'
    useOpeningHandout.setState(before => ({
      busy: false,
      needsPassphrase: before.needsPassphrase || isAsking,
      failure: isAsking ? null : failure,
    }))
  }
}

/** Makes the copy and shows it, at the first source of the round; `again` where there is one already. */
export async function openHandout(
  client: Client,
  go: (screen: string, params?: Record<string, string>) => void,
  again: boolean,
): Promise<void> {
  const { file, passphrase } = useOpeningHandout.getState()
  if (!file) return
  useOpeningHandout.setState({ busy: true, failure: null })
  try {
    await client.library.openHandout({ file: file.ref, ...given(passphrase), again })
    await toTheBench(client, go)
    useOpeningHandout.setState(nothing)
  } catch (error) {
    useOpeningHandout.setState({ busy: false, failure: toFailure(error) })
  }
}

/** Opens the copy that is on this computer already. */
export async function openCopy(
  client: Client,
  go: (screen: string, params?: Record<string, string>) => void,
  path: string,
): Promise<void> {
  const { passphrase } = useOpeningHandout.getState()
  await putAside(client)
  if (passphrase === undefined) {
    if (await openStudyAt(client, path)) await toTheBench(client, go)
    return
  }
  try {
    await client.library.open({ path, passphrase })
    await toTheBench(client, go)
  } catch {
    // The copy may have another passphrase by now: it is asked for.
    await openStudyAt(client, path)
  }
}

/** Leaves the hand-out where it is. */
export async function putAside(client: Client): Promise<void> {
  useOpeningHandout.setState(nothing)
  await client.library.declineHandout({}).catch(showFailure)
}

async function toTheBench(
  client: Client,
  go: (screen: string, params?: Record<string, string>) => void,
): Promise<void> {
  const [round] = await client.rounds.list({})
  const source = round?.sources[0]
  if (round && source !== undefined) go('code', { source, round: round.id })
}

const given = (passphrase: string | undefined) => (passphrase === undefined ? {} : { passphrase })

function showNothing(error: unknown): never[] {
  showFailure(error)
  return []
}
