import type { DataSet } from '#shared/model/study.ts'
import { ComboBox } from '../../ui/combo-box.tsx'

interface DataSetFieldProps {
  dataSets: readonly DataSet[]
  /** A name, '' for none. */
  value: string
  onChange(name: string): void
  placeholder?: string
}

/** A data set by its name: one there is, or a new one. */
export function DataSetField({ dataSets, value, onChange, placeholder = 'None' }: DataSetFieldProps) {
  const typed = value.trim().toLowerCase()
  const exact = dataSets.some(({ name }) => name.toLowerCase() === typed)
  return (
    <ComboBox
      label="Data set"
      description={
        value.trim() !== '' && !exact
          ? 'A new data set of this name is made.'
          : 'Choose one or type a new name.'
      }
      options={dataSets
        .filter(({ name }) => exact || name.toLowerCase().includes(typed))
        .map(({ id, name }) => ({ id, label: name }))}
      value={dataSets.find(({ name }) => name === value)?.id ?? null}
      inputValue={value}
      onInputChange={onChange}
      onChange={id => {
        const chosen = dataSets.find(set => set.id === id)
        if (chosen) onChange(chosen.name)
      }}
      allowsCustomValue
      placeholder={placeholder}
      empty="A new name: it is made when you finish."
    />
  )
}
