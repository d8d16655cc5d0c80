import type { Code } from '#shared/model/codebook.ts'
import type { CodedSpan } from '#shared/model/disagreement.ts'
import type { Member } from '#shared/model/member.ts'
import { countWords } from '#shared/text/words.ts'
import { CodeChip, CoderBadge } from '../../ui/badge.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { counted } from '../../wording.ts'
import styles from './difference.module.css'

interface ReadingCardProps {
  coder: Member
  /** Shown in the coder's place where names are hidden. */
  name: string | null
  /** The key that rules for it. */
  shortcut: string
  /** How this coder's words are underlined in the passage. */
  line: 'solid' | 'dashed'
  spans: readonly CodedSpan[]
  text: string
  codes: ReadonlyMap<string, Code>
  /** True where this reading stands by the ruling there is. */
  isStanding: boolean
  /** Absent where the person may not rule. */
  onRule: (() => void) | undefined
}

/** One coder's reading of the passage; pressing it lets it stand. */
export function ReadingCard(props: ReadingCardProps) {
  const { coder, name, shortcut, line, spans, text, codes, isStanding, onRule } = props
  const content = (
    <>
      <span className={styles.readingHead}>
        {name === null ? (
          <CoderBadge name={coder.name} initials={coder.initials} isNameShown />
        ) : (
          <strong>{name}</strong>
        )}
        {onRule && <Kbd keys={shortcut} />}
      </span>
      {spans.length === 0 ? (
        <span className={styles.nothing}>Coded nothing of this here</span>
      ) : (
        spans.map(span => {
          const code = codes.get(span.code)
          const words = text.slice(span.start, span.end)
          return (
            <span key={span.id} className={styles.reading}>
              <CodeChip
                name={code?.name ?? 'A code no longer in the study'}
                colour={code?.colour ?? 1}
                path={code?.path.join(' › ')}
                polarity={span.polarity ?? undefined}
              />
              <span className={styles.extentWords}>{endsOf(words)}</span>
              <span className={styles.amount}>{counted(countWords(words), 'word')}</span>
            </span>
          )
        })
      )}
    </>
  )
  const look = classNames(styles.card, styles[line], isStanding && styles.standing)
  if (!onRule) return <div className={look}>{content}</div>
  return (
    <button type="button" className={look} aria-pressed={isStanding} onClick={onRule}>
      {content}
    </button>
  )
}

/** The first and the last words of a passage: where it begins and ends is what differs. */
function endsOf(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim()
  if (line.length <= 90) return `“${line}”`
  const head = line.slice(0, 44).replace(/\s\S*$/, '')
  const tail = line.slice(-36).replace(/^\S*\s/, '')
  return `“${head} … ${tail}”`
}
