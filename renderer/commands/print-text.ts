import { useBench } from '../screens/code/bench.ts'
import type { Command } from './command.ts'

/** Prints the open text; the desktop app has no other way to it. */
export const printText: Command = {
  id: 'print-text',
  label: 'Print this text…',
  place: 'File',
  group: 1,
  keys: 'Mod+P',
  when: ({ screen }) => screen === 'code' && useBench.getState().actions !== null,
  run: () => print(),
}
