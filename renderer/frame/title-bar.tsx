import { Menu, Redo2, Search, Undo2 } from 'lucide-react'
import { memo } from 'react'
import { Button as PlainButton } from 'react-aria-components'
import type { CommandContext } from '../commands/command.ts'
import { redo } from '../commands/redo.ts'
import { undo } from '../commands/undo.ts'
import { useDialogs } from '../state/dialogs.ts'
import { IconButton } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import { Kbd } from '../ui/kbd.tsx'
import { MenuButton } from '../ui/menu.tsx'
import { menuEntries } from './menu-of-commands.ts'
import styles from './title-bar.module.css'

/** The window's top: the menu, the study's name, the one search box, undo and redo. */
export const TitleBar = memo(function TitleBar({ context }: { context: CommandContext }) {
  const show = useDialogs(({ show }) => show)
  const { study, member } = context.session
  return (
    <header className={styles.bar}>
      <div className={styles.start}>
        <MenuButton
          label="Menu"
          entries={menuEntries(context)}
          trigger={<IconButton label="Menu" icon={<Menu />} size="small" />}
        />
        <span className={styles.name}>{study ? study.title : 'Tandem'}</span>
      </div>
      <PlainButton className={classNames(styles.find)} onPress={() => show('palette')}>
        <Search aria-hidden="true" />
        <span className={styles.findWords}>
          {member ? 'Find a command or words in the sources' : 'Find a command'}
        </span>
        <Kbd keys="Mod+K" />
      </PlainButton>
      <div className={styles.end}>
        {study && (
          <>
            <IconButton
              label={context.undo.undo ? `Undo: ${context.undo.undo}` : 'Nothing to undo'}
              icon={<Undo2 />}
              size="small"
              shortcut="Mod+Z"
              isDisabled={context.undo.undo === null}
              onPress={() => void undo.run(context)}
            />
            <IconButton
              label={context.undo.redo ? `Redo: ${context.undo.redo}` : 'Nothing to redo'}
              icon={<Redo2 />}
              size="small"
              shortcut="Mod+Shift+Z"
              isDisabled={context.undo.redo === null}
              onPress={() => void redo.run(context)}
            />
          </>
        )}
      </div>
    </header>
  )
})
