import { describe, expect, it } from 'vitest'
import { dismissToast, showToast, toastQueue } from '#renderer/ui/toast-queue.ts'

describe('a notice', () => {
  it('cuts long names, and keeps what was given', () => {
    const long = 'x'.repeat(400)
    const id = showToast({ message: `“Time” and “${long}” are already on this passage: nothing changed.` })
    const [toast] = toastQueue.current()
    expect(toast?.message).toBe(
      `“Time” and “${'x'.repeat(79)}…” are already on this passage: nothing changed.`,
    )
    expect(toast?.whole).toContain(long)
    dismissToast(id)
  })
})
