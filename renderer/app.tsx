import { useEffect } from 'react'
import { useCommandContext } from './commands/use-command-context.ts'
import { useShortcuts } from './commands/use-shortcuts.ts'
import { screens } from './screens/index.ts'
import { applyTheme } from './theme/theme.ts'
import { usePreferences } from './use-engine.ts'

/** The window: the frame around whichever screen is open. */
export function App() {
  const context = useCommandContext()
  useShortcuts(context)
  const { theme } = usePreferences()
  useEffect(() => applyTheme(theme), [theme])
  const screen = screens.find(({ id }) => id === context.screen) ?? screens[0]
  const Content = screen?.component
  return <main>{Content && <Content />}</main>
}
