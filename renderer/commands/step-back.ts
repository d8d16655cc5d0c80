import { TandemError } from '#shared/errors.ts'
import type { TakenBack } from '#shared/model/operation.ts'
import { thatStep } from '../state/latest-step.ts'
import { tookBack } from '../state/taken-back.ts'
import { showToast } from '../ui/toast-queue.ts'
import type { CommandContext } from './command.ts'
import { noteRedoOffered } from './redo-offered.ts'

const words = { undo: 'Undone', redo: 'Done again' } as const
const otherWay = { undo: 'redo', redo: 'undo' } as const
const labels = { undo: 'Undo', redo: 'Redo' } as const

/** Takes the latest step back, or does it again: says which, leads to where it was, and offers the other way. */
export async function stepBack(context: CommandContext, way: 'undo' | 'redo'): Promise<void> {
  const { client, act, lookForUndo } = context
  const step: TakenBack | null | undefined = await act(() => client.history[way]({}).catch(noMore))
  if (step === undefined) lookForUndo()
  if (!step) return
  tookBack(step)
  const other = otherWay[way]
  const that = thatStep()
  const notice = showToast({
    topic: 'step',
    message: `${words[way]}: ${step.what}`,
    action: {
      label: labels[other],
      onAction: () =>
        void act(() => client.history[other](that)).then(again => {
          if (again) tookBack(again)
        }),
    },
  })
  if (way === 'undo') noteRedoOffered(notice)
}

/** A key pressed once too often: nothing is wrong, and what is said of it goes by itself. */
function noMore(error: unknown): null {
  if (!(error instanceof TandemError) || error.code !== 'not-found') throw error
  const { message, hint } = error
  showToast({ topic: 'step', message: hint === undefined ? message : `${message} ${hint}` })
  return null
}
