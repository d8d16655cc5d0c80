import { useNavigation } from '../../state/navigation.ts'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { useRead } from '../../use-engine.ts'
import { listed } from '../../wording.ts'
import { useUnkeptOf } from './unkept-words.ts'

interface UnkeptInSourcesProps {
  member: string
  /** Ids of the sources asked about; absent: of all. */
  among?: readonly string[]
  /** What it means for what is about to be done, as a sentence. */
  meaning: string
  /** Told as the first of them is opened. */
  onOpen: () => void
}

/** In which of these sources words of this window are not saved, with the way to the first; nothing where there are none. */
export function UnkeptInSources({ member, among, meaning, onOpen }: UnkeptInSourcesProps) {
  const unkept = useUnkeptOf(member).filter(({ source }) => !among || among.includes(source))
  const sources = useRead('sources.list', {}).data
  const go = useNavigation(({ go }) => go)
  const [first] = unkept
  if (!first) return null
  const titles = [...new Set(unkept.map(({ source }) => source))].map(
    id => `“${sources?.find(source => source.id === id)?.title ?? 'a source'}”`,
  )
  const open = () => {
    const { source, passage } = first
    onOpen()
    go('code', { source, start: passage.start, end: passage.end })
  }
  return (
    <Callout
      tone="warn"
      title={`What you wrote in ${listed(titles)} is not saved yet.`}
      actions={
        <Button size="small" onPress={open}>
          {titles.length > 1 ? `Open ${titles[0]}` : 'Open it'}
        </Button>
      }
    >
      {meaning}
    </Callout>
  )
}
