import { showFailure } from '../show-failure.ts'
import { themeChoices } from '../theme/theme.ts'
import type { Command } from './command.ts'

/** One command a theme, for the palette and the View menu. */
export const themeCommands: readonly Command[] = themeChoices.map(({ id, name }) => ({
  id: `theme-${id}`,
  label: `Theme: ${name.toLowerCase()}`,
  place: 'View',
  group: 1,
  isOn: ({ preferences }) => preferences.theme === id,
  run: ({ client }) => client.library.setPreferences({ theme: id }).catch(showFailure),
}))
