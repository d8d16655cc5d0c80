import { useEffect, useRef } from 'react'
import { isLocked } from '../state/lock.ts'
import { showToast } from '../ui/toast-queue.ts'
import { type CommandContext, isAvailable, keysOf } from './command.ts'
import { commands } from './index.ts'
import { belongsToFocus, isSingleKey, matches } from './keys.ts'
import { stopStrayLetters } from './stray-letters.ts'

const gone = 'The field that you were typing in is gone: what you typed on was not taken, and did nothing.'

/** Runs a command when its keys are pressed. Used once, by the frame. */
export function useShortcuts(context: CommandContext): void {
  const latest = useRef(context)
  useEffect(() => {
    latest.current = context
  }, [context])
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || isLocked()) return
      const context = latest.current
      const meant = commands.filter(command =>
        keysOf(command).some(keys => matches(event, keys) && isOpenTo(event, keys, context)),
      )
      const command = meant.find(command => isAvailable(command, context))
      const step = command ? command.run : meant.find(({ otherwise }) => otherwise)?.otherwise
      if (!step) return
      event.preventDefault()
      if (!event.repeat || !command?.isOnce) void step(context)
    }
    addEventListener('keydown', pressed)
    const stop = stopStrayLetters(() => showToast({ topic: 'refused', message: gone }))
    return () => {
      removeEventListener('keydown', pressed)
      stop()
    }
  }, [])
}

/** Whether these keys are free to be a shortcut where they were pressed. */
function isOpenTo(event: KeyboardEvent, keys: string, { preferences }: CommandContext): boolean {
  if (isSingleKey(keys)) return preferences.singleKeys && !belongsToFocus(event.target)
  // A text field has an undo of its own, and goes by pages; other shortcuts with Mod or Alt work from anywhere but a dialog.
  if (!(event.target instanceof Element)) return true
  if (/^(Mod\+(Shift\+)?[ZY]|Page(Up|Down))$/.test(keys)) return !belongsToFocus(event.target)
  return event.target.closest('[role="dialog"], [role="alertdialog"]') === null
}
