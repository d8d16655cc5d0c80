import type { DifferenceDrill, Drill, PairDrill } from './compare-store.ts'
import { DifferencePanel } from './difference-panel.tsx'
import { PairPanel } from './pair-panel.tsx'
import { PassagePanel } from './passage-panel.tsx'
import type { ViewProps } from './views.tsx'

/** What is behind the figure that was opened. */
export function Opened({ drill, ...props }: ViewProps & { drill: Drill | PairDrill | DifferenceDrill }) {
  if ('pair' in drill) return <PairPanel key={`${drill.pair.a} ${drill.pair.b}`} drill={drill} {...props} />
  if ('difference' in drill) return <DifferencePanel key={drill.difference} drill={drill} {...props} />
  return (
    <PassagePanel
      key={`${drill.code} ${drill.source} ${drill.cell} ${drill.among?.id}`}
      drill={drill}
      {...props}
    />
  )
}
