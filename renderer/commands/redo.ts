import { withShortNames } from '../wording.ts'
import type { Command } from './command.ts'
import { stepBack } from './step-back.ts'

export const redo: Command = {
  id: 'redo',
  label: ({ undo }) => (undo.redo ? `Redo: ${withShortNames(undo.redo)}` : 'Redo'),
  place: 'Edit',
  keys: ['Mod+Shift+Z', 'Mod+Y'],
  when: ({ session, undo }) => session.study !== null && undo.redo !== null,
  run: context => stepBack(context, 'redo'),
  // That there is nothing, or what stands in the way, is said.
  otherwise: context => context.session.member && stepBack(context, 'redo'),
}
