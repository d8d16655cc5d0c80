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
  let answer: Response
  try {
    answer = await fetch('/upload', {
      method: 'POST',
      headers: { 'x-file-name': encodeURIComponent(file.name), 'content-type': 'application/octet-stream' },
      body: file,
      signal,
    })
  } catch {
    if (signal.aborted) throw new TandemError('cancelled', `Reading "${file.name}" was cancelled.`)
    throw new TandemError(
      'unreadable-file',
      `"${file.name}" could not be read.`,
      'It may have been moved, or be too large to send. Check that it opens, then choose it again.',
    )
  }
  if (answer.status === 413) {
    throw new TandemError(
      'too-large',
      `"${file.name}" is too large to import.`,
      'Split it, or save it as plain text.',
    )
  }
  const body: unknown = answer.ok ? await answer.json() : null
  if (typeof body === 'object' && body !== null && 'upload' in body && typeof body.upload === 'string') {
    return { upload: body.upload, fileName: file.name }
  }
  throw new TandemError(
    'unreadable-file',
    `"${file.name}" did not arrive whole.`,
    'Choose it again; if it fails twice, reload the window.',
  )
}
