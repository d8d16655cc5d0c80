import { create } from 'zustand'
import { TandemError } from '#shared/errors.ts'

/** A word to the person that goes away by itself. A failure stays until dismissed. */
export interface Notice {
  id: number
  tone: 'quiet' | 'failure'
  message: string
  hint?: string
  action?: { label: string; run: () => void }
}

interface Notices {
  list: readonly Notice[]
  show(notice: Omit<Notice, 'id'>): void
  dismiss(id: number): void
}

let last = 0

/** What the toasts in the corner show, newest last. */
export const useNotices = create<Notices>(set => ({
  list: [],
  show: notice => set(({ list }) => ({ list: [...list.slice(-3), { ...notice, id: ++last }] })),
  dismiss: id => set(({ list }) => ({ list: list.filter(notice => notice.id !== id) })),
}))

/** Shows a failure as its sentence and hint; what a person cancelled is not a failure. */
export function showFailure(error: unknown): void {
  if (error instanceof TandemError && error.code === 'cancelled') return
  const { show } = useNotices.getState()
  if (!(error instanceof TandemError)) {
    console.error(error)
    show({
      tone: 'failure',
      message: 'This window met a fault of its own and stopped this step.',
      hint: 'Nothing already saved is affected. Reload the window if it happens again.',
    })
    return
  }
  show({
    tone: 'failure',
    message: error.message,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
  })
}
