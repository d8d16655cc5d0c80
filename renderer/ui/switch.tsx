import type { ReactNode } from 'react'
import { Switch as RacSwitch, type SwitchProps as RacSwitchProps } from 'react-aria-components'
import styles from './choice.module.css'
import { classNames } from './class-names.ts'

export interface SwitchProps extends Omit<RacSwitchProps, 'children' | 'className' | 'style' | 'render'> {
  readonly children: ReactNode
  readonly description?: ReactNode
}

/** On or off, at once: for settings that take effect as they are changed. */
export function Switch({ children, description, ...rest }: SwitchProps) {
  return (
    <RacSwitch {...rest} className={classNames(styles.choice)}>
      <span className={styles.track} aria-hidden="true" />
      <span className={styles.words}>
        {children}
        {description !== undefined && <span className={styles.description}>{description}</span>}
      </span>
    </RacSwitch>
  )
}
