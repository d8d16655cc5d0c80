import { ChevronDown } from 'lucide-react'
import {
  Button,
  Group,
  Input,
  type Key,
  Popover,
  ComboBox as RacComboBox,
  type ComboBoxProps as RacComboBoxProps,
} from 'react-aria-components'
import { classNames } from './class-names.ts'
import styles from './combo-box.module.css'
import fields from './field.module.css'
import { FieldLabel, FieldNotes, type FieldWords } from './field.tsx'
import { type Option, OptionList } from './options.tsx'
import overlay from './overlay.module.css'

export interface ComboBoxProps<T extends string>
  extends Omit<
      RacComboBoxProps<Option<T>>,
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
      | 'defaultItems'
    >,
    FieldWords {
  /** All there are; filtered by what is typed, unless `inputValue` is given and the caller filters. */
  readonly options: readonly Option<T>[]
  readonly value: T | null
  /** null when emptied, or when own words are typed with `allowsCustomValue` (read them by onInputChange). */
  readonly onChange: (value: T | null) => void
  readonly placeholder?: string | undefined
  /** Said in the list when nothing matches. */
  readonly empty?: string | undefined
}

/** One of many, found by typing. */
export function ComboBox<T extends string>(props: ComboBoxProps<T>) {
  const {
    label,
    isLabelHidden = false,
    description,
    error,
    options,
    value,
    onChange,
    placeholder,
    empty,
    ...rest
  } = props
  const choose = (key: Key | null) => onChange(options.find(option => option.id === key)?.id ?? null)
  const items = rest.inputValue === undefined ? { defaultItems: options } : { items: options }
  return (
    <RacComboBox
      menuTrigger="focus"
      allowsEmptyCollection
      {...rest}
      {...items}
      value={value}
      onChange={choose}
      isInvalid={error !== undefined}
      className={classNames(fields.field)}
    >
      <FieldLabel label={label} isLabelHidden={isLabelHidden} isRequired={rest.isRequired} />
      <Group className={classNames(fields.box, styles.box)}>
        <Input className={classNames(fields.input)} {...(placeholder !== undefined && { placeholder })} />
        <Button className={classNames(styles.open)}>
          <ChevronDown aria-hidden="true" />
        </Button>
      </Group>
      <FieldNotes description={description} error={error} />
      <Popover className={classNames(overlay.surface)} offset={4}>
        <OptionList {...(empty !== undefined && { empty })} />
      </Popover>
    </RacComboBox>
  )
}
