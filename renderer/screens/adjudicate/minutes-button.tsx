import { NotebookText } from 'lucide-react'
import type { ReportKind } from '#shared/model/report.ts'
import { Button } from '../../ui/button.tsx'
import { useRead } from '../../use-engine.ts'
import { StoppedMaking } from '../reports/stopped-making.tsx'
import { useMaking } from '../reports/use-making.ts'

/** Takes out the minutes of a round's meetings as a Word document. */
export function MinutesButton({ round }: { round: string }) {
  const kind = useRead('reports.kinds', {}).data?.find(({ id }) => id === 'minutes')
  return kind ? <Making kind={kind} round={round} /> : null
}

function Making({ kind, round }: { kind: ReportKind; round: string }) {
  const { progress, make, stopped, letGo } = useMaking(kind, { round })
  return (
    <>
      <Button icon={<NotebookText />} isPending={progress !== null} onPress={() => make('docx')}>
        Minutes
      </Button>
      <StoppedMaking stopped={stopped} letGo={letGo} make={make} />
    </>
  )
}
