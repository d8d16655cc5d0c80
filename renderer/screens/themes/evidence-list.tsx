import { Highlighter, Quote } from 'lucide-react'
import { type DragEvent, type KeyboardEvent, useState } from 'react'
import { overlapInWords } from '#shared/model/agreed-rule.ts'
import type { Code } from '#shared/model/codebook.ts'
import type { CodedPassage } from '#shared/model/coding.ts'
import { type QuotationPlace, quotationDragType } from '../../editor/quotation-place.ts'
import { useNavigation } from '../../state/navigation.ts'
import { Badge, CodeChip, CoderBadge } from '../../ui/badge.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import styles from './evidence.module.css'

const page = 100

interface EvidenceListProps {
  label: string
  passages: readonly CodedPassage[]
  codes: ReadonlyMap<string, Code>
  /** Puts a passage into the memo beside; absent where none is being written. */
  onQuote: ((place: QuotationPlace) => void) | undefined
}

/** Passages with their attribution. Arrows walk through, Q quotes into the memo, Enter shows the transcript. */
export function EvidenceList({ label, passages, codes, onQuote }: EvidenceListProps) {
  const [pages, setPages] = useState(1)
  return (
    <>
      <ul className={styles.list} aria-label={label}>
        {passages.slice(0, pages * page).map(passage => (
          <Passage key={passage.id} passage={passage} code={codes.get(passage.code)} onQuote={onQuote} />
        ))}
      </ul>
      {passages.length > pages * page && (
        <Button size="small" onPress={() => setPages(pages + 1)}>
          Show more
        </Button>
      )}
    </>
  )
}

interface PassageProps {
  passage: CodedPassage
  code: Code | undefined
  onQuote: EvidenceListProps['onQuote']
}

const reachable = { tabIndex: 0 }

function Passage({ passage, code, onQuote }: PassageProps) {
  const { go } = useNavigation()
  const { source, start, end, id } = passage
  const place = { source, start, end, coding: id }
  const show = () => go('code', { source, start, end })
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const item = event.currentTarget
    if (event.key === 'ArrowDown') focusPassage(item.parentElement?.nextElementSibling)
    else if (event.key === 'ArrowUp') focusPassage(item.parentElement?.previousElementSibling)
    else if (event.key === 'Enter') show()
    else if (event.key.toLowerCase() === 'q' && onQuote) onQuote(place)
    else return
    event.preventDefault()
  }
  const onDragStart = (event: DragEvent) => {
    event.dataTransfer.setData(quotationDragType, JSON.stringify(place))
    event.dataTransfer.setData('text/plain', passage.text)
    event.dataTransfer.effectAllowed = 'copy'
  }
  return (
    <li>
      <article
        className={styles.passage}
        {...reachable}
        aria-label={`${passage.sourceTitle}: ${passage.text.slice(0, 120)}`}
        data-passage={id}
        draggable={onQuote !== undefined}
        onDragStart={onDragStart}
        onKeyDown={onKeyDown}
      >
        <p className={styles.words}>{passage.text}</p>
        <footer className={styles.foot}>
          <span className={styles.about}>
            {passage.coderInitials && (
              <CoderBadge name={passage.coderName ?? ''} initials={passage.coderInitials} size="small" />
            )}
            <CodeChip
              name={passage.codeName}
              colour={code?.colour ?? 1}
              path={passage.codePath.join(' › ')}
              polarity={passage.polarity ?? undefined}
            />
            {passage.byRule && (
              <span title={overlapInWords(passage.byRule)}>
                <Badge>agreed by rule</Badge>
              </span>
            )}
            <span className={styles.source}>
              {passage.speaker && !passage.sourceTitle.includes(passage.speaker) && `${passage.speaker}, `}
              {passage.sourceTitle}
            </span>
          </span>
          <span className={styles.actions}>
            {onQuote && (
              <IconButton
                label="Quote in the memo"
                icon={<Quote />}
                size="tiny"
                shortcut="Q"
                onPress={() => onQuote(place)}
              />
            )}
            <IconButton label="Show in the transcript" icon={<Highlighter />} size="tiny" onPress={show} />
          </span>
        </footer>
      </article>
    </li>
  )
}

function focusPassage(item: Element | null | undefined): void {
  item?.querySelector<HTMLElement>('[data-passage]')?.focus()
}
