import { type CommandContext, isAvailable, keysOf, labelOf } from '../commands/command.ts'
import { commands } from '../commands/index.ts'
import { screens } from '../screens/index.ts'
import { useDialogs } from '../state/dialogs.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Kbd } from '../ui/kbd.tsx'
import styles from './key-help.module.css'
import { commandsIn, menuTitles } from './menu-of-commands.ts'

/** The keys that work where the person is now, by menu; made from the command list. */
export function KeyHelp({ context }: { context: CommandContext }) {
  const { open, close } = useDialogs()
  const here = screens.find(({ id }) => id === context.screen)?.label
  return (
    <Dialog
      title={here ? `Keys in ${here}` : 'Keys'}
      description="Every key, and everything without one, is also in the menu and the palette."
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
            <section key={title} className={styles.group}>
              <h3 className={styles.title}>{title === 'App' ? 'Tandem' : title}</h3>
              <dl className={styles.list}>
                {withKeys.map(command => (
                  <div key={command.id} className={styles.line}>
                    <dt>{labelOf(command, context)}</dt>
                    <dd className={styles.keys}>
                      {keysOf(command).map(keys => (
                        <Kbd key={keys} keys={keys} />
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          )
        })}
        <section className={styles.group}>
          <h3 className={styles.title}>Everywhere</h3>
          <dl className={styles.list}>
            <div className={styles.line}>
              <dt>Next control, one before</dt>
              <dd className={styles.keys}>
                <Kbd keys="Tab" />
                <Kbd keys="Shift+Tab" />
              </dd>
            </div>
            <div className={styles.line}>
              <dt>Move within a list, table or menu</dt>
              <dd className={styles.keys}>
                <Kbd keys="ArrowUp" />
                <Kbd keys="ArrowDown" />
              </dd>
            </div>
            <div className={styles.line}>
              <dt>Close what is open</dt>
              <dd className={styles.keys}>
                <Kbd keys="Escape" />
              </dd>
            </div>
          </dl>
        </section>
      </div>
      {hasSingleKeys && (
        <p className={styles.note}>
          Keys of one character work outside text fields and lists. Preferences can switch them off.
        </p>
      )}
    </>
  )
}
