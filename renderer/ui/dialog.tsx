import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Heading, Modal, ModalOverlay, Dialog as RacDialog } from 'react-aria-components'
import { Button, IconButton } from './button.tsx'
import { classNames } from './class-names.ts'
import styles from './dialog.module.css'
import { useRoomForNotices } from './room-for-notices.ts'
import { leaving, useDraftGuard } from './use-draft-guard.ts'
import { useOverflow } from './use-overflow.ts'

export interface DialogProps {
  readonly title: string
  /** One line under the title. */
  readonly description?: ReactNode
  readonly isOpen: boolean
  /** Called with false by Escape, the cross, or a press outside (unless `isHeld`). */
  readonly onOpenChange: (isOpen: boolean) => void
  /** 'small' 400 px, 'medium' 560, 'large' 800, 'full' the window less a margin. */
  readonly size?: 'small' | 'medium' | 'large' | 'full' | undefined
  /** The buttons, the main one last. */
  readonly footer?: ReactNode
  /** Keeps it open on a press outside, for forms with typing in them. */
  readonly isHeld?: boolean | undefined
  /**
   * Whether something said in it is not kept yet; give it, true or false, where leaving loses work. Then, and once
   * anything was typed, the first Escape only says so and the next one leaves.
   */
  readonly hasDraft?: boolean | undefined
  readonly children: ReactNode
}

/** The part of a dialog that scrolls; a stop of the Tab key for as long as there is something to scroll. */
function DialogBody({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  const [ref, overflows] = useOverflow()
  return (
    <div
      ref={ref}
      className={styles.body}
      {...(overflows && { role: 'region', 'aria-label': name, tabIndex: 0 })}
    >
      {children}
    </div>
  )
}

/** A modal dialog with a title, a body that scrolls, and its buttons. */
export function Dialog(props: DialogProps) {
  const {
    title,
    description,
    isOpen,
    onOpenChange,
    size = 'medium',
    footer,
    isHeld = false,
    hasDraft,
    children,
  } = props
  const { ref, isWarned, mayLeave } = useDraftGuard(hasDraft)
  const room = useRoomForNotices()
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={opens => (opens || mayLeave()) && onOpenChange(opens)}
      isDismissable={!isHeld}
      className={classNames(styles.scrim)}
      style={room}
      data-dialog
    >
      <Modal className={classNames(styles.modal, styles[size])}>
        <RacDialog ref={ref} className={classNames(styles.dialog)}>
          <header className={styles.head}>
            <div>
              <Heading slot="title" className={classNames(styles.title)}>
                {title}
              </Heading>
              {description !== undefined && <p className={styles.description}>{description}</p>}
            </div>
            <IconButton label="Close" icon={<X />} size="small" onPress={() => onOpenChange(false)} />
          </header>
          <DialogBody name={title}>{children}</DialogBody>
          {(footer !== undefined || isWarned) && (
            <footer className={styles.foot}>
              {isWarned && <p className={styles.leaving}>{leaving}</p>}
              {footer}
            </footer>
          )}
        </RacDialog>
      </Modal>
    </ModalOverlay>
  )
}

export interface AlertDialogProps {
  /** The question or the fact, as a sentence. */
  readonly title: string
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
  /** A verb: 'Purge the source'. Never 'OK' or 'Yes'. */
  readonly confirmLabel: string
  readonly onConfirm: () => void
  readonly cancelLabel?: string | undefined
  readonly tone?: 'plain' | 'danger' | undefined
  readonly isBusy?: boolean | undefined
  /** What goes with it, what stays, what can be undone. */
  readonly children: ReactNode
}

/** Stops for a decision that undo cannot take back. Escape cancels; focus starts on the safe choice. */
export function AlertDialog(props: AlertDialogProps) {
  const { title, isOpen, onOpenChange, confirmLabel, onConfirm, cancelLabel = 'Cancel' } = props
  const { tone = 'plain', isBusy = false, children } = props
  const room = useRoomForNotices()
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      className={classNames(styles.scrim)}
      style={room}
      data-dialog
    >
      <Modal className={classNames(styles.modal, styles.small)}>
        <RacDialog role="alertdialog" className={classNames(styles.dialog)}>
          <header className={styles.head}>
            <Heading slot="title" className={classNames(styles.title)}>
              {title}
            </Heading>
          </header>
          <DialogBody name={title}>{children}</DialogBody>
          <footer className={styles.foot}>
            <Button autoFocus onPress={() => onOpenChange(false)}>
              {cancelLabel}
            </Button>
            <Button variant={tone === 'danger' ? 'danger' : 'primary'} isPending={isBusy} onPress={onConfirm}>
              {confirmLabel}
            </Button>
          </footer>
        </RacDialog>
      </Modal>
    </ModalOverlay>
  )
}
