import { ChartLine, Grid3x3, ListTree, Scale, TextSearch } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ExploreView } from '#shared/model/explore-look.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { SegmentedControl } from '../../ui/toggle.tsx'
import { useExplore } from './explore-store.ts'
import { GridView } from './grid-view.tsx'
import { MatrixView } from './matrix-view.tsx'
import { NewCodes } from './new-codes.tsx'
import { SearchView } from './search-view.tsx'
import { useRememberedLook } from './use-remembered-look.ts'

const views: readonly { id: ExploreView; label: string; icon: ReactNode }[] = [
  { id: 'search', label: 'Search', icon: <TextSearch /> },
  { id: 'matrix', label: 'Matrix', icon: <Grid3x3 /> },
  { id: 'summaries', label: 'Summaries', icon: <ListTree /> },
  { id: 'convergence', label: 'Convergence', icon: <Scale /> },
  { id: 'new-codes', label: 'New codes', icon: <ChartLine /> },
]

/** Looking across the whole study: figures, summaries case by case, and how far data sets bear each theme out. */
export function Explore() {
  const { view, choose } = useExplore()
  const begun = useRememberedLook()
  return (
    <>
      <PageHeader
        title="Explore"
        description={descriptions[view]}
        actions={
          <SegmentedControl<ExploreView>
            label="What is shown"
            options={views}
            value={view}
            onChange={next => choose({ view: next, opened: null })}
          />
        }
      />
      {!begun ? null : view === 'search' ? (
        <SearchView />
      ) : view === 'matrix' ? (
        <MatrixView />
      ) : view === 'new-codes' ? (
        <NewCodes />
      ) : (
        <GridView key={view} isConvergence={view === 'convergence'} />
      )}
    </>
  )
}

const descriptions: Record<ExploreView, string> = {
  search: 'Text, codes, people and sources, asked for together. Every place opens where it stands.',
  matrix: 'Codes and themes across the study. Every figure opens its passages.',
  summaries: 'What each person or site says of each theme, in your words, beside the passages.',
  'new-codes': 'Which source brought codes that none before it had, in the order of their dates.',
  convergence: 'How far each data set bears out what a theme finds, and on which passages that rests.',
}
