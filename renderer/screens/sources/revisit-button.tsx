import { RotateCcw } from 'lucide-react'
import { useNavigation } from '../../state/navigation.ts'
import { Button } from '../../ui/button.tsx'
import { useRead, useSession } from '../../use-engine.ts'

/** How many sources wait to be gone through again, of one's own or, for a lead, of everyone; leads to their list. */
export function RevisitButton() {
  const { member } = useSession()
  const { go } = useNavigation()
  const isLead = member?.roles.includes('lead') ?? false
  const waiting = (useRead('codebook.revisits', {}).data ?? []).filter(
    ({ coder, changes }) => (isLead || coder === member?.id) && changes.some(({ done }) => !done),
  )
  const framework = waiting[0]?.changes.find(({ done }) => !done)?.framework
  if (framework === undefined) return null
  return (
    <Button
      variant="quiet"
      icon={<RotateCcw />}
      onPress={() => go('framework', { code: framework })}
    >{`${new Set(waiting.map(({ source }) => source)).size} to revisit`}</Button>
  )
}
