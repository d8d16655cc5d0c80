import { FileText } from 'lucide-react'
import { useEffect } from 'react'
import { useNavigation } from '../../state/navigation.ts'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useRead, useSession } from '../../use-engine.ts'
import { useBench } from './bench.ts'
import { BenchScreen } from './bench-screen.tsx'

/** The coder's bench: framework, transcript and passage side by side. The frame sees to it that someone is signed in. */
export function CodeScreen() {
  const { member } = useSession()
  const { params, go, replace } = useNavigation()
  const { data: sources, failure } = useRead('sources.list', member ? {} : null)
  const last = useBench(({ source }) => source)
  const wanted = typeof params.source === 'string' ? params.source : last
  const source = sources?.find(({ id }) => id === wanted) ?? sources?.[0]
  const id = source?.id
  useEffect(() => {
    if (id === undefined) return
    useBench.setState({ source: id })
    if (useNavigation.getState().params.source !== id) replace('code', { source: id })
  }, [id, replace])

  if (failure) {
    return (
      <Callout tone="error" title={failure.message}>
        {failure.hint}
      </Callout>
    )
  }
  if (!sources || !member) return null
  if (!source) {
    return (
      <EmptyState
        icon={<FileText />}
        title="Nothing to code yet"
        action={
          <Button variant="primary" onPress={() => go('sources')}>
            Import sources
          </Button>
        }
      >
        Transcripts, records and emails of this study are read and coded here once they are imported.
      </EmptyState>
    )
  }
  return (
    <BenchScreen key={`${source.id} ${member.id}`} sources={sources} source={source.id} member={member} />
  )
}
