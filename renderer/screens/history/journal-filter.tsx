import { type JournalChoice, type JournalThing, journalThings } from '#shared/model/journal.ts'
import { DateRangeButton } from '../../ui/date-range-button.tsx'
import { Select } from '../../ui/select.tsx'
import { useRead } from '../../use-engine.ts'

interface JournalFilterProps {
  choice: JournalChoice
  onChange(choice: JournalChoice): void
  /** In a toolbar, where the values say what they are of. */
  isInToolbar?: boolean
}

const all = 'all'

/** Which steps of the journal: whose, about what, from which day to which. */
export function JournalFilter({ choice, onChange, isInToolbar = false }: JournalFilterProps) {
  const members = useRead('members.list', {}).data ?? []
  return (
    <>
      <Select
        label="Person"
        isLabelHidden={isInToolbar}
        options={[
          { id: all, label: 'Everyone' },
          ...members.map(({ id, name, initials }) => ({ id, label: name, description: initials })),
        ]}
        value={choice.member ?? all}
        onChange={member => onChange({ ...choice, member: member === all ? null : member })}
      />
      <Select<JournalThing | typeof all>
        label="About"
        isLabelHidden={isInToolbar}
        options={[
          { id: all, label: 'Everything' },
          ...journalThings.map(({ id, name }) => ({ id, label: name })),
        ]}
        value={choice.thing ?? all}
        onChange={thing => onChange({ ...choice, thing: thing === all ? null : thing })}
      />
      <DateRangeButton isField range={choice} onChange={range => onChange({ ...choice, ...range })} />
    </>
  )
}
