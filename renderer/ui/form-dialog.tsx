import { type ReactNode, useId } from 'react'
import { Button } from './button.tsx'
import { Dialog, type DialogProps } from './dialog.tsx'
import { FailureCallout, type FailureCalloutProps } from './failure-callout.tsx'
import styles from './form-dialog.module.css'

interface FormDialogProps
  extends Pick<DialogProps, 'title' | 'description' | 'size' | 'hasDraft' | 'children'>,
    FailureCalloutProps {
  /** What the main button says: a verb. */
  readonly submitLabel: ReactNode
  /** Whether all that is asked for is there. */
  readonly isReady: boolean
  readonly isBusy: boolean
  /** Called by the main button and by Enter, once: not while it is busy, not before it is ready, nor while a field cannot be read. */
  readonly onSubmit: () => void
  readonly onClose: () => void
  /** Where leaving is not giving up: `Done`, once something was added. */
  readonly cancelLabel?: string | undefined
}

/** A dialog that asks for something: fields, why it did not go through, Cancel, and the one step. */
export function FormDialog(props: FormDialogProps) {
  const { submitLabel, isReady, isBusy, failure, onSubmit, onClose, cancelLabel, children, ...dialog } = props
  const form = useId()
  return (
    <Dialog
      {...dialog}
      isOpen
      isHeld
      onOpenChange={isOpen => !isOpen && onClose()}
      footer={
        <>
          <Button onPress={onClose}>{cancelLabel ?? 'Cancel'}</Button>
          <Button variant="primary" type="submit" form={form} isDisabled={!isReady} isPending={isBusy}>
            {submitLabel}
          </Button>
        </>
      }
    >
      <form
        id={form}
        noValidate
        className={styles.form}
        onSubmit={event => {
          event.preventDefault()
          const unread = firstUnread(event.currentTarget)
          if (unread) {
            // So that a field that leaves it to the browser says what is wrong.
            unread.checkValidity()
            unread.focus()
          } else if (isReady && !isBusy) onSubmit()
        }}
      >
        <FailureCallout failure={failure} />
        {children}
      </form>
    </Dialog>
  )
}

/** The first field with something typed in it that cannot be read, such as half a date. */
function firstUnread(form: HTMLFormElement): HTMLInputElement | undefined {
  return [...form.elements]
    .filter(field => field instanceof HTMLInputElement)
    .find(field => field.willValidate && (field.validity.badInput || field.dataset.unread !== undefined))
}
