import { useState } from 'react'
import type { CaseImportPreview, CaseImportRow, CaseMapping } from '#shared/model/case.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FailureCallout } from '../../ui/failure-callout.tsx'
import { Progress } from '../../ui/progress.tsx'
import { Table, type TableProps } from '../../ui/table.tsx'
import { showToast } from '../../ui/toast-queue.ts'
import { undoing, useClient } from '../../use-engine.ts'
import { counted } from '../../wording.ts'
import { SheetField } from '../sheet-field.tsx'
import { useStep } from '../use-step.ts'
import { useTableFile } from '../use-table-file.ts'
import styles from './cases.module.css'
import { useCases } from './cases-store.ts'
import { ColumnUses } from './column-uses.tsx'

/** Takes people or sites from a table: shows what each column is taken for and what would change, then does it. */
export function ImportCasesDialog({ close }: { close(): void }) {
  const client = useClient()
  const show = useCases(({ show }) => show)
  const { take, failure, busy } = useStep()
  const [shown, setShown] = useState<CaseImportPreview | null>(null)
  const [mapping, setMapping] = useState<CaseMapping | null>(null)
  const { choose, chooseSheet, leave } = useTableFile({
    title: 'Choose a table of people or sites',
    take,
    isRead: shown !== null,
    close,
    async read(file, signal, sheet) {
      const preview = await client.cases.preview({ file, sheet }, { signal })
      setShown(preview)
      setMapping(preview.mapping)
    },
  })
  const map = (next: CaseMapping) => {
    setMapping(next)
    if (!shown) return
    take(async () => setShown(await client.cases.preview({ preview: shown.preview, mapping: next })))
  }
  const bring = () =>
    take(async () => {
      if (!shown || !mapping) return
      const { new: fresh, changed } = await client.cases.import({ preview: shown.preview, mapping })
      show(mapping.kind)
      showToast({
        topic: 'step',
        message: `From ${shown.fileName}: ${fresh} new, ${changed} changed.`,
        action: undoing(client),
      })
      close()
    })
  const changes = shown ? shown.counts.new + shown.counts.changed : 0
  return (
    <Dialog
      title={shown ? `Import “${shown.fileName}”` : 'Import a table'}
      description="A case in each row. Cases you have already are found by name; an empty cell leaves what is there."
      size="large"
      isOpen
      isHeld
      onOpenChange={isOpen => !isOpen && leave()}
      footer={
        <>
          <Button onPress={leave}>Cancel</Button>
          {shown === null && (
            <Button isDisabled={busy} onPress={choose}>
              Choose a file…
            </Button>
          )}
          <Button
            variant="primary"
            isDisabled={changes === 0 || failure !== null}
            isPending={busy && shown !== null}
            onPress={bring}
          >
            {changes === 0 ? 'Nothing to import' : `Import ${counted(changes, 'case')}`}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <FailureCallout failure={failure} />
        {shown === null && busy && <Progress label="Reading the table" value={null} />}
        {shown && mapping && (
          <>
            <SheetField sheets={shown.sheets} onChoose={chooseSheet} />
            <ColumnUses shown={shown} mapping={mapping} onChange={map} />
            <div>
              <p className={styles.counts} role="status">
                {said(shown)}
              </p>
              {shown.notes.map(note => (
                <p key={note} className={styles.quiet}>
                  {note}
                </p>
              ))}
            </div>
            {shown.near.length > 0 && (
              <Checkbox
                isSelected={mapping.sitesApart === true}
                onChange={sitesApart => map({ ...mapping, sitesApart })}
              >
                Sites whose names are alike are sites of their own
              </Checkbox>
            )}
            {shown.rows.length > 0 && (
              <div className={styles.preview}>
                <Table
                  label="What would change"
                  columns={columns}
                  rows={shown.rows}
                  rowId={({ number }) => String(number)}
                  isTall={shown.rows.length <= 200}
                />
              </div>
            )}
          </>
        )}
      </div>
    </Dialog>
  )
}

function said({ counts }: CaseImportPreview): string {
  const unreadable =
    counts.unreadable === 0
      ? ''
      : ` ${counted(counts.unreadable, 'cell')} cannot be read and stay as they are.`
  return `${counts.new} new, ${counts.changed} changed, ${counts.unchanged} unchanged.${unreadable}`
}

const columns: TableProps<CaseImportRow>['columns'] = [
  { id: 'row', header: 'Row', width: '56px', align: 'end', cell: ({ number }) => number },
  { id: 'name', header: 'Case', width: '24%', isRowHeader: true, cell: ({ name }) => name },
  { id: 'status', header: 'Is', width: '92px', cell: ({ status }) => <Badge>{status}</Badge> },
  {
    id: 'changes',
    header: 'What comes in',
    cell: ({ changes, unreadable, why }) => (
      <>
        {why && <span className={styles.problem}>{why}</span>}
        {changes
          .map(({ column, before, after }) =>
            before === '' ? `${column}: ${after}` : `${column}: ${after}, before ${before}`,
          )
          .join('; ')}
        {unreadable.map(({ column, value, why }) => (
          <div key={column} className={styles.problem}>
            {column}: “{value}” {why}
          </div>
        ))}
      </>
    ),
  },
]
