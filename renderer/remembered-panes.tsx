import { showFailure } from './show-failure.ts'
import { SplitPanes, type SplitPanesProps } from './ui/split-panes.tsx'
import { useClient, useRead } from './use-engine.ts'

/** Panes as this person left them on this machine, for every set of panes a screen can show. */
export function RememberedPanes({ panes, ...props }: Omit<SplitPanesProps, 'layout' | 'onLayoutChange'>) {
  const client = useClient()
  const preferences = useRead('library.preferences', {}).data
  if (!preferences) return null
  const ids = panes.map(pane => pane.id)
  const unit = panes.some(({ keepsPixels }) => keepsPixels) ? ' in px' : ''
  const place = `${props.name}${unit}: ${ids.join(', ')}`
  const sizes = preferences.panes[place]
  return (
    <SplitPanes
      {...props}
      panes={panes}
      layout={
        sizes?.length === ids.length
          ? Object.fromEntries(ids.map((id, at) => [id, sizes[at] ?? 0]))
          : undefined
      }
      onLayoutChange={layout => {
        const left = { ...preferences.panes, [place]: ids.map(id => layout[id] ?? 0) }
        void client.library.setPreferences({ panes: left }).catch(showFailure)
      }}
    />
  )
}
