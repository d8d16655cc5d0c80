import { useEffect } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FailureCallout } from '../../ui/failure-callout.tsx'
import { announce } from '../../ui/live-announcer.tsx'
import { Progress } from '../../ui/progress.tsx'
import { useClient } from '../../use-engine.ts'
import { counted, number } from '../../wording.ts'
import { bringsSomething } from './file-state.ts'
import styles from './import.module.css'
import { ImportFiles } from './import-files-list.tsx'
import { ImportOptions } from './import-options.tsx'
import { ImportReport } from './import-report.tsx'
import { useImport } from './import-store.ts'
import { PreviewPane } from './preview-pane.tsx'
import { newRecords } from './records-choice.ts'
import { RecordsPane } from './records-pane.tsx'
import { reportLine } from './report-line.ts'
import { timeLeft } from './time-left.ts'

/** From files to sources: what was recognised, what to call it, and the report of what became of each. */
export function ImportDialog() {
  const client = useClient()
  const { stage, files, shown, choices, progress, began, isCancelling, results, failure, ...does } =
    useImport()
  const { start, cancel, close } = does
  const line = stage === 'done' ? reportLine(results) : null
  useEffect(() => {
    if (line !== null) announce(line)
  }, [line])
  if (stage === null) return null
  const reading = files.filter(({ state }) => state === 'waiting' || state === 'reading').length
  const taken = files.filter(file => file.included && bringsSomething(file))
  const documents = taken.reduce(
    (sum, { preview, records }) => sum + (preview?.total ?? 0) + (records ? newRecords(records) : 0),
    0,
  )
  const unmapped = taken.some(
    ({ records }) => records && (records.look === null || records.name.trim() === ''),
  )
  const untitled = taken.some(({ titles }) => titles.some(title => title.trim() === ''))
  const current = files.find(({ key }) => key === shown) ?? files[0]
  if (stage === 'done') {
    return (
      <Dialog
        title="Import"
        isOpen
        onOpenChange={opened => !opened && close()}
        size="large"
        footer={
          <Button variant="primary" onPress={close} autoFocus>
            Done
          </Button>
        }
      >
        <ImportReport results={results} />
      </Dialog>
    )
  }
  if (stage === 'importing') {
    return (
      <Dialog title="Importing" isOpen isHeld onOpenChange={opened => !opened && cancel()}>
        <Progress
          label={progress?.doing ?? 'Beginning'}
          value={progress?.total ? progress.done / progress.total : null}
          detail={
            progress?.total ? `${number(progress.done)} of ${counted(progress.total, 'file')}` : undefined
          }
          estimate={timeLeft(performance.now() - began, progress?.done ?? 0, progress?.total ?? 0)}
          onCancel={cancel}
          isCancelling={isCancelling}
        />
        <p className={styles.quiet}>Files already taken stay if you cancel; each can be undone.</p>
      </Dialog>
    )
  }
  return (
    <Dialog
      title={`Import ${counted(files.length, 'file')}`}
      description="This is what was recognised. Nothing is kept until you import."
      size="full"
      isOpen
      isHeld
      hasDraft={choices.kind !== null || choices.dataSet !== '' || files.some(({ isTouched }) => isTouched)}
      onOpenChange={opened => !opened && cancel()}
      footer={
        <>
          {reading > 0 && (
            <span className={styles.reading} role="status">
              {[
                `Reading ${number(files.length - reading + 1)} of ${counted(files.length, 'file')}…`,
                timeLeft(performance.now() - began, files.length - reading, files.length),
              ]
                .filter(Boolean)
                .join(' ')}
            </span>
          )}
          <Button onPress={cancel}>Cancel</Button>
          <Button
            variant="primary"
            isDisabled={reading > 0 || taken.length === 0 || untitled || unmapped}
            onPress={() => void start(client)}
          >
            {documents > 0 ? `Import ${counted(documents, 'source')}` : 'Import'}
          </Button>
        </>
      }
    >
      <div className={styles.dialog}>
        <FailureCallout failure={failure} />
        <ImportOptions />
        <div className={styles.panes}>
          <ImportFiles files={files} shown={current?.key ?? null} />
          {current?.records && current.state === 'read' ? (
            <RecordsPane key={current.key} file={current} records={current.records} />
          ) : (
            current && <PreviewPane key={current.key} file={current} />
          )}
        </div>
      </div>
    </Dialog>
  )
}
