import type { ReactNode } from 'react'
import { FieldError, Label, Text } from 'react-aria-components'
import { classNames } from './class-names.ts'
import styles from './field.module.css'

/** What every field says about itself. */
export interface FieldWords {
  readonly label: string
  /** Keeps the label for screen readers only, where the place already says it. */
  readonly isLabelHidden?: boolean | undefined
  /** One quiet line under the label: what goes here, in which form. */
  readonly description?: ReactNode
  /** What is wrong and how to put it right; its presence marks the field invalid. */
  readonly error?: ReactNode
}

/** The label above a field; use inside a react-aria field. */
export function FieldLabel({
  label,
  isLabelHidden,
  isRequired,
}: Pick<FieldWords, 'label' | 'isLabelHidden'> & {
  readonly isRequired?: boolean | undefined
}) {
  return (
    <Label className={classNames(styles.label, isLabelHidden && styles.hiddenLabel)}>
      {label}
      {isRequired && <span className={styles.required}> (needed)</span>}
    </Label>
  )
}

/** The lines under a field: the error where there is one, else the description. */
export function FieldNotes({ description, error }: Pick<FieldWords, 'description' | 'error'>) {
  return (
    <>
      {description !== undefined && error === undefined && (
        <Text slot="description" className={classNames(styles.description)}>
          {description}
        </Text>
      )}
      <FieldError className={classNames(styles.error)}>
        {validation =>
          error ?? (validation.validationErrors.length > 0 ? validation.validationErrors.join(' ') : null)
        }
      </FieldError>
    </>
  )
}

/** The same notes outside a react-aria field context, tied by id. */
export function PlainNotes({
  id,
  description,
  error,
}: Pick<FieldWords, 'description' | 'error'> & { readonly id: string }) {
  if (error !== undefined) {
    return (
      <p id={id} className={styles.error}>
        {error}
      </p>
    )
  }
  if (description === undefined) return null
  return (
    <p id={id} className={styles.description}>
      {description}
    </p>
  )
}
