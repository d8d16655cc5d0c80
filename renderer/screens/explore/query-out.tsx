import { Copy } from 'lucide-react'
import type { StudyQuery } from '#shared/model/query.ts'
import { toClipboard } from '../../clipboard-cells.ts'
import { Button } from '../../ui/button.tsx'
import { showToast } from '../../ui/toast-queue.ts'
import { useClient, useRun } from '../../use-engine.ts'
import { ExportMenu } from '../reports/export-menu.tsx'

/** Copies what a query found as a concordance, and takes it out as a file. */
export function QueryOut({ query }: { query: StudyQuery }) {
  const client = useClient()
  const run = useRun()
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
      <ExportMenu
        what="query"
        label="Export"
        chosen={{ query: { asks: query } }}
        size="small"
        variant="quiet"
      />
    </>
  )
}
