import { ChevronDown } from 'lucide-react'
import {
  Button,
  type Key,
  Popover,
  Select as RacSelect,
  type SelectProps as RacSelectProps,
  SelectValue,
} from 'react-aria-components'
import { classNames } from './class-names.ts'
import fields from './field.module.css'
import { FieldLabel, FieldNotes, type FieldWords } from './field.tsx'
import { type Option, OptionList } from './options.tsx'
import overlay from './overlay.module.css'
import styles from './select.module.css'

export interface SelectProps<T extends string>
  extends Omit<
      RacSelectProps<Option<T>>,
      | 'children'
      | 'className'
      | 'style'
      | 'render'
      | 'isInvalid'
      | 'value'
      | 'defaultValue'
      | 'onChange'
      | 'selectedKey'
      | 'defaultSelectedKey'
      | 'onSelectionChange'
      | 'items'
    >,
    FieldWords {
  readonly options: readonly Option<T>[]
  readonly value: T | null
  readonly onChange: (value: T) => void
  /** Fits a toolbar: smaller, no border until pointed at. */
  readonly isQuiet?: boolean | undefined
}

/** One of many, folded away. Type a letter to jump. */
export function Select<T extends string>(props: SelectProps<T>) {
  const {
    label,
    isLabelHidden = false,
    description,
    error,
    options,
    value,
    onChange,
    isQuiet,
    ...rest
  } = props
  const choose = (key: Key | null) => {
    const chosen = options.find(option => option.id === key)
    if (chosen) onChange(chosen.id)
  }
  return (
    <RacSelect
      {...rest}
      value={value}
      onChange={choose}
      isInvalid={error !== undefined}
      className={classNames(fields.field)}
    >
      <FieldLabel label={label} isLabelHidden={isLabelHidden} isRequired={rest.isRequired} />
      <Button className={classNames(styles.trigger, isQuiet && styles.quiet)}>
        <SelectValue<Option<T>> className={classNames(styles.value)}>
          {({ selectedItem, isPlaceholder, defaultChildren }) =>
            isPlaceholder || !selectedItem ? (
              defaultChildren
            ) : (
              <>
                {selectedItem.icon !== undefined && <span className={styles.icon}>{selectedItem.icon}</span>}
                <span className={styles.words}>{selectedItem.label}</span>
              </>
            )
          }
        </SelectValue>
        <ChevronDown aria-hidden="true" />
      </Button>
      <FieldNotes description={description} error={error} />
      <Popover className={classNames(overlay.surface)} offset={4}>
        <OptionList options={options} />
      </Popover>
    </RacSelect>
  )
}
