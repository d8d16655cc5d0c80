import { TandemError, toFailure } from '#shared/errors.ts'
import { showToast } from './ui/toast-queue.ts'

/** Shows a failure as its sentence and hint; what a person cancelled is not a failure. */
export function showFailure(error: unknown): void {
  if (error instanceof TandemError && error.code === 'cancelled') return
  if (!(error instanceof TandemError)) console.error(error)
  const { message, hint } = toFailure(error)
  showToast({ tone: 'danger', message: hint === undefined ? message : `${message} ${hint}` })
}
