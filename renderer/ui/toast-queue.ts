/** Something that happened, said in passing. */
export interface Toast {
  readonly id: number
  readonly message: string
  readonly tone: 'plain' | 'good' | 'danger'
  /** One thing to do about it, usually Undo. */
  readonly action?: { readonly label: string; readonly onAction: () => void } | undefined
  /** Milliseconds until it leaves by itself; null stays until dismissed. */
  readonly lasts: number | null
}

export interface NewToast {
  readonly message: string
  readonly tone?: Toast['tone'] | undefined
  readonly action?: Toast['action']
  /** Default 7 s, 12 s with an action; 'danger' stays until dismissed. */
  readonly lasts?: number | null | undefined
}

const mostAtOnce = 3

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

/** Shows a toast and returns its id; the oldest leaves when there are more than three. */
export function showToast(toast: NewToast): number {
  const tone = toast.tone ?? 'plain'
  const usual = tone === 'danger' ? null : toast.action ? 12_000 : 7_000
  const lasts = toast.lasts === undefined ? usual : toast.lasts
  const id = nextId++
  change([...toasts, { id, message: toast.message, tone, action: toast.action, lasts }].slice(-mostAtOnce))
  return id
}

/** Takes a toast away; one already gone is no error. */
export function dismissToast(id: number): void {
  change(toasts.filter(toast => toast.id !== id))
}
