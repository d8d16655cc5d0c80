import type { ReactNode } from 'react'
import { type Key, ToggleButton as RacToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { classNames } from './class-names.ts'
import { ariaShortcut } from './shortcut.ts'
import styles from './toggle.module.css'
import { Tooltip } from './tooltip.tsx'

export interface ToggleButtonProps {
  /** Its name; drawn unless there is an icon, in which case it is the tooltip. */
  readonly label: string
  readonly icon?: ReactNode
  readonly shortcut?: string | undefined
  readonly isSelected: boolean
  readonly onChange: (isSelected: boolean) => void
  readonly isDisabled?: boolean | undefined
}

/** A button that stays in or out: something shown or hidden, a mode on or off. */
export function ToggleButton(props: ToggleButtonProps) {
  const { label, icon, shortcut, isSelected, onChange, isDisabled = false } = props
  const button = (
    <RacToggleButton
      aria-label={label}
      {...(shortcut !== undefined && { 'aria-keyshortcuts': ariaShortcut(shortcut) })}
      isSelected={isSelected}
      onChange={onChange}
      isDisabled={isDisabled}
      className={classNames(styles.toggle, icon !== undefined && styles.icon)}
    >
      {icon ?? label}
    </RacToggleButton>
  )
  if (icon === undefined) return button
  return (
    <Tooltip label={label} shortcut={shortcut}>
      {button}
    </Tooltip>
  )
}

export interface SegmentOption<T extends string> {
  readonly id: T
  readonly label: string
  /** With an icon the label is still drawn unless `iconsOnly`. */
  readonly icon?: ReactNode
  readonly isDisabled?: boolean | undefined
}

export interface SegmentedControlProps<T extends string> {
  readonly label: string
  readonly options: readonly SegmentOption<T>[]
  /** null while none holds, as for several things that differ. */
  readonly value: T | null
  readonly onChange: (value: T) => void
  readonly iconsOnly?: boolean | undefined
  readonly isDisabled?: boolean | undefined
}

/** One of two to five views of the same thing, side by side. */
export function SegmentedControl<T extends string>(props: SegmentedControlProps<T>) {
  const { label, options, value, onChange, iconsOnly = false, isDisabled = false } = props
  const choose = (keys: Set<Key>) => {
    const chosen = options.find(option => keys.has(option.id))
    if (chosen && chosen.id !== value) onChange(chosen.id)
  }
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={value === null ? [] : [value]}
      onSelectionChange={choose}
      isDisabled={isDisabled}
      className={classNames(styles.segments)}
    >
      {options.map(option => {
        const segment = (
          <RacToggleButton
            key={option.id}
            id={option.id}
            aria-label={option.label}
            isDisabled={isDisabled || (option.isDisabled ?? false)}
            className={classNames(styles.segment)}
          >
            {option.icon}
            {!(iconsOnly && option.icon) && option.label}
          </RacToggleButton>
        )
        if (!(iconsOnly && option.icon)) return segment
        return (
          <Tooltip key={option.id} label={option.label}>
            {segment}
          </Tooltip>
        )
      })}
    </ToggleButtonGroup>
  )
}
