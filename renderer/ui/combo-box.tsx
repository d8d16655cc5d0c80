import { ChevronDown } from 'lucide-react'
import { type FocusEvent, type KeyboardEvent, type MouseEvent, useContext, useEffect, useRef } from 'react'
import {
  Button,
  ComboBoxStateContext,
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
  /** The one there is was chosen once more, by key or pointer. */
  readonly onAgain?: (() => void) | undefined
  readonly placeholder?: string | undefined
  /** Said in the list when nothing matches. */
  readonly empty?: string | undefined
  /** What was typed was left without being one of the options: the form is not sent while that is so. */
  readonly isUnread?: boolean | undefined
}

/** One of many, found by typing; Enter takes the one that is meant, and leaves what was typed where several may be. */
export function ComboBox<T extends string>(props: ComboBoxProps<T>) {
  const {
    label,
    isLabelHidden = false,
    description,
    error,
    options,
    value,
    onChange,
    onAgain,
    placeholder,
    empty,
    isUnread = false,
    ...rest
  } = props
  const choose = (key: Key | null) => onChange(options.find(option => option.id === key)?.id ?? null)
  const wasAgain = useRef(false)
  // It is also told of a field that is left, whose words are then put back.
  const chooseAgain = (key: Key | null) => {
    wasAgain.current = key !== null && key === value && document.activeElement?.role === 'combobox'
  }
  // All but the list is out of reach until it is closed.
  const closed = () => {
    if (wasAgain.current) onAgain?.()
    wasAgain.current = false
  }
  const items = rest.inputValue === undefined ? { defaultItems: options } : { items: options }
  return (
    <RacComboBox
      menuTrigger="focus"
      allowsEmptyCollection
      {...rest}
      {...items}
      value={value}
      onChange={choose}
      onSelectionChange={chooseAgain}
      isInvalid={error !== undefined}
      className={classNames(fields.field)}
    >
      <FieldLabel label={label} isLabelHidden={isLabelHidden} isRequired={rest.isRequired} />
      <Group className={classNames(fields.box, styles.box)}>
        <TypedName
          placeholder={placeholder}
          takesOwnWords={rest.allowsCustomValue ?? false}
          isUnread={isUnread}
          onClosed={closed}
        />
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

function TypedName({
  placeholder,
  takesOwnWords,
  isUnread,
  onClosed,
}: {
  placeholder: string | undefined
  takesOwnWords: boolean
  isUnread: boolean
  onClosed: () => void
}) {
  const state = useContext(ComboBoxStateContext)
  const isOpen = state?.isOpen ?? false
  const latest = useRef(onClosed)
  useEffect(() => {
    latest.current = onClosed
  })
  useEffect(() => {
    if (!isOpen) latest.current()
  }, [isOpen])
  const onKeyDown = (event: KeyboardEvent) => {
    if (!state?.isOpen || takesOwnWords || state.selectionManager.focusedKey !== null) return
    const typed = state.inputValue.trim().toLowerCase()
    if (typed === '' || typed === state.selectedItem?.textValue.toLowerCase()) return
    const found = [...state.collection].filter(({ type }) => type === 'item')
    const called = found.filter(({ textValue }) => textValue.trim().toLowerCase() === typed)
    const meant = called.length > 0 ? called : event.key === 'Enter' ? found : []
    const [one, another] = meant
    // Whoever is in focus in the list is taken by the key itself.
    if (one && !another && (event.key === 'Enter' || event.key === 'Tab'))
      state.selectionManager.setFocusedKey(one.key)
    else if (event.key === 'Enter') {
      event.preventDefault()
      event.stopPropagation()
    }
  }
  const wasElsewhere = useRef(false)
  /** Pressed, the list opens, also where the keyboard was here already; what stands in the field gives way to what is typed. */
  const onClick = ({ currentTarget: field }: MouseEvent<HTMLInputElement>) => {
    if (!state || takesOwnWords || field.disabled || field.readOnly) return
    if (wasElsewhere.current && field.selectionStart === field.selectionEnd) field.select()
    wasElsewhere.current = false
    if (!state.isOpen) state.open(null, 'manual')
  }
  const wasHere = useRef(false)
  /** So it does where the keyboard is brought here first, as by the dialog that opens; later it may be back amid typing. */
  const onFocus = ({ currentTarget: field }: FocusEvent<HTMLInputElement>) => {
    if (!takesOwnWords && !wasElsewhere.current && !wasHere.current) field.select()
    wasHere.current = true
  }
  return (
    <Input
      className={classNames(fields.input)}
      onKeyDownCapture={onKeyDown}
      onFocus={onFocus}
      onPointerDownCapture={({ currentTarget }) => {
        wasElsewhere.current = document.activeElement !== currentTarget
      }}
      onClick={onClick}
      data-unread={isUnread ? '' : undefined}
      {...(placeholder !== undefined && { placeholder })}
    />
  )
}
