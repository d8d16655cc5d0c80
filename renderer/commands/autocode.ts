import { openAutocode } from '../screens/code/autocode/autocode-store.ts'
import type { Command } from './command.ts'

export const autocode: Command = {
  id: 'autocode',
  label: 'Autocode…',
  place: 'Code',
  group: 7,
  keys: 'Mod+Shift+A',
  when: ({ session }) => session.member !== null,
  run: () => openAutocode(),
}
