import { useRef, useState } from 'react'
import type { Client } from '#shared/contract/client.ts'
import type { Progress } from '#shared/contract/wire.ts'
import { TandemError } from '#shared/errors.ts'
import type { LeakScan } from '#shared/model/pseudonym.ts'
import type { ReportKind } from '#shared/model/report.ts'
import { showFailure } from '../../show-failure.ts'
import { takeOut } from '../../take-out.ts'
import { useClient, useSession } from '../../use-engine.ts'
import { matrixChosen } from '../explore/matrix-chosen.ts'
import { useThemes } from '../themes/themes-store.ts'
import { ownerOf, useReports } from './reports-store.ts'

/** Why a report is stopped for a person to decide. */
export const isLeak = (error: unknown): error is TandemError =>
  error instanceof TandemError && (error.code === 'real-names' || error.code === 'key-closed')

/** The kinds that hold codings of one layer: the consensus where none is chosen. */
export const takesOneLayer = (kind: string): boolean =>
  ['summaries', 'convergence', 'themes', 'new-codes'].includes(kind)

/** The kinds whose content depends on whose codings are taken. */
export const takesALayer = (kind: string): boolean =>
  kind === 'codings' || kind === 'codebook' || takesOneLayer(kind)

/** A report that was stopped before it left: its format, why, and what was found in it. */
export interface Stopped {
  format: string
  why: TandemError
  scan: LeakScan
}

/** What a report is asked to show. */
export type Chosen = Omit<Parameters<Client['reports']['make']>[0], 'what' | 'format' | 'despite'>

/** What is asked of the engine for a kind of report, as it is chosen on the Reports screen, under Explore and Themes. */
export async function chosenFor(client: Client, kind: string): Promise<Chosen> {
  const { layer, summaries, participants, agreement, audit, contacts, formats, leftOut } =
    useReports.getState()
  const isPack = kind === 'pack'
  return {
    ...(layer && (isPack || takesALayer(kind)) ? { layer } : {}),
    ...(isPack || kind === 'summaries' ? { summaries } : {}),
    ...(isPack || kind === 'participants' ? { participants } : {}),
    ...(isPack || kind === 'agreement' || kind === 'srqr' ? { agreement } : {}),
    ...(isPack || kind === 'audit' ? { audit } : {}),
    ...(isPack || kind === 'contacts' ? { contacts } : {}),
    ...(isPack || kind === 'matrix' ? await matrixChosen(client) : {}),
    ...(isPack || kind === 'themes' ? { framework: await frameworkChosen(client) } : {}),
    ...(isPack ? { pack: { formats: withoutPack(formats), without: [...leftOut] } } : {}),
  }
}

/** The framework chosen under Themes, where it is one of this study's; null: the first. */
async function frameworkChosen(client: Client): Promise<string | null> {
  const { framework } = useThemes.getState()
  if (framework === null) return null
  return (await client.codebook.frameworks({})).find(({ id }) => id === framework)?.id ?? null
}

const withoutPack = ({ pack: _, ...formats }: Readonly<Record<string, string>>) => formats

/**
 * Making one kind of report and taking it out: a file dialog on the desktop, a download in a browser. `chosen` is what
 * is asked for where it is not what the Reports screen has.
 */
export function useMaking(kind: ReportKind, chosen?: Chosen) {
  const client = useClient()
  const { keep } = useReports()
  const owner = ownerOf(useSession())
  const [progress, setProgress] = useState<Progress | null>(null)
  const [stopped, setStopped] = useState<Stopped | null>(null)
  const cancelled = useRef<AbortController | null>(null)

  const make = async (format: string, despite?: 'names' | 'no-scan') => {
    const abort = new AbortController()
    cancelled.current = abort
    setProgress({ done: 0, total: null, doing: `Making ${kind.name}` })
    try {
      const wanted = { what: kind.id, format, ...(chosen ?? (await chosenFor(client, kind.id))) }
      const options = { onProgress: setProgress, signal: abort.signal }
      const made = await client.reports
        .make({ ...wanted, ...(despite ? { despite } : {}) }, options)
        .catch(async (error: unknown) => {
          if (!isLeak(error)) throw error
          setStopped({ format, why: error, scan: await client.reports.scan(wanted, options) })
          return null
        })
      if (made === null) return
      const { id, fileName, bytes, remark } = made
      keep(kind.id, { report: id, format, fileName, bytes, at: Date.now(), remark, path: null, owner })
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
    make: (format: string, despite?: 'names' | 'no-scan') => void make(format, despite),
    stopped,
    letGo: () => setStopped(null),
    cancel: () => cancelled.current?.abort(),
    /** Takes a report that was made out once more. */
    again: (report: string, fileName: string) => void take(report, fileName).catch(showFailure),
  }
}
