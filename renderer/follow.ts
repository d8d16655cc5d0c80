import type { Topic } from '#shared/contract/method.ts'
import type { Engine } from './engine-client.ts'

/**
 * Reads something of the engine at once, and again after each change that bears on it and when the road was mended: one
 * reading at a time, and one more where a change came meanwhile, of which `isCurrent` tells `read`. `read` shows its failures
 * itself. Answers how to stop.
 */
export function follow(
  engine: Engine,
  bears: (topics: readonly Topic[]) => boolean,
  read: (isCurrent: () => boolean) => Promise<void>,
): () => void {
  let isAsking = false
  let again = false
  const ask = async () => {
    again = true
    if (isAsking) return
    isAsking = true
    while (again) {
      again = false
      await read(() => !again)
    }
    isAsking = false
  }
  const stops = [
    engine.onChanged(topics => {
      if (bears(topics)) void ask()
    }),
    engine.onMended(() => void ask()),
  ]
  void ask()
  return () => {
    for (const stop of stops) stop()
  }
}
