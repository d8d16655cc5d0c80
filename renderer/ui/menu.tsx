import { Check, ChevronRight } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import {
  Header,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  type PopoverProps,
  Menu as RacMenu,
  Separator,
  SubmenuTrigger,
} from 'react-aria-components'
import { classNames } from './class-names.ts'
import { Kbd } from './kbd.tsx'
import styles from './menu.module.css'
import { isMenuGroup, type MenuAction, type MenuEntry } from './menu-entries.ts'
import overlay from './overlay.module.css'
import { VisuallyHidden } from './visually-hidden.tsx'

/** A line of a menu. All that is seen on it is its name, the key too: a name that left it out would not be what is seen. */
function Item({ action }: { readonly action: MenuAction }): ReactElement {
  const hasTicks = action.isChecked !== undefined
  const item = (
    <MenuItem
      id={action.id}
      textValue={action.label}
      isDisabled={action.isDisabled ?? false}
      {...(action.onAction !== undefined && { onAction: action.onAction })}
      className={classNames(styles.item, action.tone === 'danger' && styles.danger)}
    >
      <span className={styles.icon} aria-hidden="true">
        {hasTicks ? action.isChecked && <Check /> : action.icon}
      </span>
      <span className={styles.words}>
        {action.label}
        {hasTicks && <VisuallyHidden>{action.isChecked ? ', on' : ', off'}</VisuallyHidden>}
        {action.description !== undefined && <span className={styles.description}>{action.description}</span>}
      </span>
      {action.shortcut !== undefined && <Kbd keys={action.shortcut} />}
      {action.children !== undefined && <ChevronRight aria-hidden="true" className={styles.more} />}
    </MenuItem>
  )
  if (action.children === undefined) return item
  return (
    <SubmenuTrigger>
      {item}
      <Popover className={classNames(overlay.surface)} offset={-2}>
        <MenuList label={action.label} entries={action.children} />
      </Popover>
    </SubmenuTrigger>
  )
}

export interface MenuListProps {
  readonly label: string
  readonly entries: readonly MenuEntry[]
  readonly onAction?: ((id: string) => void) | undefined
}

/** The menu itself, for a popover of one's own; MenuButton and ContextMenu bring theirs. */
export function MenuList({ label, entries, onAction }: MenuListProps) {
  return (
    <RacMenu
      aria-label={label}
      // A menu at a point has no button that would give it the keyboard.
      autoFocus="first"
      className={classNames(styles.menu)}
      {...(onAction !== undefined && { onAction: key => onAction(String(key)) })}
    >
      {entries.map((entry, index) =>
        isMenuGroup(entry) ? (
          <MenuSection key={entry.id} {...(!entry.heading && { 'aria-label': entry.id })}>
            {entry.heading ? (
              <Header className={classNames(styles.heading)}>{entry.heading}</Header>
            ) : (
              index > 0 && <Separator className={classNames(styles.rule)} />
            )}
            {entry.entries.map(action => (
              <Item key={action.id} action={action} />
            ))}
          </MenuSection>
        ) : (
          <Item key={entry.id} action={entry} />
        ),
      )}
    </RacMenu>
  )
}

export interface MenuButtonProps {
  /** A Button or IconButton of this kit. */
  readonly trigger: ReactNode
  /** The menu's name. */
  readonly label: string
  readonly entries: readonly MenuEntry[]
  /** Told the id of what was chosen, besides the entry's own onAction. */
  readonly onAction?: ((id: string) => void) | undefined
  readonly placement?: PopoverProps['placement']
}

/** A button that opens a menu. */
export function MenuButton({
  trigger,
  label,
  entries,
  onAction,
  placement = 'bottom start',
}: MenuButtonProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className={classNames(overlay.surface)} placement={placement} offset={4}>
        <MenuList label={label} entries={entries} onAction={onAction} />
      </Popover>
    </MenuTrigger>
  )
}
