import { ListChecks } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import { MenuButton } from '../../ui/menu.tsx'
import { useRead } from '../../use-engine.ts'
import { useReports } from './reports-store.ts'

/** Which reports are in the pack; each in the format that its own card says. */
export function PackOptions() {
  const { formats, leftOut, leaveOut } = useReports()
  const kinds = (useRead('reports.kinds', {}).data ?? []).filter(({ id }) => id !== 'pack')
  const count = kinds.filter(({ id }) => !leftOut.includes(id)).length
  return (
    <MenuButton
      label="Reports in the pack"
      trigger={<Button icon={<ListChecks />}>{`${count} of ${kinds.length} reports`}</Button>}
      entries={kinds.map(({ id, name, formats: offered }) => ({
        id,
        label: `${name} (.${offered.find(one => one.id === formats[id])?.extension ?? offered[0]?.extension ?? ''})`,
        isChecked: !leftOut.includes(id),
      }))}
      onAction={id => leaveOut(leftOut.includes(id) ? leftOut.filter(one => one !== id) : [...leftOut, id])}
    />
  )
}
