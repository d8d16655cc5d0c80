import { Printer } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Progress as Told } from '#shared/contract/wire.ts'
import { TandemError } from '#shared/errors.ts'
import type { ReportKind, ReportPreview } from '#shared/model/report.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FailureCallout } from '../../ui/failure-callout.tsx'
import { Progress } from '../../ui/progress.tsx'
import { useAct, useClient, useSession } from '../../use-engine.ts'
import { LeakDialog } from './leak-dialog.tsx'
import { PrintedReport } from './printed-report.tsx'
import styles from './report-page.module.css'
import { ReportPage } from './report-page.tsx'
import { chosenFor, isLeak, type Stopped } from './use-making.ts'

/** More elements than any report has. */
const all = 1_000_000

/** The beginning of a report as its page will be, and the way to paper. */
export function ReportPreviewDialog({ kind, close }: { kind: ReportKind; close(): void }) {
  const client = useClient()
  const { study } = useSession()
  const { run, busy } = useAct()
  const [preview, setPreview] = useState<ReportPreview | null>(null)
  const [failure, setFailure] = useState<TandemError | null>(null)
  const [told, setTold] = useState<Told | null>(null)
  const [printing, setPrinting] = useState<ReportPreview | null>(null)
  const [stopped, setStopped] = useState<Stopped | null>(null)
  useEffect(() => {
    const abort = new AbortController()
    chosenFor(client, kind.id)
      .then(chosen =>
        client.reports.preview({ what: kind.id, ...chosen }, { signal: abort.signal, onProgress: setTold }),
      )
      .then(setPreview, (error: unknown) => {
        if (abort.signal.aborted) return
        if (!(error instanceof TandemError)) throw error
        setFailure(error)
      })
    return () => abort.abort()
  }, [client, kind.id])
  const print = (despite?: 'names' | 'no-scan') =>
    run(async () => {
      const wanted = { what: kind.id, ...(await chosenFor(client, kind.id)) }
      const printed = await client.reports
        .preview({ ...wanted, most: all, prints: true, ...(despite ? { despite } : {}) })
        .catch(async (error: unknown) => {
          if (!isLeak(error)) throw error
          const scan = await client.reports.scan({ ...wanted, format: 'html' })
          setStopped({ format: 'html', why: error, scan })
          return null
        })
      setPrinting(printed)
    })
  return (
    <Dialog
      title={`Preview: ${kind.name}`}
      description="As its web page will be. Other formats hold the same."
      size="full"
      isOpen
      onOpenChange={opened => !opened && close()}
      footer={
        <>
          <Button
            icon={<Printer />}
            isDisabled={preview === null}
            isPending={busy}
            onPress={() => void print()}
          >
            Print, or save as PDF…
          </Button>
          <Button variant="primary" onPress={close}>
            Close
          </Button>
        </>
      }
    >
      <div className={styles.preview}>
        <FailureCallout failure={failure} />
        {preview === null && failure === null && (
          <Progress
            label={told?.doing ?? `Preparing ${kind.name}`}
            value={told?.total ? told.done / told.total : null}
            onCancel={close}
          />
        )}
        {preview && <ReportPage page={preview.page} />}
        {preview && !preview.isWhole && (
          <p className={styles.further}>This is the beginning. The report goes on.</p>
        )}
      </div>
      {stopped && (
        <LeakDialog
          stopped={stopped}
          thing="report"
          verb="print"
          close={() => setStopped(null)}
          goOn={despite => {
            setStopped(null)
            void print(despite)
          }}
        />
      )}
      {printing && (
        <PrintedReport
          studyTitle={study?.title ?? ''}
          name={kind.name}
          report={printing}
          onDone={() => setPrinting(null)}
        />
      )}
    </Dialog>
  )
}
