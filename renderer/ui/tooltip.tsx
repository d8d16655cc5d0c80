import type { ReactNode } from 'react'
import {
  Tooltip as RacTooltip,
  type TooltipProps as RacTooltipProps,
  TooltipTrigger,
} from 'react-aria-components'
import { Kbd } from './kbd.tsx'
import styles from './tooltip.module.css'

export interface TooltipProps {
  /** What the thing is or does, in a few words. */
  readonly label: ReactNode
  /** Its key, shown as caps: 'Mod+K'. */
  readonly shortcut?: string | undefined
  readonly placement?: RacTooltipProps['placement']
  /** One thing that takes focus: a Button or IconButton of this kit, or a react-aria Focusable. */
  readonly children: ReactNode
}

/** Names what is pointed at or focused, after half a second; Escape puts it away. */
export function Tooltip({ label, shortcut, placement = 'bottom', children }: TooltipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={80}>
      {children}
      <RacTooltip className={styles.tooltip ?? ''} placement={placement} offset={6}>
        <span>{label}</span>
        {shortcut && <Kbd keys={shortcut} />}
      </RacTooltip>
    </TooltipTrigger>
  )
}
