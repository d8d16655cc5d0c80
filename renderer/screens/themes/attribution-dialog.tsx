import { X } from 'lucide-react'
import { useState } from 'react'
import {
  type AttributionStyle,
  type AttributionTemplate,
  attributeNamed,
  attributionFields,
  type DateStyle,
  namedIn,
  usualAttribution,
} from '#shared/model/attribution.ts'
import type { Attribute } from '#shared/model/case.ts'
import type { SourceKind } from '#shared/model/document.ts'
import { IconButton } from '../../ui/button.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useAct, useClient, useRead } from '../../use-engine.ts'
import styles from './attribution-dialog.module.css'

const kinds: readonly { id: SourceKind; label: string }[] = [
  { id: 'interview', label: 'Interviews' },
  { id: 'record', label: 'Records' },
  { id: 'email', label: 'Emails' },
  { id: 'note', label: 'Notes' },
]
const dates: readonly { id: DateStyle; label: string }[] = [
  { id: 'short', label: '21/11/18' },
  { id: 'long-year', label: '21/11/2018' },
  { id: 'words', label: '21 Nov 2018' },
  { id: 'iso', label: '2018-11-21' },
]

/** Says how passages are attributed, by kind of source and, where they differ, by data set, with what comes of it. */
export function AttributionDialog({ onClose }: { onClose(): void }) {
  const { data } = useRead('memos.attribution', {})
  return data ? <AttributionForm kept={data} onClose={onClose} /> : null
}

interface AttributionFormProps {
  kept: AttributionStyle
  onClose(): void
}

function AttributionForm({ kept, onClose }: AttributionFormProps) {
  const client = useClient()
  const { run, busy } = useAct()
  const [style, setStyle] = useState<AttributionStyle>(() => ({
    ...kept,
    templates: complete(kept.templates),
  }))
  const attributes = useRead('cases.list', {}).data?.attributes
  const dataSets = useRead('sources.dataSets', {}).data ?? []
  const tried = useRead('memos.tryAttribution', style, { keepPrevious: true })
  const set = (n: number, template: string) =>
    setStyle({
      ...style,
      templates: style.templates.map((one, at) => (at === n ? { ...one, template } : one)),
    })
  const free = kinds.flatMap(({ id: kind, label }) =>
    dataSets
      .filter(({ id }) => !style.templates.some(one => one.kind === kind && one.dataSet === id))
      .map(({ id, name }) => ({ id: `${kind} ${id}`, label: `${label} in “${name}”` })),
  )
  const add = (choice: string) => {
    const [kind, dataSet = null] = choice.split(' ')
    const known = kinds.find(({ id }) => id === kind)?.id
    if (!known) return
    const usual = style.templates.find(one => one.kind === known && one.dataSet === null)?.template
    const made = { kind: known, dataSet, template: usual ?? '[{title}]' }
    setStyle({ ...style, templates: sorted([...style.templates, made]) })
  }
  const keep = () =>
    void run(
      async () => {
        await client.memos.setAttribution(style)
        onClose()
      },
      { undoable: 'How passages are attributed was changed.' },
    )
  return (
    <FormDialog
      title="How passages are attributed"
      description={`A template names ${attributionFields.map(name => `{${name}}`).join(', ')}, and attributes as {person.Role}. A part between commas that lacks what it names is left out.`}
      size="large"
      submitLabel="Keep the templates"
      isReady={style.templates.every(({ template }) => template.trim() !== '')}
      isBusy={busy}
      failure={tried.failure ?? null}
      hasDraft={JSON.stringify(style) !== JSON.stringify({ ...kept, templates: complete(kept.templates) })}
      onSubmit={keep}
      onClose={onClose}
    >
      <div className={styles.dates}>
        <Select<DateStyle>
          label="Dates"
          options={dates}
          value={style.dates}
          onChange={chosen => setStyle({ ...style, dates: chosen })}
        />
      </div>
      <ul className={styles.templates} aria-label="Templates">
        {style.templates.map(({ kind, dataSet, template }, n) => {
          const name =
            dataSet === null ? null : (dataSets.find(({ id }) => id === dataSet)?.name ?? 'a data set')
          const label = `${kinds.find(({ id }) => id === kind)?.label}${name === null ? '' : ` in “${name}”`}`
          const said = tried.data?.find(
            one => one.kind === kind && (dataSet === null || one.dataSet === dataSet),
          )
          return (
            <li key={`${kind} ${dataSet}`} className={styles.line}>
              <TextField
                label={label}
                value={template}
                onChange={words => set(n, words)}
                maxLength={300}
                description={
                  <>
                    {said ? (
                      <>
                        Such as <bdi>{said.said}</bdi>
                      </>
                    ) : (
                      'There is no source of it yet.'
                    )}
                    {attributes && goneIn(template, attributes)}
                  </>
                }
              />
              {dataSet !== null && (
                <IconButton
                  label={`Take out the template for ${label}`}
                  icon={<X />}
                  size="small"
                  onPress={() =>
                    setStyle({ ...style, templates: style.templates.filter((_, at) => at !== n) })
                  }
                />
              )}
            </li>
          )
        })}
      </ul>
      {free.length > 0 && (
        <div className={styles.dates}>
          <Select label="Another for" placeholder="A data set" options={free} value={null} onChange={add} />
        </div>
      )}
    </FormDialog>
  )
}

/** Says which attributes a template names that are gone. */
const goneIn = (template: string, attributes: readonly Attribute[]): string =>
  namedIn(template)
    .filter(name => {
      const named = attributeNamed(name)
      return named && !attributes.some(one => one.about === named.about && one.name === named.attribute)
    })
    .map(name => ` {${name}} is no attribute any more: what stands with it is left out.`)
    .join('')

/** Every kind has a template of its own; those of data sets come after their kind's. */
function complete(templates: readonly AttributionTemplate[]): AttributionTemplate[] {
  const missing = usualAttribution.templates.filter(
    usual => !templates.some(one => one.kind === usual.kind && one.dataSet === null),
  )
  return sorted([...templates, ...missing])
}

const sorted = (templates: readonly AttributionTemplate[]): AttributionTemplate[] =>
  kinds.flatMap(({ id }) =>
    templates
      .filter(({ kind }) => kind === id)
      .sort((a, b) => Number(a.dataSet !== null) - Number(b.dataSet !== null)),
  )
