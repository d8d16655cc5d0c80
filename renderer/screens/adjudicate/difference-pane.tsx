import { memo, type ReactNode } from 'react'
import { EmptyState } from '../../ui/empty-state.tsx'
import { DifferenceView } from './difference-view.tsx'
import { type Docket, useShownItem } from './use-docket.ts'

interface DifferencePaneProps {
  docket: Docket
  mayRule: boolean
  isCompact: boolean
  onBatch(): void
  notice: ReactNode
}

/** The difference that is looked at. By itself, so that the next one draws nothing else in its frame. */
export const DifferencePane = memo(function DifferencePane(props: DifferencePaneProps) {
  const item = useShownItem(props.docket)
  if (!item) {
    return (
      <EmptyState isCompact title="Nothing passes this filter">
        Choose other kinds, codes or sources in the queue.
      </EmptyState>
    )
  }
  return <DifferenceView {...props} item={item} />
})
