import { Download, FolderOpen } from 'lucide-react'
import type { Layer } from '#shared/model/coding.ts'
import type { ReportKind } from '#shared/model/report.ts'
import { desktop } from '../../desktop.ts'
import { showFailure } from '../../show-failure.ts'
import { Button } from '../../ui/button.tsx'
import { Progress } from '../../ui/progress.tsx'
import { Select } from '../../ui/select.tsx'
import { useSession } from '../../use-engine.ts'
import { fileSize, timeOfDay } from '../../wording.ts'
import { JournalFilter } from '../history/journal-filter.tsx'
import { AgreementOptions } from './agreement-options.tsx'
import { LeakDialog } from './leak-dialog.tsx'
import { ParticipantsOptions } from './participants-options.tsx'
import styles from './reports.module.css'
import { ownerOf, useReports } from './reports-store.ts'
import { takesALayer, useMaking } from './use-making.ts'

const both = 'both'

const layers: readonly { id: Layer | typeof both; label: string; description: string }[] = [
  { id: both, label: 'Both layers', description: 'Each named as what it is' },
  { id: 'consensus', label: 'Consensus', description: 'What both agreed on and what was ruled' },
  { id: 'independent', label: 'Each coder’s own', description: 'As coded, by whom, that you may see' },
]

/** One kind of report: what it holds, in which format, and when it was last made here. */
export function ReportCard({ kind }: { kind: ReportKind }) {
  const { formats, layer, audit, made, chooseFormat, chooseLayer, chooseAudit } = useReports()
  const { progress, make, cancel, again, stopped, letGo } = useMaking(kind)
  const bridge = desktop()
  const format = formats[kind.id] ?? kind.formats[0]?.id ?? null
  const owner = ownerOf(useSession())
  const last = made[kind.id]?.owner === owner ? made[kind.id] : undefined
  return (
    <li className={styles.card}>
      <h2 className={styles.name}>{kind.name}</h2>
      <p className={styles.description}>{kind.description}</p>
      <div className={styles.controls}>
        <Select
          label="Format"
          options={kind.formats.map(({ id, name, extension }) => ({
            id,
            label: name,
            description: `.${extension}`,
          }))}
          value={format}
          onChange={chosen => chooseFormat(kind.id, chosen)}
        />
        {takesALayer(kind.id) && (
          <Select<Layer | typeof both>
            label="Codings"
            options={layers}
            value={layer ?? both}
            onChange={chosen => chooseLayer(chosen === both ? null : chosen)}
          />
        )}
        {kind.id === 'participants' && <ParticipantsOptions />}
        {kind.id === 'agreement' && <AgreementOptions />}
        {kind.id === 'audit' && <JournalFilter choice={audit} onChange={chooseAudit} />}
        <Button
          isDisabled={format === null}
          isPending={progress !== null}
          onPress={() => format !== null && make(format)}
          aria-label={`Make ${kind.name}`}
        >
          {bridge ? 'Make and save…' : 'Make'}
        </Button>
      </div>
      {progress ? (
        <Progress
          label={progress.doing}
          value={progress.total ? progress.done / progress.total : null}
          onCancel={cancel}
        />
      ) : (
        last && (
          <p className={styles.made}>
            <span>
              Made {timeOfDay(last.at)}: {last.fileName}, {fileSize(last.bytes)}
              {last.remark !== null && `. It holds ${last.remark}.`}
            </span>
            {bridge && last.path ? (
              <Button
                size="small"
                variant="quiet"
                icon={<FolderOpen />}
                onPress={() => void bridge.reveal(last.path ?? '').catch(showFailure)}
              >
                Show in folder
              </Button>
            ) : bridge ? (
              <Button
                size="small"
                variant="quiet"
                icon={<Download />}
                onPress={() => again(last.report, last.fileName)}
              >
                Save…
              </Button>
            ) : (
              <a href={`/download/${last.report}`} download={last.fileName}>
                Download again
              </a>
            )}
          </p>
        )
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
    </li>
  )
}
