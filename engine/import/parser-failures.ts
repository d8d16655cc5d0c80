import { TandemError } from '#shared/errors.ts'
import { shownName } from './file-name.ts'

/* What can go wrong around the reading process, each in one sentence. */

export const cancelled = (fileName: string): TandemError =>
  new TandemError('cancelled', `Reading ${shownName(fileName)} was cancelled; nothing was imported from it.`)

export const timedOut = (fileName: string, timeMs: number): TandemError =>
  new TandemError(
    'timed-out',
    `${shownName(fileName)} could not be read within ${Math.max(1, Math.round(timeMs / 1000))} seconds.`,
    'If it is a real document, split it or copy its text into a new file and import that.',
  )

export const tooMuch = (fileName: string): TandemError =>
  new TandemError(
    'too-large',
    `${shownName(fileName)} needs more memory to read than a document may.`,
    'If it is a real document, split it or copy its text into a new file and import that.',
  )

export const crashed = (fileName: string): TandemError =>
  new TandemError(
    'unreadable-file',
    `${shownName(fileName)} could not be read: reading it broke off.`,
    'Open it in the program that made it, save it anew and import that.',
  )

export const vanished = (fileName: string): TandemError =>
  new TandemError(
    'unreadable-file',
    `${shownName(fileName)} could not be read from where it lies.`,
    'Check that you may open it and that its disk is still connected.',
  )

export const notStarted = (fileName: string): TandemError =>
  new TandemError(
    'internal',
    `${shownName(fileName)} was not read: the reading process could not be started.`,
    'Close other programs and try again.',
  )
