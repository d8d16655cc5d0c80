import { ListChecks } from 'lucide-react'
import type { CaseKind } from '#shared/model/case.ts'
import { standingParticipants } from '#shared/model/report.ts'
import { Button } from '../../ui/button.tsx'
import { MenuButton } from '../../ui/menu.tsx'
import { Select } from '../../ui/select.tsx'
import { useRead } from '../../use-engine.ts'
import { useReports } from './reports-store.ts'

const all = 'all'

/** Who is in the participants table, in which columns, and with which attributes. */
export function ParticipantsOptions() {
  const { participants: chosen, chooseParticipants } = useReports()
  const table = useRead('cases.list', {}).data
  const participants = table ? standingParticipants(chosen, table.attributes) : chosen
  const { kind, groupBy, attributes } = participants
  const ofKind = table?.attributes.filter(one => one.about === kind) ?? []
  const groups = ofKind.filter(({ type }) => type !== 'number' && type !== 'date')
  // What makes the columns is not told of in the lines as well, unless asked for.
  const shown = attributes ?? ofKind.map(({ id }) => id).filter(id => id !== groupBy)
  const toggle = (id: string) => {
    const next = ofKind.map(one => one.id).filter(one => shown.includes(one) !== (one === id))
    if (next.length > 0) chooseParticipants({ ...participants, attributes: next })
  }
  return (
    <>
      <Select<CaseKind>
        label="Of"
        options={[
          { id: 'person', label: 'People' },
          { id: 'site', label: 'Sites' },
        ]}
        value={kind}
        onChange={next =>
          chooseParticipants({ ...participants, kind: next, groupBy: null, attributes: null })
        }
      />
      <Select
        label="Columns"
        options={[
          { id: all, label: 'All in one' },
          ...(kind === 'person' ? [{ id: 'site', label: 'By site' }] : []),
          ...groups.map(({ id, name }) => ({ id, label: `By ${name.toLowerCase()}` })),
        ]}
        value={groupBy ?? all}
        onChange={next => chooseParticipants({ ...participants, groupBy: next === all ? null : next })}
      />
      {ofKind.length > 0 && (
        <MenuButton
          label="Attributes shown"
          trigger={
            <Button icon={<ListChecks />}>
              {`${shown.length} of ${ofKind.length} ${ofKind.length === 1 ? 'attribute' : 'attributes'}`}
            </Button>
          }
          entries={ofKind.map(({ id, name }) => ({ id, label: name, isChecked: shown.includes(id) }))}
          onAction={toggle}
        />
      )}
    </>
  )
}
