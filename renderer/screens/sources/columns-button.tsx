import { Columns3 } from 'lucide-react'
import { useState } from 'react'
import { Button, IconButton } from '../../ui/button.tsx'
import { Checkbox, CheckboxGroup } from '../../ui/checkbox.tsx'
import { Popover } from '../../ui/popover.tsx'
import { useAct, useClient, usePreferences } from '../../use-engine.ts'
import { sourceColumns, usualColumns } from './source-columns.tsx'

/** The name under which the columns of this table are remembered. */
const table = 'sources'

/** The ids of the columns a person chose for the list of sources. */
export const useSourceColumns = (): readonly string[] => usePreferences().columns[table] ?? usualColumns

/** Which columns the list of sources has. */
export function ColumnsButton() {
  const client = useClient()
  const { run } = useAct()
  const { columns } = usePreferences()
  // What was just chosen stands at once: the next box may be ticked before the first is remembered.
  const [now, setNow] = useState<readonly string[] | null>(null)
  const chosen = now ?? columns[table] ?? usualColumns
  const set = (ids: readonly string[]) => {
    setNow(ids)
    void run(() => client.library.setPreferences({ columns: { ...columns, [table]: [...ids] } }))
  }
  return (
    <Popover
      label="Columns"
      placement="bottom end"
      trigger={<IconButton label="Columns" icon={<Columns3 />} size="small" />}
    >
      <CheckboxGroup label="Columns" isLabelHidden value={[...chosen]} onChange={set}>
        {sourceColumns
          .filter(({ isRowHeader }) => !isRowHeader)
          .map(({ id, header }) => (
            <Checkbox key={id} value={id}>
              {header}
            </Checkbox>
          ))}
      </CheckboxGroup>
      <Button size="small" variant="quiet" onPress={() => set(usualColumns)}>
        As usual
      </Button>
    </Popover>
  )
}
