import type { ReactNode } from 'react'
import type { PopoverProps as RacPopoverProps } from 'react-aria-components'
import { DialogTrigger, Heading, Dialog as RacDialog, Popover as RacPopover } from 'react-aria-components'
import { classNames } from './class-names.ts'
import overlay from './overlay.module.css'
import styles from './popover.module.css'

export interface PopoverProps {
  /** A Button or IconButton of this kit. */
  readonly trigger: ReactNode
  /** Its name; drawn as a heading unless hidden. */
  readonly label: string
  readonly isLabelHidden?: boolean | undefined
  readonly placement?: RacPopoverProps['placement']
  readonly isOpen?: boolean | undefined
  readonly onOpenChange?: ((isOpen: boolean) => void) | undefined
  /** The content, or a function given a way to close. */
  readonly children: ReactNode | ((close: () => void) => ReactNode)
}

/** A small panel beside its button, for a few controls or an explanation; Escape or a press outside closes. */
export function Popover(props: PopoverProps) {
  const { trigger, label, isLabelHidden = false, placement = 'bottom start', children } = props
  return (
    <DialogTrigger
      {...(props.isOpen !== undefined && { isOpen: props.isOpen })}
      {...(props.onOpenChange !== undefined && { onOpenChange: props.onOpenChange })}
    >
      {trigger}
      <RacPopover className={classNames(overlay.surface)} placement={placement} offset={6}>
        <RacDialog className={classNames(styles.dialog)} {...(isLabelHidden && { 'aria-label': label })}>
          {({ close }) => (
            <>
              {!isLabelHidden && (
                <Heading slot="title" className={classNames(styles.title)}>
                  {label}
                </Heading>
              )}
              {typeof children === 'function' ? children(close) : children}
            </>
          )}
        </RacDialog>
      </RacPopover>
    </DialogTrigger>
  )
}
