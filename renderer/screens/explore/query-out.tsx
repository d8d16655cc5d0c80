import { Copy, FileOutput } from 'lucide-react'
import type { StudyQuery } from '#shared/model/query.ts'
import type { ReportKind } from '#shared/model/report.ts'
import { Button } from '../../ui/button.tsx'
import { MenuButton } from '../../ui/menu.tsx'
import { showToast } from '../../ui/toast-queue.ts'
import { useClient, useRead, useRun } from '../../use-engine.ts'
import { toClipboard } from '../cases/block.ts'
import { LeakDialog } from '../reports/leak-dialog.tsx'
import { useMaking } from '../reports/use-making.ts'

/** Copies what a query found as a concordance, and takes it out as a file. */
export function QueryOut({ query }: { query: StudyQuery }) {
  const client = useClient()
  const run = useRun()
  const kind = useRead('reports.kinds', {}).data?.find(({ id }) => id === 'query')
  const copy = () =>
    void run(async () => {
      const { places } = await client.queries.ask({ query, limit: 10_000 })
      const rows = places.map(place => [
        place.sourceTitle,
        String(place.line),
        place.speaker ?? '',
        place.before,
        place.match,
        place.after,
        place.cases.join('; '),
        place.codes.map(({ name }) => name).join('; '),
      ])
      await navigator.clipboard.writeText(
        toClipboard([
          ['Source', 'Turn', 'Speaker', 'Before', 'Passage', 'After', 'People and sites', 'Codes there'],
          ...rows,
        ]),
      )
      showToast({ message: 'The places were copied.' })
    })
  return (
    <>
      <Button size="small" variant="quiet" icon={<Copy />} onPress={copy}>
        Copy
      </Button>
      {kind && <Making kind={kind} query={query} />}
    </>
  )
}

function Making({ kind, query }: { kind: ReportKind; query: StudyQuery }) {
  const { progress, make, stopped, letGo } = useMaking(kind, { query: { asks: query } })
  return (
    <>
      <MenuButton
        label="Export as"
        trigger={
          <Button size="small" variant="quiet" icon={<FileOutput />} isPending={progress !== null}>
            Export
          </Button>
        }
        entries={kind.formats.map(({ id, name }) => ({ id, label: name, onAction: () => make(id) }))}
      />
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
