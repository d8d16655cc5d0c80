import { useState } from 'react'
import type { SourceKind } from '#shared/model/document.ts'
import type { SourceSummary } from '#shared/model/source.ts'
import type { DataSet } from '#shared/model/study.ts'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { showToast } from '../../ui/toast-queue.ts'
import { useClient } from '../../use-engine.ts'
import { counted } from '../../wording.ts'
import { useStep } from '../use-step.ts'
import { DataSetField } from './data-set-field.tsx'
import { sourceKinds } from './kinds.ts'
import styles from './sources.module.css'

interface EditSourcesDialogProps {
  sources: readonly SourceSummary[]
  dataSets: readonly DataSet[]
  close(): void
}

/** Changes what is said about sources: the title and date of one, the kind and data set of any number. */
export function EditSourcesDialog({ sources, dataSets, close }: EditSourcesDialogProps) {
  const client = useClient()
  const [first] = sources
  const only = sources.length === 1 ? first : undefined
  const [title, setTitle] = useState(only?.title ?? '')
  const [date, setDate] = useState(only?.date ?? '')
  const [kind, setKind] = useState<SourceKind | 'as-is'>(common(sources.map(({ kind }) => kind)) ?? 'as-is')
  const commonSet = common(sources.map(({ dataSet }) => dataSet?.name ?? ''))
  const [dataSet, setDataSet] = useState(commonSet ?? '')
  const [setTouched, touchSet] = useState(false)
  const { take, failure, busy } = useStep()
  const keep = () =>
    take(async () => {
      const id = setTouched ? await dataSetId(dataSet.trim()) : undefined
      for (const source of sources) {
        const change = {
          ...(only && title.trim() !== only.title ? { title: title.trim() } : {}),
          ...(only && date.trim() !== (only.date ?? '') ? { date: date.trim() || null } : {}),
          ...(kind !== 'as-is' && kind !== source.kind ? { kind } : {}),
          ...(id !== undefined && id !== (source.dataSet?.id ?? null) ? { dataSet: id } : {}),
        }
        if (Object.keys(change).length > 0) await client.sources.update({ source: source.id, ...change })
      }
      if (sources.length > 1) showToast({ message: `${counted(sources.length, 'source')} changed.` })
      close()
    })
  /** The set's id; made where there is none of that name, null for none. */
  const dataSetId = async (name: string): Promise<string | null> => {
    if (name === '') return null
    const known = dataSets.find(set => set.name === name)
    return known ? known.id : (await client.sources.addDataSet({ name })).id
  }
  const isReady = only === undefined || title.trim() !== ''
  return (
    <Dialog
      title={only ? 'Edit source' : `Edit ${counted(sources.length, 'source')}`}
      isOpen
      isHeld
      onOpenChange={opened => !opened && close()}
      footer={
        <>
          <Button onPress={close}>Cancel</Button>
          <Button variant="primary" type="submit" form="edit-sources" isDisabled={!isReady} isPending={busy}>
            Keep the changes
          </Button>
        </>
      }
    >
      <form
        id="edit-sources"
        noValidate
        className={styles.form}
        onSubmit={event => {
          event.preventDefault()
          if (isReady) keep()
        }}
      >
        {failure && (
          <Callout tone="error" isLive title={failure.message}>
            {failure.hint}
          </Callout>
        )}
        {only && <TextField label="Title" value={title} onChange={setTitle} maxLength={400} autoFocus />}
        <div className={styles.pair}>
          <Select
            label="Kind"
            options={[
              ...(common(sources.map(({ kind }) => kind)) === null
                ? [{ id: 'as-is' as const, label: 'As each is' }]
                : []),
              ...sourceKinds,
            ]}
            value={kind}
            onChange={setKind}
          />
          <DataSetField
            dataSets={dataSets}
            value={dataSet}
            onChange={name => {
              setDataSet(name)
              touchSet(true)
            }}
            {...(commonSet === null && !setTouched ? { placeholder: 'As each is' } : {})}
          />
        </div>
        {only && (
          <TextField
            label="Date"
            description="When it was said or written: 2019-01-14"
            value={date}
            onChange={setDate}
            maxLength={40}
          />
        )}
        {only && (
          <Disclosure title="About the file" aside={only.format}>
            <dl className={styles.facts}>
              <dt>File</dt>
              <dd>{only.fileName}</dd>
              <dt>Length</dt>
              <dd>
                {counted(only.words, 'word')}, {counted(only.characters, 'character')},{' '}
                {counted(only.segments, 'part')}
              </dd>
              <dt>Text’s SHA-256</dt>
              <dd className={styles.hash}>{only.sha256}</dd>
              {only.warnings.map(warning => (
                <div key={warning} className={styles.fact}>
                  <dt>Import said</dt>
                  <dd>{warning}</dd>
                </div>
              ))}
            </dl>
          </Disclosure>
        )}
      </form>
    </Dialog>
  )
}

/** What all have in common, or null. */
function common<T>(values: readonly T[]): T | null {
  const [first] = values
  return first !== undefined && values.every(value => value === first) ? first : null
}
