import type { ReactNode, Ref } from 'react'
import {
  Group,
  Input,
  TextField as RacTextField,
  type TextFieldProps as RacTextFieldProps,
} from 'react-aria-components'
import { classNames } from './class-names.ts'
import styles from './field.module.css'
import { FieldLabel, FieldNotes, type FieldWords } from './field.tsx'

export interface TextFieldProps
  extends Omit<RacTextFieldProps, 'children' | 'className' | 'style' | 'render' | 'isInvalid'>,
    FieldWords {
  readonly placeholder?: string | undefined
  /** Drawn before the text: an icon. */
  readonly lead?: ReactNode
  /** Drawn after the text: a unit, a small button. */
  readonly trail?: ReactNode
  readonly inputRef?: Ref<HTMLInputElement> | undefined
}

/** One line of text with its label, description and error. `type="password"` and the like pass through. */
export function TextField(props: TextFieldProps) {
  const {
    label,
    isLabelHidden = false,
    description,
    error,
    placeholder,
    lead,
    trail,
    inputRef,
    ...rest
  } = props
  return (
    <RacTextField {...rest} isInvalid={error !== undefined} className={classNames(styles.field)}>
      <FieldLabel label={label} isLabelHidden={isLabelHidden} isRequired={rest.isRequired} />
      <Group className={classNames(styles.box)}>
        {lead}
        <Input
          className={classNames(styles.input)}
          {...(placeholder !== undefined && { placeholder })}
          {...(inputRef !== undefined && { ref: inputRef })}
        />
        {trail}
      </Group>
      <FieldNotes description={description} error={error} />
    </RacTextField>
  )
}
