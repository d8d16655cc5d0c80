import { useRef, useState } from 'react'
import type { Progress } from '#shared/contract/wire.ts'
import type { ReportKind } from '#shared/model/report.ts'
import { showFailure } from '../../show-failure.ts'
import { takeOut } from '../../take-out.ts'
import { useClient } from '../../use-engine.ts'
import { useReports } from './reports-store.ts'

/** The kinds whose content depends on whose codings are taken. */
export const takesALayer = (kind: string): boolean => kind === 'codings' || kind === 'codebook'

/** Making one kind of report and taking it out: a file dialog on the desktop, a download in a browser. */
export function useMaking(kind: ReportKind) {
  const client = useClient()
  const { keep } = useReports()
  const [progress, setProgress] = useState<Progress | null>(null)
  const cancelled = useRef<AbortController | null>(null)

  const make = async (format: string) => {
    const { layer, participants } = useReports.getState()
    const abort = new AbortController()
    cancelled.current = abort
    setProgress({ done: 0, total: null, doing: `Making ${kind.name}` })
    try {
      const { id, fileName, bytes } = await client.reports.make(
        {
          what: kind.id,
          format,
          ...(layer && takesALayer(kind.id) ? { layer } : {}),
          ...(kind.id === 'participants' ? { participants } : {}),
        },
        { onProgress: setProgress, signal: abort.signal },
      )
      keep(kind.id, { report: id, format, fileName, bytes, at: Date.now(), path: null })
      await take(id, fileName)
    } catch (error) {
      showFailure(error)
    } finally {
      setProgress(null)
    }
  }

  const take = async (report: string, fileName: string) => {
    const extension = fileName.split('.').at(-1) ?? ''
    const path = await takeOut(client, {
      id: report,
      fileName,
      title: `Save ${kind.name}`,
      kind: kind.formats.find(format => format.extension === extension)?.name,
    })
    const made = useReports.getState().made[kind.id]
    if (path !== null && made?.report === report) keep(kind.id, { ...made, path })
  }

  return {
    progress,
    make: (format: string) => void make(format),
    cancel: () => cancelled.current?.abort(),
    /** Takes a report that was made out once more. */
    again: (report: string, fileName: string) => void take(report, fileName).catch(showFailure),
  }
}
