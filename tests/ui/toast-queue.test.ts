import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  dismissAll,
  dismissFailuresRead,
  dismissToast,
  showToast,
  toastQueue,
} from '#renderer/ui/toast-queue.ts'

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

describe('a notice of a failure', () => {
  afterEach(() => {
    vi.useRealTimers()
    dismissAll()
  })
  const shown = () => toastQueue.current().map(({ message }) => message)

  it('leaves with its screen once it was there long enough to be read; other notices stay', () => {
    vi.useFakeTimers()
    showToast({ tone: 'danger', message: 'Met there.' })
    showToast({ message: 'Removed “Time”.' })
    vi.advanceTimersByTime(4_000)
    dismissFailuresRead()
    expect(shown()).toEqual(['Removed “Time”.'])
  })

  it('is one, however often the same failed', () => {
    for (const message of ['Closed.', 'Refused.', 'Closed.']) showToast({ tone: 'danger', message })
    expect(shown()).toEqual(['Refused.', 'Closed.'])
  })

  it('stays where it came as its screen was left, till the next is', () => {
    vi.useFakeTimers()
    showToast({ tone: 'danger', message: 'The name was not kept.' })
    vi.advanceTimersByTime(200)
    dismissFailuresRead()
    expect(shown()).toEqual(['The name was not kept.'])
    vi.advanceTimersByTime(4_000)
    dismissFailuresRead()
    expect(shown()).toEqual([])
  })
})
