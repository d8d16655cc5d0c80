import { EyeOff } from 'lucide-react'
import type { Round } from '#shared/model/round.ts'
import { useNavigation } from '../../state/navigation.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'

/** Says to who judges a round without names why its coders are not laid side by side yet. */
export function NamesHiddenNotice({ round }: { round: Round }) {
  const { go } = useNavigation()
  return (
    <EmptyState
      icon={<EyeOff />}
      title={`“${round.title}” is judged with names hidden`}
      action={<Button onPress={() => go('adjudicate')}>Judge the differences</Button>}
    >
      Here each coder’s work stands under their name. You judge the round without names, so it is shown to you
      when the round is closed. Its coders and leads see it now.
    </EmptyState>
  )
}
