import { useEffect, useRef } from 'react'
import type { FileRef } from '#shared/model/source.ts'
import { pickFiles } from './sources/pick-files.ts'
import { sendFile } from './sources/send-file.ts'
import type { useStep } from './use-step.ts'

interface TableFile {
  /** Of the file dialog. */
  title: string
  take: ReturnType<typeof useStep>['take']
  /** Whether a file was read already: then choosing none leaves that one. */
  isRead: boolean
  /** Reads the file, of a workbook the sheet that is named. */
  read(file: FileRef, signal: AbortSignal, sheet?: string): Promise<void>
  close(): void
}

/**
 * For a dialog that takes a spreadsheet in: asks for the file as soon as the dialog opens, and again by `choose`; where
 * nobody chooses one, the dialog closes. `chooseSheet` reads another sheet of the file there is; `leave` gives up what is being sent and read.
 */
export function useTableFile({ title, take, isRead, read, close }: TableFile) {
  const begun = useRef(false)
  const abort = useRef(new AbortController())
  const there = useRef<FileRef | null>(null)
  const choose = () =>
    take(async () => {
      const kinds = [{ name: 'Tables', extensions: ['xlsx', 'csv', 'tsv'] }]
      const [file] = await pickFiles({ title, kinds, several: false })
      if (!file) {
        if (!isRead) close()
        return
      }
      const { signal } = abort.current
      there.current = 'path' in file ? file : await sendFile(file, signal)
      await read(there.current, signal)
    })
  const chooseSheet = (sheet: string) =>
    take(async () => {
      if (there.current) await read(there.current, abort.current.signal, sheet)
    })
  const begin = useRef(choose)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    begin.current()
  }, [])
  const leave = () => {
    abort.current.abort()
    close()
  }
  return { choose, chooseSheet, leave }
}
