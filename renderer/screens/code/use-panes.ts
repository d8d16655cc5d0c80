import { showFailure } from '../../show-failure.ts'
import { useClient, useRead } from '../../use-engine.ts'

/** A pane group's remembered layout and remembering it; the panes are named in the order they stand. */
export function usePanes(name: string, ids: readonly string[]) {
  const client = useClient()
  const preferences = useRead('library.preferences', {}).data
  const sizes = preferences?.panes[name]
  return {
    isKnown: preferences !== undefined,
    layout:
      sizes?.length === ids.length
        ? Object.fromEntries(ids.map((id, at) => [id, sizes[at] ?? 0]))
        : undefined,
    onLayoutChange(layout: Readonly<Record<string, number>>) {
      const panes = { ...preferences?.panes, [name]: ids.map(id => layout[id] ?? 0) }
      void client.library.setPreferences({ panes }).catch(showFailure)
    },
  }
}
