import type { ReactNode } from 'react'
import {
  RadioGroup as RacRadioGroup,
  type RadioGroupProps as RacRadioGroupProps,
  Radio,
} from 'react-aria-components'
import styles from './choice.module.css'
import { classNames } from './class-names.ts'
import fields from './field.module.css'
import { FieldLabel, FieldNotes, type FieldWords } from './field.tsx'

export interface RadioOption<T extends string> {
  readonly id: T
  readonly label: ReactNode
  readonly description?: ReactNode
  readonly isDisabled?: boolean | undefined
}

export interface RadioGroupProps<T extends string>
  extends Omit<
      RacRadioGroupProps,
      'children' | 'className' | 'style' | 'render' | 'isInvalid' | 'value' | 'defaultValue' | 'onChange'
    >,
    FieldWords {
  readonly options: readonly RadioOption<T>[]
  readonly value: T | null
  readonly onChange: (value: T) => void
}

/** One of a few, all in view. */
export function RadioGroup<T extends string>(props: RadioGroupProps<T>) {
  const { label, isLabelHidden = false, description, error, options, onChange, ...rest } = props
  const choose = (id: string) => {
    const chosen = options.find(option => option.id === id)
    if (chosen) onChange(chosen.id)
  }
  return (
    <RacRadioGroup
      {...rest}
      onChange={choose}
      isInvalid={error !== undefined}
      className={classNames(fields.field)}
    >
      <FieldLabel label={label} isLabelHidden={isLabelHidden} isRequired={rest.isRequired} />
      <div className={classNames(styles.stack, rest.orientation === 'horizontal' && styles.row)}>
        {options.map(option => (
          <Radio
            key={option.id}
            value={option.id}
            isDisabled={option.isDisabled ?? false}
            className={classNames(styles.choice)}
          >
            <span className={classNames(styles.box, styles.round)} aria-hidden="true" />
            <span className={styles.words}>
              {option.label}
              {option.description !== undefined && (
                <span className={styles.description}>{option.description}</span>
              )}
            </span>
          </Radio>
        ))}
      </div>
      <FieldNotes description={description} error={error} />
    </RacRadioGroup>
  )
}
