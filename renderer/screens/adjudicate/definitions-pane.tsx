import { memo } from 'react'
import { useInPause } from '../../transcript/use-in-pause.ts'
import { CodeDefinitions } from './code-definitions.tsx'
import { Thread } from './thread.tsx'
import { type Docket, useShownItem } from './use-docket.ts'

/** What the codes of the difference mean and what was said about it: it follows the difference in the pause after its frame. */
export const DefinitionsPane = memo(function DefinitionsPane({
  docket,
  mayEdit,
}: {
  docket: Docket
  mayEdit: boolean
}) {
  const shown = useShownItem(docket)
  const settled = useInPause(shown?.id)
  const item = shown?.id === settled ? shown : docket.all.find(({ id }) => id === settled)
  if (!item) return null
  return (
    <>
      <CodeDefinitions item={item} codes={docket.codes} mayEdit={mayEdit} />
      <Thread key={item.id} docket={docket} item={item} />
    </>
  )
})
