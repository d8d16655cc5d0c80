import type { ReactNode, Ref } from 'react'
import { Button as RacButton, type ButtonProps as RacButtonProps } from 'react-aria-components'
import styles from './button.module.css'
import { classNames } from './class-names.ts'
import { Kbd } from './kbd.tsx'
import { ariaShortcut } from './shortcut.ts'
import { Spinner } from './spinner.tsx'
import { Tooltip, type TooltipProps } from './tooltip.tsx'

type Base = Omit<RacButtonProps, 'children' | 'className' | 'style' | 'render'>

export interface ButtonProps extends Base {
  /** The verb on it. */
  readonly children: ReactNode
  /** 'primary' once per view at most; 'secondary' is the default; 'quiet' for rows and toolbars; 'danger' destroys. */
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger' | undefined
  readonly size?: 'medium' | 'small' | undefined
  /** A lucide icon before the words. */
  readonly icon?: ReactNode
  /** Drawn after the words: 'Mod+Enter'. The key itself is bound elsewhere. */
  readonly shortcut?: string | undefined
  readonly ref?: Ref<HTMLButtonElement> | undefined
}

/** A button with words on it. `isPending` keeps its width, shows that it works and ignores presses. */
export function Button({
  children,
  variant = 'secondary',
  size = 'medium',
  icon,
  shortcut,
  ...rest
}: ButtonProps) {
  return (
    <RacButton
      {...rest}
      {...(shortcut !== undefined && { 'aria-keyshortcuts': ariaShortcut(shortcut) })}
      className={classNames(styles.button, styles[variant], styles[size])}
    >
      {({ isPending }) => (
        <>
          {isPending ? <Spinner /> : icon}
          <span className={styles.words}>{children}</span>
          {shortcut && (
            <span aria-hidden="true" className={styles.shortcut}>
              <Kbd keys={shortcut} />
            </span>
          )}
        </>
      )}
    </RacButton>
  )
}

export interface IconButtonProps extends Base {
  /** What it does; its name for everyone, shown as the tooltip. */
  readonly label: string
  readonly icon: ReactNode
  readonly size?: 'medium' | 'small' | 'tiny' | undefined
  readonly variant?: 'quiet' | 'secondary' | 'danger' | undefined
  readonly shortcut?: string | undefined
  readonly tooltipPlacement?: TooltipProps['placement']
  readonly ref?: Ref<HTMLButtonElement> | undefined
}

/** A button that is only an icon; the label becomes its name and its tooltip. */
export function IconButton(props: IconButtonProps) {
  const {
    label,
    icon,
    size = 'medium',
    variant = 'quiet',
    shortcut,
    tooltipPlacement = 'bottom',
    ...rest
  } = props
  return (
    <Tooltip label={label} shortcut={shortcut} placement={tooltipPlacement}>
      <RacButton
        {...rest}
        {...(shortcut !== undefined && { 'aria-keyshortcuts': ariaShortcut(shortcut) })}
        aria-label={label}
        className={classNames(styles.button, styles.icon, styles[variant], styles[size])}
      >
        {({ isPending }) => (isPending ? <Spinner /> : icon)}
      </RacButton>
    </Tooltip>
  )
}
