import { type CommandContext, isAvailable, keysOf, labelOf } from '../commands/command.ts'
import { commands } from '../commands/index.ts'
import { screens } from '../screens/index.ts'
import { useDialogs } from '../state/dialogs.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Kbd } from '../ui/kbd.tsx'
import type { KeyLine } from '../ui/key-line.ts'
import styles from './key-help.module.css'
import { keysOfPlaces } from './keys-of-places.ts'
import { commandsIn, menuTitles } from './menu-of-commands.ts'

/** The keys that work where the person is now: those of commands by menu, then those of the text, of trees and lists. */
export function KeyHelp({ context }: { context: CommandContext }) {
  const { open, close } = useDialogs()
  const here = screens.find(({ id }) => id === context.screen)?.label
  return (
    <Dialog
      title={here ? `Keys in ${here}` : 'Keys'}
      description="All that commands do, with a key or without one, is also in the menu and the palette."
      isOpen={open === 'keys'}
      onOpenChange={opened => !opened && close()}
      size="large"
    >
      <KeyLists context={context} />
    </Dialog>
  )
}

/** What the dialog holds; apart, so that it is made only while that is open. */
function KeyLists({ context }: { context: CommandContext }) {
  const hasSingleKeys = commands.some(
    command => isAvailable(command, context) && keysOf(command).some(keys => keys.length === 1),
  )
  return (
    <>
      <div className={styles.columns}>
        {menuTitles(context).map(title => {
          const withKeys = commandsIn(title, context).filter(command => keysOf(command).length > 0)
          if (withKeys.length === 0) return null
          return (
            <KeyGroup
              key={title}
              title={title === 'App' ? 'Tandem' : title}
              lines={withKeys.map(command => ({ does: labelOf(command, context), keys: keysOf(command) }))}
            />
          )
        })}
        {keysOfPlaces(context.screen).map(place => (
          <KeyGroup key={place.title} {...place} />
        ))}
        <KeyGroup
          title="Everywhere"
          lines={[
            { does: 'Next control, one before', keys: ['Tab', 'Shift+Tab'] },
            { does: 'Move within a list, table or menu', keys: ['ArrowUp', 'ArrowDown'] },
            { does: 'Close what is open', keys: ['Escape'] },
          ]}
        />
      </div>
      {hasSingleKeys && (
        <p className={styles.note}>
          Keys of one character work outside text fields and lists. Preferences can switch them off.
        </p>
      )}
    </>
  )
}

function KeyGroup({ title, lines }: { title: string; lines: readonly KeyLine[] }) {
  return (
    <section className={styles.group}>
      <h3 className={styles.title}>{title}</h3>
      <dl className={styles.list}>
        {lines.map(({ does, keys }) => (
          <div key={does} className={styles.line}>
            <dt>{does}</dt>
            <dd className={styles.keys}>
              {keys.map(each => (
                <Kbd key={each} keys={each} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
