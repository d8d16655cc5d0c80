import { TandemError, toFailure } from '#shared/errors.ts'
import { showToast } from './ui/toast-queue.ts'

/**
 * Shows a failure as its sentence and hint; what a person cancelled is not a failure. `topic`: what it is about, by which it
 * is taken away once that is done or given up.
 */
export function showFailure(error: unknown, topic?: string): void {
  if (error instanceof TandemError && error.code === 'cancelled') return
  if (!(error instanceof TandemError)) console.error(error)
  const { message, hint } = toFailure(error)
  showToast({ tone: 'danger', topic, message: hint === undefined ? message : `${message} ${hint}` })
}
