import { Download, FolderOpen } from 'lucide-react'
import { useState } from 'react'
import type { CaseKind } from '#shared/model/case.ts'
import type { Layer } from '#shared/model/coding.ts'
import type { LastMade, ReportKind } from '#shared/model/report.ts'
import { desktop } from '../../desktop.ts'
import { showFailure } from '../../show-failure.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Progress } from '../../ui/progress.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useSession } from '../../use-engine.ts'
import { dayAndTime, fileSize, timeOfDay } from '../../wording.ts'
import { JournalFilter } from '../history/journal-filter.tsx'
import { AgreementOptions } from './agreement-options.tsx'
import { PackOptions } from './pack-options.tsx'
import { ParticipantsOptions } from './participants-options.tsx'
import { ReportPreviewDialog } from './report-preview.tsx'
import styles from './reports.module.css'
import { ownerOf, useReports } from './reports-store.ts'
import { StoppedMaking } from './stopped-making.tsx'
import { takesALayer, takesOneLayer, useMaking } from './use-making.ts'

const both = 'both'

const layers: readonly { id: Layer | typeof both; label: string; description: string }[] = [
  { id: both, label: 'Both layers', description: 'Each named as what it is' },
  { id: 'consensus', label: 'Consensus', description: 'What both agreed on and what was ruled' },
  { id: 'independent', label: 'Each coder’s own', description: 'As coded, by whom, that you may see' },
]

/** One kind of report: what it holds, in which format, and when it was last made; `earlier`: through another window. */
export function ReportCard({ kind, earlier }: { kind: ReportKind; earlier: LastMade | undefined }) {
  const { formats, layer, summaries, audit, contacts, made } = useReports()
  const { chooseFormat, chooseLayer, chooseSummaries, chooseAudit, chooseContacts } = useReports()
  const { progress, make, cancel, again, stopped, letGo } = useMaking(kind)
  const [isPreviewed, setPreviewed] = useState(false)
  const bridge = desktop()
  const isPack = kind.id === 'pack'
  const format = formats[kind.id] ?? kind.formats[0]?.id ?? null
  const owner = ownerOf(useSession())
  const last = made[kind.id]?.owner === owner ? made[kind.id] : undefined
  return (
    <li className={classNames(styles.card, isPack && styles.pack)}>
      <h3 className={styles.name}>{kind.name}</h3>
      <p className={styles.description}>{kind.description}</p>
      <div className={styles.controls}>
        {kind.formats.length > 1 && (
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
        )}
        {takesALayer(kind.id) && (
          <Select<Layer | typeof both>
            label="Codings"
            options={layers.filter(({ id }) => id !== both || !takesOneLayer(kind.id))}
            value={layer ?? (takesOneLayer(kind.id) ? 'consensus' : both)}
            onChange={chosen => chooseLayer(chosen === both ? null : chosen)}
          />
        )}
        {kind.id === 'summaries' && (
          <Select<CaseKind>
            label="Rows"
            options={[
              { id: 'person', label: 'People' },
              { id: 'site', label: 'Sites' },
            ]}
            value={summaries.kind}
            onChange={chosen => chooseSummaries({ kind: chosen })}
          />
        )}
        {kind.id === 'participants' && <ParticipantsOptions />}
        {kind.id === 'agreement' && <AgreementOptions />}
        {kind.id === 'audit' && <JournalFilter choice={audit} onChange={chooseAudit} />}
        {kind.id === 'contacts' && (
          <TextField
            label="Another cut-off"
            type="date"
            value={contacts.cutOff ?? ''}
            onChange={day => chooseContacts({ cutOff: day === '' ? null : day })}
          />
        )}
        {isPack && <PackOptions />}
        {kind.formats.some(({ id }) => id === 'html') && (
          <Button variant="quiet" onPress={() => setPreviewed(true)} aria-label={`Preview ${kind.name}`}>
            Preview
          </Button>
        )}
        <Button
          variant={isPack ? 'primary' : 'secondary'}
          isDisabled={format === null}
          isPending={progress !== null}
          onPress={() => format !== null && make(format)}
          {...(!isPack && { 'aria-label': `Make ${kind.name}` })}
        >
          {isPack
            ? bridge
              ? 'Make the pack and save it…'
              : 'Make the pack'
            : bridge
              ? 'Make and save…'
              : 'Make'}
        </Button>
      </div>
      {progress ? (
        <Progress
          label={progress.doing}
          value={progress.total ? progress.done / progress.total : null}
          onCancel={cancel}
        />
      ) : last ? (
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
      ) : (
        earlier && (
          <p className={styles.made}>
            Last made {dayAndTime(earlier.at)}: {earlier.fileName}
          </p>
        )
      )}
      {isPreviewed && <ReportPreviewDialog kind={kind} close={() => setPreviewed(false)} />}
      <StoppedMaking stopped={stopped} letGo={letGo} make={make} />
    </li>
  )
}
