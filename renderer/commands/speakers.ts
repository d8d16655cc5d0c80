import { useBench } from '../screens/code/bench.ts'
import { openSpeakers } from '../speakers/speakers-store.ts'
import type { Command } from './command.ts'

export const speakers: Command = {
  id: 'speakers',
  label: 'Speakers of this text…',
  place: 'Code',
  group: 7,
  when: ({ screen, session }) =>
    screen === 'code' && session.study?.handout === null && useBench.getState().actions !== null,
  run: () => {
    const { source } = useBench.getState()
    if (source !== null) openSpeakers(source)
  },
}
