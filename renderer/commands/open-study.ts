import { chooseStudy } from '../screens/start/choose-study.ts'
import type { Command } from './command.ts'

export const openStudy: Command = {
  id: 'open-study',
  label: 'Open a study…',
  place: 'File',
  keys: 'Mod+O',
  run: ({ client }) => chooseStudy(client),
}
