import { useState } from 'react'
import type { SourceKind } from '#shared/model/document.ts'
import type { SourceSummary } from '#shared/model/source.ts'
import { sourceKinds } from '#shared/model/source-kind.ts'
import type { DataSet } from '#shared/model/study.ts'
import { readSourceDate } from '#shared/text/day.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { FailureCallout } from '../../ui/failure-callout.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { showToast } from '../../ui/toast-queue.ts'
import { useClient, useRead } from '../../use-engine.ts'
import { counted } from '../../wording.ts'
import { useStep } from '../use-step.ts'
import { DataSetField } from './data-set-field.tsx'
import styles from './sources.module.css'
import { noTags, type TagChoice, withTyped } from './tag-choice.ts'
import { TagsField } from './tags-field.tsx'
import { wholeLength } from './whole-length.ts'

interface EditSourcesDialogProps {
  sources: readonly SourceSummary[]
  dataSets: readonly DataSet[]
  close(): void
}

/** Changes what is said about sources in one step: the title of one; kind, data set, date and tags of any number. */
export function EditSourcesDialog({ sources, dataSets, close }: EditSourcesDialogProps) {
  const client = useClient()
  const [first] = sources
  const only = sources.length === 1 ? first : undefined
  const [title, setTitle] = useState(only?.title ?? '')
  const commonDate = common(sources.map(({ date }) => date ?? ''))
  const [date, setDate] = useState(commonDate ?? '')
  const [kind, setKind] = useState<SourceKind | 'as-is'>(common(sources.map(({ kind }) => kind)) ?? 'as-is')
  const commonSet = common(sources.map(({ dataSet }) => dataSet?.name ?? ''))
  const [dataSet, setDataSet] = useState(commonSet ?? '')
  const [setTouched, touchSet] = useState(false)
  const [dateTouched, touchDate] = useState(false)
  // What is wrong with the date is said once it is left: half a date is none yet.
  const [dateLeft, leaveDate] = useState(false)
  const whyNoDate = dateTouched ? whyNot(date) : null
  const [tagChoice, setTagChoice] = useState<TagChoice>(noTags)
  const tags = useRead('catalogue.tags', {}).data ?? []
  const { take, failure, busy } = useStep()
  const keep = () =>
    take(async () => {
      const { add, remove } = withTyped(tagChoice, tags)
      await client.catalogue.change({
        sources: sources.map(({ id }) => id),
        ...(only && title.trim() !== only.title ? { title: title.trim() } : {}),
        ...(kind === 'as-is' ? {} : { kind }),
        ...(setTouched ? { dataSet: dataSet.trim() || null } : {}),
        ...(dateTouched ? { date: date.trim() || null } : {}),
        addTags: [...add],
        removeTags: [...remove],
      })
      if (sources.length > 1) showToast({ message: `${counted(sources.length, 'source')} changed.` })
      close()
    })
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
          leaveDate(true)
          if (isReady && whyNoDate === null) keep()
        }}
      >
        <FailureCallout failure={failure} />
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
        <TextField
          label="Date"
          description="When it was said or written: 14 January 2019 or 2019-01-14"
          value={date}
          onChange={text => {
            setDate(text)
            touchDate(true)
            leaveDate(false)
          }}
          onBlur={() => leaveDate(true)}
          maxLength={40}
          {...(dateLeft && whyNoDate !== null ? { error: whyNoDate } : {})}
          {...(commonDate === null && !dateTouched ? { placeholder: 'As each is' } : {})}
        />
        <TagsField tags={tags} sources={sources} value={tagChoice} onChange={setTagChoice} />
        {only && (
          <Disclosure title="About the file" aside={only.format}>
            <dl className={styles.facts}>
              <dt>File</dt>
              <dd>{only.fileName}</dd>
              <dt>Length</dt>
              <dd>{wholeLength(only)}</dd>
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

/** Why a date that was typed is none, in a sentence; null where it is one, or empty. */
function whyNot(typed: string): string | null {
  if (typed.trim() === '') return null
  const read = readSourceDate(typed)
  return 'why' in read ? read.why : null
}

/** What all have in common, or null. */
function common<T>(values: readonly T[]): T | null {
  const [first] = values
  return first !== undefined && values.every(value => value === first) ? first : null
}
