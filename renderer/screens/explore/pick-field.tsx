import { X } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '../../ui/button.tsx'
import { ComboBox } from '../../ui/combo-box.tsx'
import type { Option } from '../../ui/options.tsx'
import styles from './search-view.module.css'

interface PickFieldProps {
  label: string
  /** What is said of things that are in the list and no longer in the study. */
  gone: string
  options: readonly Option<string>[]
  /** What is not offered and yet in the study, by id: how it is called. */
  others?: ReadonlyMap<string, string>
  value: readonly string[]
  onChange(value: string[]): void
}

/** Some of many: what is chosen, each with a button that leaves it out, and a field that finds more by typing. */
export function PickField({ label, gone, options, others, value, onChange }: PickFieldProps) {
  const [hasAdded, setAdded] = useState(false)
  const names = new Map([...(others ?? []), ...options.map(option => [option.id, option.label] as const)])
  return (
    <div className={styles.pick}>
      {/* Made anew with each that is added, so that it is empty and closed, with the keyboard in it. */}
      <ComboBox
        key={value.length}
        menuTrigger="input"
        autoFocus={hasAdded}
        label={label}
        placeholder="Any"
        options={options.filter(({ id }) => !value.includes(id))}
        value={null}
        empty="Nothing of this name."
        onChange={id => {
          if (id === null) return
          setAdded(true)
          onChange([...value, id])
        }}
      />
      {value.length > 0 && (
        <ul className={styles.picked} aria-label={`${label}: chosen`}>
          {value.map(id => (
            <li key={id}>
              <bdi>{names.get(id) ?? gone}</bdi>
              <IconButton
                label={`Leave out ${names.get(id) ?? gone}`}
                icon={<X />}
                size="tiny"
                onPress={() => {
                  setAdded(false)
                  onChange(value.filter(other => other !== id))
                }}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
