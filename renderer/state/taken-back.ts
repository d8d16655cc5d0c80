import type { TakenBack } from '#shared/model/operation.ts'

type Follower = (step: TakenBack) => void

const followers = new Set<Follower>()

/** Is told of each step that is taken back in this window, or done again; answers how to stop. */
export function whenTakenBack(follower: Follower): () => void {
  followers.add(follower)
  return () => followers.delete(follower)
}

/** Tells who follows: where the step was is shown, by whatever shows it. */
export function tookBack(step: TakenBack): void {
  for (const follower of followers) follower(step)
}
