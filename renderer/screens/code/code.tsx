import { FileText } from 'lucide-react'
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Round } from '#shared/model/round.ts'
import type { SourceSummary } from '#shared/model/source.ts'
import { useNavigation } from '../../state/navigation.ts'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { showToast } from '../../ui/toast-queue.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { useRead, useSession } from '../../use-engine.ts'
import { inSentence } from '../../wording.ts'
import { useBench } from './bench.ts'
import { BenchPanes, type BenchPlaces } from './bench-panes.tsx'
import { BenchScreen } from './bench-screen.tsx'
import { SourceBar } from './source-bar.tsx'
import { submittedRoundOf } from './why-not-coded.ts'

/** The coder's bench: framework, transcript and passage side by side. The frame sees to it that someone is signed in. */
export function CodeScreen() {
  const { member } = useSession()
  const me = member?.id ?? null
  useLayoutEffect(() => useBench.getState().belongTo(me), [me])
  const { params, go, replace } = useNavigation()
  const { data: sources, failure } = useRead('sources.list', member ? {} : null)
  const last = useBench(({ source }) => source)
  const wanted = typeof params.source === 'string' ? params.source : last
  // The engine is asked for a text that is known by name at once; of a study just opened, for all but the text.
  const isThere = !sources || sources.some(({ id }) => id === wanted)
  const rounds = useRead('rounds.list', member && !isThere ? {} : null).data
  const source = isThere ? wanted : rounds && sources && firstToCode(sources, rounds, me)
  useRead('codebook.frameworks', member ? {} : null)
  useRead('members.list', member ? {} : null)
  // The panes are drawn while the engine answers: what is asked for a text is on its way before them.
  const [isAsked, setAsked] = useState(false)
  const [places, setPlaces] = useState<BenchPlaces | null>(null)
  useEffect(() => {
    if (source) setAsked(true)
  }, [source])
  useRemovalSaid(sources, source)
  const openSource = useCallback((other: string) => go('code', { source: other }), [go])
  const id = sources && source
  const named = params.source
  useEffect(() => {
    if (!id) return
    useBench.setState({ source: id })
    const { screen } = useNavigation.getState()
    if (screen === 'code' && named !== id) replace('code', { source: id })
  }, [id, named, replace])

  if (failure) {
    return (
      <Callout tone="error" title={failure.message}>
        {failure.hint}
      </Callout>
    )
  }
  if (!member) return null
  if (!source) {
    if (!sources || (sources.length > 0 && !rounds)) return null
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
    <>
      {isAsked && (
        <BenchPanes
          onPlaces={setPlaces}
          head={
            sources && (
              <>
                <h1>
                  <VisuallyHidden>Code: {sources.find(({ id }) => id === source)?.title}</VisuallyHidden>
                </h1>
                <SourceBar sources={sources} current={source} onOpen={openSource} />
              </>
            )
          }
        />
      )}
      <BenchScreen
        key={`${source} ${member.id}`}
        sources={sources}
        source={source}
        member={member}
        places={places}
      />
    </>
  )
}

/** Says that the text that was open is gone, as by what another window did: another opens by itself. */
function useRemovalSaid(
  sources: readonly SourceSummary[] | undefined,
  source: string | null | undefined,
): void {
  const read = useRef<SourceSummary | undefined>(undefined)
  useEffect(() => {
    if (!sources) return
    const { current: before } = read
    read.current = sources.find(({ id }) => id === source)
    if (!before || before.id === source || sources.some(({ id }) => id === before.id)) return
    const next = sources.length > 0 ? ' Another text is open.' : ''
    showToast({ message: `“${inSentence(before.title)}” was removed from the study.${next}` })
  }, [sources, source])
}

/** Where nothing was read yet: the first source that this person may still code, else the first. */
function firstToCode(
  sources: readonly SourceSummary[],
  rounds: readonly Round[],
  me: string | null,
): string | undefined {
  const isDone = (source: string) => submittedRoundOf(rounds, me, source) !== null
  return (sources.find(({ id }) => !isDone(id)) ?? sources[0])?.id
}
