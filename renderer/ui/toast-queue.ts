import { withShortNames } from '../wording.ts'

/** Something that happened, said in passing. */
export interface Toast {
  readonly id: number
  /** With long names cut. */
  readonly message: string
  /** As it was given. */
  readonly whole: string
  readonly tone: 'plain' | 'good' | 'danger'
  /** One thing to do about it, usually Undo. */
  readonly action?: { readonly label: string; readonly onAction: () => void } | undefined
  /** Milliseconds until it leaves by itself; null stays until dismissed. */
  readonly lasts: number | null
  readonly topic?: string | undefined
  /** Since when it is there, in ms. */
  readonly since: number
}

export interface NewToast {
  readonly message: string
  readonly tone?: Toast['tone'] | undefined
  readonly action?: Toast['action']
  /** Default 7 s, 12 s with an action; 'danger' stays until dismissed. */
  readonly lasts?: number | null | undefined
  /** Takes the place of the toast of the same topic: only the last step can be undone from its toast. */
  readonly topic?: string | undefined
}

const mostAtOnce = 2
/** What came as its screen was left is for the next one; what was there for so many ms was read on its own. */
const longEnoughToRead = 3_000

let toasts: readonly Toast[] = []
let nextId = 1
const listeners = new Set<() => void>()

function change(next: readonly Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}

/** For useSyncExternalStore: the toasts on the screen, oldest first. */
export const toastQueue = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  current: (): readonly Toast[] => toasts,
}

/** Shows a toast and returns its id; beyond two the oldest leaves, an error last. */
export function showToast(toast: NewToast): number {
  const tone = toast.tone ?? 'plain'
  const usual = tone === 'danger' ? null : toast.action ? 12_000 : 7_000
  const lasts = toast.lasts === undefined ? usual : toast.lasts
  const id = nextId++
  const { message: whole, action, topic } = toast
  const message = withShortNames(whole)
  // What failed for one reason several times is said once.
  const isSame = (other: Toast) => tone === 'danger' && other.whole === whole && !other.action && !action
  const others = toasts.filter(other => !isSame(other) && (topic === undefined || other.topic !== topic))
  while (others.length >= mostAtOnce) {
    others.splice(
      Math.max(
        0,
        others.findIndex(other => other.tone !== 'danger'),
      ),
      1,
    )
  }
  change([...others, { id, message, whole, tone, action, lasts, topic, since: performance.now() }])
  return id
}

/** Takes away what was said of the last step: another was done since. */
export function dismissTopic(topic: string): void {
  if (toasts.some(toast => toast.topic === topic)) change(toasts.filter(toast => toast.topic !== topic))
}

/** Takes away the failures that were met on a screen that is left. */
export function dismissFailuresRead(): void {
  const unread = performance.now() - longEnoughToRead
  const left = toasts.filter(({ tone, since }) => tone !== 'danger' || since > unread)
  if (left.length < toasts.length) change(left)
}

/** Takes all of them away: they were said to somebody else. */
export function dismissAll(): void {
  if (toasts.length > 0) change([])
}

/** Takes a toast away; one already gone is no error. */
export function dismissToast(id: number): void {
  change(toasts.filter(toast => toast.id !== id))
}
