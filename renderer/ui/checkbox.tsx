import { Check, Minus } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  Checkbox as RacCheckbox,
  CheckboxGroup as RacCheckboxGroup,
  type CheckboxGroupProps as RacCheckboxGroupProps,
  type CheckboxProps as RacCheckboxProps,
} from 'react-aria-components'
import styles from './choice.module.css'
import { classNames } from './class-names.ts'
import fields from './field.module.css'
import { FieldLabel, FieldNotes, type FieldWords } from './field.tsx'

export interface CheckboxProps extends Omit<RacCheckboxProps, 'children' | 'className' | 'style' | 'render'> {
  readonly children: ReactNode
  /** What ticking it means, quietly under it. */
  readonly description?: ReactNode
}

/** Yes or no, or neither with `isIndeterminate`. */
export function Checkbox({ children, description, ...rest }: CheckboxProps) {
  return (
    <RacCheckbox {...rest} className={classNames(styles.choice)}>
      {({ isIndeterminate, isSelected }) => (
        <>
          <span className={styles.box} aria-hidden="true">
            {isIndeterminate ? <Minus /> : isSelected ? <Check /> : null}
          </span>
          <span className={styles.words}>
            {children}
            {description !== undefined && <span className={styles.description}>{description}</span>}
          </span>
        </>
      )}
    </RacCheckbox>
  )
}

export interface CheckboxGroupProps
  extends Omit<RacCheckboxGroupProps, 'children' | 'className' | 'style' | 'render' | 'isInvalid'>,
    FieldWords {
  /** Checkboxes, each with its `value`. */
  readonly children: ReactNode
}

/** Several that belong together. */
export function CheckboxGroup(props: CheckboxGroupProps) {
  const { label, isLabelHidden = false, description, error, children, ...rest } = props
  return (
    <RacCheckboxGroup {...rest} isInvalid={error !== undefined} className={classNames(fields.field)}>
      <FieldLabel label={label} isLabelHidden={isLabelHidden} isRequired={rest.isRequired} />
      <div className={styles.stack}>{children}</div>
      <FieldNotes description={description} error={error} />
    </RacCheckboxGroup>
  )
}
