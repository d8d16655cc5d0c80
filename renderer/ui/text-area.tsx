import type { Ref } from 'react'
import {
  Group,
  TextArea as RacTextArea,
  TextField as RacTextField,
  type TextFieldProps as RacTextFieldProps,
} from 'react-aria-components'
import { classNames } from './class-names.ts'
import styles from './field.module.css'
import { FieldLabel, FieldNotes, type FieldWords } from './field.tsx'

export interface TextAreaProps
  extends Omit<RacTextFieldProps, 'children' | 'className' | 'style' | 'render' | 'isInvalid' | 'type'>,
    FieldWords {
  readonly placeholder?: string | undefined
  /** Lines shown when empty; it grows with its text. */
  readonly rows?: number | undefined
  readonly inputRef?: Ref<HTMLTextAreaElement> | undefined
}

/** Several lines of plain text; grows as it fills. */
export function TextArea(props: TextAreaProps) {
  const { label, isLabelHidden = false, description, error, placeholder, rows = 3, inputRef, ...rest } = props
  return (
    <RacTextField {...rest} isInvalid={error !== undefined} className={classNames(styles.field)}>
      <FieldLabel label={label} isLabelHidden={isLabelHidden} isRequired={rest.isRequired} />
      <Group className={classNames(styles.box, styles.area)}>
        <RacTextArea
          className={classNames(styles.input)}
          rows={rows}
          style={{ minBlockSize: `calc(${rows}lh + 16px)` }}
          {...(placeholder !== undefined && { placeholder })}
          {...(inputRef !== undefined && { ref: inputRef })}
        />
      </Group>
      <FieldNotes description={description} error={error} />
    </RacTextField>
  )
}
