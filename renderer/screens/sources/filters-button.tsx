import { ListFilter } from 'lucide-react'
import { useState } from 'react'
import type { SourceFilter } from '#shared/model/source-filter.ts'
import { Button } from '../../ui/button.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { MenuButton } from '../../ui/menu.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useAct, useClient, useRead } from '../../use-engine.ts'
import { useStep } from '../use-step.ts'
import { asksSomething } from './filter-sources.ts'

interface FiltersButtonProps {
  filter: SourceFilter
  onChange(filter: SourceFilter): void
}

/** The filters the team keeps by name: open one, keep this one, remove one. */
export function FiltersButton({ filter, onChange }: FiltersButtonProps) {
  const client = useClient()
  const { run } = useAct()
  const kept = useRead('catalogue.filters', {}).data ?? []
  const [saving, setSaving] = useState(false)
  return (
    <>
      <MenuButton
        label="Kept filters"
        trigger={
          <Button size="small" variant="quiet" icon={<ListFilter />}>
            Filters
          </Button>
        }
        entries={[
          {
            id: 'kept',
            heading: kept.length > 0 ? 'Open' : 'No filter is kept yet',
            entries: kept.map(({ id, name, asks }) => ({ id, label: name, onAction: () => onChange(asks) })),
          },
          {
            id: 'change',
            entries: [
              {
                id: 'save',
                label: 'Keep this filter…',
                isDisabled: !asksSomething(filter),
                ...(asksSomething(filter) ? {} : { description: 'Every source is shown.' }),
                onAction: () => setSaving(true),
              },
              ...(kept.length === 0
                ? []
                : [
                    {
                      id: 'remove',
                      label: 'Remove a filter',
                      children: kept.map(({ id, name }) => ({
                        id: `remove-${id}`,
                        label: name,
                        onAction: () =>
                          void run(() => client.catalogue.removeFilter({ filter: id }), {
                            undoable: `The filter “${name}” was removed.`,
                          }),
                      })),
                    },
                  ]),
            ],
          },
        ]}
      />
      {saving && (
        <SaveFilterDialog
          filter={filter}
          names={kept.map(({ name }) => name)}
          close={() => setSaving(false)}
        />
      )}
    </>
  )
}

interface SaveFilterDialogProps {
  filter: SourceFilter
  names: readonly string[]
  close(): void
}

function SaveFilterDialog({ filter, names, close }: SaveFilterDialogProps) {
  const client = useClient()
  const [name, setName] = useState('')
  const { take, failure, busy } = useStep()
  const keep = () =>
    take(async () => {
      await client.catalogue.saveFilter({ name: name.trim(), asks: filter })
      close()
    })
  return (
    <FormDialog
      title="Keep this filter"
      description="Everybody in the study can open it, here and from the palette."
      size="small"
      submitLabel="Keep"
      isReady={name.trim() !== ''}
      isBusy={busy}
      failure={failure}
      onSubmit={keep}
      onClose={close}
    >
      <TextField
        label="Name"
        value={name}
        onChange={setName}
        maxLength={400}
        autoFocus
        {...(names.includes(name.trim()) ? { description: 'Replaces the filter of this name.' } : {})}
      />
    </FormDialog>
  )
}
