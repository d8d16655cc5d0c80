import { Highlighter, Quote } from 'lucide-react'
import { type DragEvent, type KeyboardEvent, useState } from 'react'
import { overlapInWords } from '#shared/model/agreed-rule.ts'
import type { Code } from '#shared/model/codebook.ts'
import type { CodedPassage } from '#shared/model/coding.ts'
import { byPassage } from '#shared/model/passage.ts'
import { type QuotationPlace, quotationDragType } from '../../editor/quotation-place.ts'
import { useNavigation } from '../../state/navigation.ts'
import { Badge, CodeChip, CoderBadge } from '../../ui/badge.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import styles from './evidence.module.css'

/** How many passages of a list are shown at first, and with each *Show more*. */
export const passagesOnPage = 100

interface EvidenceListProps {
  label: string
  /** Each with its codings; a pair of codings may stand on two stretches of text. */
  passages: readonly (readonly CodedPassage[])[]
  /** How many there are, where not all are given, and what asks for so many of them. */
  total?: number
  onMore?(wanted: number): void
  codes: ReadonlyMap<string, Code>
  /** Puts a passage into the memo beside; absent where none is being written. */
  onQuote: ((place: QuotationPlace) => void) | undefined
}

/** Passages with their codes and attribution, each once. Arrows walk through, Q quotes into the memo, Enter shows the transcript. */
export function EvidenceList({
  label,
  passages,
  total = passages.length,
  onMore,
  codes,
  onQuote,
}: EvidenceListProps) {
  const [pages, setPages] = useState(1)
  const more = () => {
    setPages(pages + 1)
    onMore?.((pages + 1) * passagesOnPage)
  }
  return (
    <>
      <ul className={styles.list} aria-label={label}>
        {passages
          .slice(0, pages * passagesOnPage)
          .map(([first, ...rest]) =>
            first ? (
              <Passage
                key={[first, ...rest].map(({ id }) => id).join(' ')}
                first={first}
                codings={[first, ...rest]}
                codes={codes}
                onQuote={onQuote}
              />
            ) : null,
          )}
      </ul>
      {total > pages * passagesOnPage && (
        <Button size="small" onPress={more}>
          Show more
        </Button>
      )}
    </>
  )
}

interface PassageProps {
  first: CodedPassage
  codings: readonly CodedPassage[]
  codes: EvidenceListProps['codes']
  onQuote: EvidenceListProps['onQuote']
}

const reachable = { tabIndex: 0 }

function Passage({ first, codings, codes, onQuote }: PassageProps) {
  const { go } = useNavigation()
  const { source, start, end, id, revision } = first
  const place = { source, start, end, coding: id, revision }
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
    event.dataTransfer.setData('text/plain', first.text)
    event.dataTransfer.effectAllowed = 'copy'
  }
  return (
    <li>
      <article
        className={styles.passage}
        {...reachable}
        aria-label={`${first.sourceTitle}: ${first.text.slice(0, 120)}`}
        data-passage={id}
        draggable={onQuote !== undefined}
        onDragStart={onDragStart}
        onKeyDown={onKeyDown}
      >
        {byPassage(codings).map(
          ([at]) =>
            at && (
              <p key={at.id} className={styles.words}>
                {at.text}
              </p>
            ),
        )}
        <footer className={styles.foot}>
          <span className={styles.about}>
            {codings.map(coding => (
              <span key={coding.id} className={styles.coding}>
                {coding.coderInitials && (
                  <CoderBadge name={coding.coderName ?? ''} initials={coding.coderInitials} size="small" />
                )}
                <CodeChip
                  name={coding.codeName}
                  colour={codes.get(coding.code)?.colour ?? 1}
                  path={coding.codePath.join(' › ')}
                  polarity={coding.polarity ?? undefined}
                />
                {coding.byRule && (
                  <span title={overlapInWords(coding.byRule)}>
                    <Badge>agreed by rule</Badge>
                  </span>
                )}
              </span>
            ))}
            <span className={styles.source}>
              {first.speaker && !first.sourceTitle.includes(first.speaker) && `${first.speaker}, `}
              {first.sourceTitle}
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
