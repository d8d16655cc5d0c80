import { create } from 'zustand'
import type { Client } from '#shared/contract/client.ts'
import type { Progress } from '#shared/contract/wire.ts'
import { showFailure } from '../../show-failure.ts'

interface Sample {
  progress: Progress | null
  cancel: () => void
}

/** The sample study being made; `progress` is null while none is. */
export const useSample = create<Sample>(() => ({ progress: null, cancel: () => {} }))

/** Makes a fresh copy of the sample study and opens it. */
export async function startSample(client: Client, go: (screen: string) => void): Promise<void> {
  if (useSample.getState().progress) return
  const stop = new AbortController()
  useSample.setState({
    progress: { done: 0, total: null, doing: 'Beginning' },
    cancel: () => stop.abort(),
  })
  try {
    await client.library.openSample(
      {},
      { signal: stop.signal, onProgress: progress => useSample.setState({ progress }) },
    )
    go('study')
  } catch (error) {
    showFailure(error)
  } finally {
    useSample.setState({ progress: null })
  }
}
