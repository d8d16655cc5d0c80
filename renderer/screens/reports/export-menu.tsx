import { FileOutput } from 'lucide-react'
import type { ReportKind } from '#shared/model/report.ts'
import { Button, type ButtonProps } from '../../ui/button.tsx'
import { MenuButton } from '../../ui/menu.tsx'
import { Progress } from '../../ui/progress.tsx'
import { useRead } from '../../use-engine.ts'
import { StoppedMaking } from './stopped-making.tsx'
import { type Chosen, useMaking } from './use-making.ts'

interface ExportMenuProps extends Pick<ButtonProps, 'size' | 'variant'> {
  /** The kind of report. */
  what: string
  /** What the button says. */
  label: string
  /** What is asked for: what the screen around it shows. */
  chosen: Chosen
}

/** What a screen shows taken out as a file, in a format chosen from a menu. */
export function ExportMenu({ what, ...rest }: ExportMenuProps) {
  const kind = useRead('reports.kinds', {}).data?.find(({ id }) => id === what)
  return kind ? <Taking kind={kind} {...rest} /> : null
}

function Taking({ kind, label, chosen, ...look }: Omit<ExportMenuProps, 'what'> & { kind: ReportKind }) {
  const { progress, make, cancel, stopped, letGo } = useMaking(kind, chosen)
  return (
    <>
      {progress ? (
        <Progress isCompact label={progress.doing} value={null} onCancel={cancel} />
      ) : (
        <MenuButton
          label={`Format of the ${kind.name.toLowerCase()}`}
          trigger={
            <Button icon={<FileOutput />} {...look}>
              {label}
            </Button>
          }
          entries={kind.formats.map(({ id, name }) => ({ id, label: name }))}
          onAction={format => make(format)}
        />
      )}
      <StoppedMaking stopped={stopped} letGo={letGo} make={make} />
    </>
  )
}
