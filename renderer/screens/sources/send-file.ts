import { TandemError } from '#shared/errors.ts'
import type { FileRef } from '#shared/model/source.ts'
import { desktop } from '../../desktop.ts'

/**
 * Makes a file reachable for the engine: on the desktop by its path, in a browser by sending its bytes up to this
 * machine's own door. Throws `too-large` or `unreadable-file` with what to do.
 */
export async function sendFile(file: File, signal: AbortSignal): Promise<FileRef> {
  const path = desktop()?.pathForFile(file)
  if (path) return { path }
  if (file.size === 0) {
    throw new TandemError('unreadable-file', `“${file.name}” is empty (0 bytes).`, 'Check the original.')
  }
  let answer: Response
  try {
    answer = await fetch('/upload', {
      method: 'POST',
      headers: { 'x-file-name': encodeURIComponent(file.name), 'content-type': 'application/octet-stream' },
      body: file,
      signal,
    })
  } catch {
    if (signal.aborted) throw new TandemError('cancelled', `Reading “${file.name}” was cancelled.`)
    throw new TandemError(
      'unreadable-file',
      `“${file.name}” could not be read.`,
      'It may have been moved, or be too large to send. Check that it opens, then choose it again.',
    )
  }
  const body: unknown = await answer.json().catch(() => null)
  if (isRecord(body) && typeof body.upload === 'string') {
    return { upload: body.upload, fileName: file.name }
  }
  if (isRecord(body) && isRecord(body.error) && typeof body.error.message === 'string') {
    const { message, hint } = body.error
    throw new TandemError('unreadable-file', message, typeof hint === 'string' ? hint : undefined)
  }
  throw new TandemError(
    'unreadable-file',
    `“${file.name}” did not arrive whole.`,
    'Choose it again; if it fails twice, reload the window.',
  )
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
