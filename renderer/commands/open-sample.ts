import { startSample } from '../screens/start/sample-store.ts'
import type { Command } from './command.ts'

export const openSample: Command = {
  id: 'open-sample',
  label: 'Open a copy of the sample study',
  place: 'File',
  run: ({ client, go }) => startSample(client, go),
}
