import type { TableSheets } from '#shared/model/record.ts'
import { Select } from '../ui/select.tsx'

interface SheetFieldProps {
  sheets: TableSheets | null
  onChoose(sheet: string): void
}

/** Which sheet of a workbook is read; nothing where it has only one. */
export const SheetField = ({ sheets, onChoose }: SheetFieldProps) =>
  sheets && (
    <Select
      label="Sheet"
      description={`${sheets.all.length} sheets of the workbook have something in them; one is read.`}
      options={sheets.all.map(name => ({ id: name, label: name }))}
      value={sheets.read}
      onChange={onChoose}
    />
  )
