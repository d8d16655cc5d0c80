import { FileOutput } from 'lucide-react'
import type { JournalChoice } from '#shared/model/journal.ts'
import type { ReportKind } from '#shared/model/report.ts'
import { Button } from '../../ui/button.tsx'
import { MenuButton } from '../../ui/menu.tsx'
import { Progress } from '../../ui/progress.tsx'
import { useRead } from '../../use-engine.ts'
import { LeakDialog } from '../reports/leak-dialog.tsx'
import { useMaking } from '../reports/use-making.ts'

/** The audit trail taken out as a file, with the steps that are listed and no others. */
export function ExportTrail({ choice }: { choice: JournalChoice }) {
  const kind = useRead('reports.kinds', {}).data?.find(({ id }) => id === 'audit')
  return kind ? <Taking kind={kind} choice={choice} /> : null
}

function Taking({ kind, choice }: { kind: ReportKind; choice: JournalChoice }) {
  const { progress, make, cancel, stopped, letGo } = useMaking(kind, { audit: choice })
  return (
    <>
      {progress ? (
        <Progress isCompact label={progress.doing} value={null} onCancel={cancel} />
      ) : (
        <MenuButton
          label="Format of the audit trail"
          trigger={<Button icon={<FileOutput />}>Export as audit trail</Button>}
          entries={kind.formats.map(({ id, name }) => ({ id, label: name }))}
          onAction={format => make(format)}
        />
      )}
      {stopped && (
        <LeakDialog
          stopped={stopped}
          thing="report"
          verb="make"
          close={letGo}
          goOn={despite => {
            letGo()
            make(stopped.format, despite)
          }}
        />
      )}
    </>
  )
}
