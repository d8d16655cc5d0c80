import { useEffect, useRef } from 'react'
import { type CommandContext, isAvailable, keysOf, labelOf } from '../commands/command.ts'
import { commands } from '../commands/index.ts'
import { desktop } from '../desktop.ts'
import { isLocked } from '../state/lock.ts'

/** Keeps the native menu the same as the command list, and runs what is chosen in it. */
export function useDesktopMenu(context: CommandContext): void {
  const latest = useRef(context)
  useEffect(() => {
    latest.current = context
    void desktop()?.setMenu(
      commands.map(command => ({
        id: command.id,
        label: labelOf(command, context),
        menu: command.place,
        group: command.group ?? 0,
        enabled: isAvailable(command, context),
        ...acceleratorOf(keysOf(command)[0]),
        ...(command.isOn ? { checked: command.isOn(context) } : {}),
      })),
    )
  }, [context])
  useEffect(() => {
    desktop()?.onCommand(id => {
      const command = commands.find(command => command.id === id)
      if (command && !isLocked() && isAvailable(command, latest.current)) void command.run(latest.current)
    })
  }, [])
}

/** A shortcut as a native menu can show it; single characters are the page's own business. */
function acceleratorOf(keys: string | undefined): { accelerator?: string } {
  return keys !== undefined && (/Mod|Alt/.test(keys) || /^F\d+$/.test(keys)) ? { accelerator: keys } : {}
}
