import { withShortNames } from '../wording.ts'
import type { Command } from './command.ts'
import { stepBack } from './step-back.ts'

export const undo: Command = {
  id: 'undo',
  label: ({ undo }) => (undo.undo ? `Undo: ${withShortNames(undo.undo)}` : 'Undo'),
  place: 'Edit',
  keys: 'Mod+Z',
  when: ({ session, undo }) => session.study !== null && undo.undo !== null,
  run: context => stepBack(context, 'undo'),
  // That there is nothing, or what stands in the way, is said.
  otherwise: context => context.session.member && stepBack(context, 'undo'),
}
