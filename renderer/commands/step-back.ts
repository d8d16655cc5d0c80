import { TandemError } from '#shared/errors.ts'
import type { TakenBack } from '#shared/model/operation.ts'
import { showToast } from '../ui/toast-queue.ts'
import { sayTakenBack } from '../use-engine.ts'
import type { CommandContext } from './command.ts'

/** Takes the latest step back, or does it again: says which, leads to where it was, and offers the other way. */
export async function stepBack(context: CommandContext, way: 'undo' | 'redo'): Promise<void> {
  const { client, act, lookForUndo } = context
  const step: TakenBack | null | undefined = await act(() => client.history[way]({}).catch(noMore))
  if (step === undefined) lookForUndo()
  if (step) sayTakenBack(client, way, step)
}

/** A key pressed once too often: nothing is wrong, and what is said of it goes by itself. */
function noMore(error: unknown): null {
  if (!(error instanceof TandemError) || error.code !== 'not-found') throw error
  const { message, hint } = error
  showToast({ topic: 'step', message: hint === undefined ? message : `${message} ${hint}` })
  return null
}
