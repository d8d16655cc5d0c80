import { MessageSquarePlus, Quote, Tag } from 'lucide-react'
import { memo } from 'react'
import type { Code } from '#shared/model/codebook.ts'
import { CodeDot } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Toolbar } from '../../ui/toolbar.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { useSession } from '../../use-engine.ts'
import type { BenchActions } from './bench.ts'
import styles from './selection-bar.module.css'
import { useWhyNotCoded } from './why-not-coded.ts'

interface SelectionBarProps {
  source: string
  bench: BenchActions
  last: Code | undefined
  /** What the last code is called, as a sentence names it. */
  lastName: string
}

/** What can be done with the selected words, beside them. */
export const SelectionBar = memo(function SelectionBar({ source, bench, last, lastName }: SelectionBarProps) {
  const why = useWhyNotCoded(source)
  const { member } = useSession()
  const annotate = (
    <Button
      size="small"
      variant="quiet"
      icon={<MessageSquarePlus />}
      shortcut="N"
      onPress={() => bench.annotate()}
    >
      Annotate
    </Button>
  )
  if (why !== null) {
    return (
      <div className={`${styles.bar} ${styles.refused}`}>
        {why}
        {!member?.roles.includes('coder') && annotate}
      </div>
    )
  }
  return (
    <div className={styles.bar}>
      <Toolbar label="Selected passage">
        <Button size="small" variant="quiet" icon={<Tag />} shortcut="Enter" onPress={bench.choose}>
          Code
        </Button>
        {last && (
          <Button
            size="small"
            variant="quiet"
            icon={<CodeDot colour={last.colour} />}
            shortcut="."
            onPress={bench.codeLast}
          >
            <VisuallyHidden>Code with </VisuallyHidden>
            <span className={styles.last} title={lastName}>
              {lastName}
            </span>
            <VisuallyHidden>, the last used</VisuallyHidden>
          </Button>
        )}
        <Button size="small" variant="quiet" icon={<Quote />} shortcut="V" onPress={bench.codeInVivo}>
          New code
          <VisuallyHidden> from these words</VisuallyHidden>
        </Button>
        {annotate}
      </Toolbar>
    </div>
  )
})
