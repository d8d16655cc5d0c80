import { create } from 'zustand'
import type { Client } from '#shared/contract/client.ts'
import type { Progress } from '#shared/contract/wire.ts'
import { type Failure, toFailure } from '#shared/errors.ts'
import { returnEnding } from '#shared/model/handout.ts'
import type { MergeOutcome } from '#shared/model/merge.ts'
import type { FileRef } from '#shared/model/source.ts'
import { showFailure } from '../../show-failure.ts'
import { pickFiles } from '../sources/pick-files.ts'
import { sendFile } from '../sources/send-file.ts'

interface Merging {
  /** Null: nothing is being merged. `looked`: what would come is shown; `done`: what came. */
  stage: 'looking' | 'looked' | 'merging' | 'done' | null
  files: readonly FileRef[]
  progress: Progress | null
  isCancelling: boolean
  /** What merging would come to, or came to. */
  outcome: MergeOutcome | null
  failure: Failure | null
}

const nothing: Merging = {
  stage: null,
  files: [],
  progress: null,
  isCancelling: false,
  outcome: null,
  failure: null,
}

/** Files on their way into the study. Kept apart from the screen, so that it goes on when another is looked at. */
export const useMerging = create<Merging>(() => nothing)

let stop = new AbortController()

/** True for a file that is merged rather than imported. */
export const isReturn = (name: string): boolean => name.toLowerCase().endsWith(`.${returnEnding}`)

/** Asks for files and says what merging them would do. */
export async function chooseReturns(client: Client): Promise<void> {
  const kinds = [{ name: 'Tandem return', extensions: [returnEnding] }]
  const chosen = await pickFiles({ title: 'Merge returns into this study', kinds }).catch(
    (error: unknown) => {
      showFailure(error)
      return []
    },
  )
  if (chosen.length > 0) await beginMerge(client, chosen)
}

/** Says what merging these files would do, with those that are looked at already. */
export async function beginMerge(
  client: Client,
  chosen: readonly (File | { path: string })[],
): Promise<void> {
  const before = useMerging.getState()
  if (before.stage === 'looking' || before.stage === 'merging') return
  stop = new AbortController()
  const kept = before.stage === 'looked' ? before.files : []
  useMerging.setState({ ...nothing, stage: 'looking', files: kept })
  try {
    const files = [...kept]
    for (const file of chosen) files.push(file instanceof File ? await sendFile(file, stop.signal) : file)
    useMerging.setState({ files })
    const outcome = await client.merging.rehearse({ files }, going())
    useMerging.setState({ ...nothing, stage: 'looked', files, outcome })
  } catch (error) {
    ended(error, before.stage === 'looked' ? before : nothing)
  }
}

/** Merges what was looked at. */
export async function mergeAll(client: Client): Promise<void> {
  const before = useMerging.getState()
  if (before.stage !== 'looked') return
  stop = new AbortController()
  useMerging.setState({ stage: 'merging', failure: null, progress: null })
  try {
    const outcome = await client.merging.apply({ files: [...before.files] }, going())
    useMerging.setState({ ...nothing, stage: 'done', outcome })
  } catch (error) {
    ended(error, before)
  }
}

export function cancelMerge(): void {
  useMerging.setState({ isCancelling: true })
  stop.abort()
}

/** Leaves the files where they are, or has read what became of them. */
export const putAside = (): void => useMerging.setState(nothing)

const going = () => ({
  signal: stop.signal,
  onProgress: (progress: Progress) => useMerging.setState({ progress }),
})

function ended(error: unknown, back: Merging): void {
  const failure = toFailure(error)
  useMerging.setState({ ...back, failure: failure.code === 'cancelled' ? null : failure })
}
