import { Search, X } from 'lucide-react'
import type { ReactNode, Ref } from 'react'
import {
  Button,
  Group,
  Input,
  SearchField as RacSearchField,
  type SearchFieldProps as RacSearchFieldProps,
} from 'react-aria-components'
import { classNames } from './class-names.ts'
import fields from './field.module.css'
import { FieldLabel } from './field.tsx'
import { Kbd } from './kbd.tsx'
import styles from './search-field.module.css'
import { Spinner } from './spinner.tsx'

export interface SearchFieldProps
  extends Omit<RacSearchFieldProps, 'children' | 'className' | 'style' | 'render'> {
  /** Its name; not drawn unless `isLabelShown`. */
  readonly label: string
  readonly isLabelShown?: boolean | undefined
  readonly placeholder?: string | undefined
  /** How many were found: '3 of 14'. */
  readonly found?: ReactNode
  readonly isBusy?: boolean | undefined
  /** The key that brings one here, drawn while empty: 'Mod+F'. */
  readonly shortcut?: string | undefined
  readonly inputRef?: Ref<HTMLInputElement> | undefined
}

/** Looks for something; Escape clears, Enter submits. */
export function SearchField(props: SearchFieldProps) {
  const {
    label,
    isLabelShown = false,
    placeholder,
    found,
    isBusy,
    shortcut,
    inputRef,
    onKeyDown,
    ...rest
  } = props
  return (
    <RacSearchField
      {...rest}
      {...(onKeyDown && {
        // What the field has no use for is the window's, as where nobody listens here.
        onKeyDown: event => {
          onKeyDown(event)
          if (!event.isDefaultPrevented()) event.continuePropagation()
        },
      })}
      className={classNames(fields.field, styles.search)}
    >
      <FieldLabel label={label} isLabelHidden={!isLabelShown} />
      <Group className={classNames(fields.box, styles.box)}>
        {isBusy ? <Spinner /> : <Search aria-hidden="true" />}
        <Input
          className={classNames(fields.input)}
          placeholder={placeholder ?? label}
          {...(inputRef !== undefined && { ref: inputRef })}
        />
        {found !== undefined && (
          <span className={styles.found} role="status">
            {found}
          </span>
        )}
        {shortcut !== undefined && (
          <span className={styles.shortcut} aria-hidden="true">
            <Kbd keys={shortcut} />
          </span>
        )}
        <Button className={classNames(styles.clear)} aria-label="Clear">
          <X />
        </Button>
      </Group>
    </RacSearchField>
  )
}
