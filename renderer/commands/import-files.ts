import { useImport } from '../screens/sources/import-store.ts'
import { pickFiles } from '../screens/sources/pick-files.ts'
import { showFailure } from '../show-failure.ts'
import type { Command } from './command.ts'

export const importFiles: Command = {
  id: 'import-files',
  label: 'Import files…',
  place: 'File',
  group: 1,
  keys: 'Mod+I',
  when: ({ session }) => session.member !== null && session.study?.handout === null,
  async run({ client }) {
    try {
      useImport.getState().add(client, await pickFiles())
    } catch (error) {
      showFailure(error)
    }
  },
}
