import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { MailHeader } from '#shared/model/document.ts'
import type { Attachment } from '#shared/model/source.ts'
import { IconButton } from '../../ui/button.tsx'
import { listed, sentAt } from '../../wording.ts'
import { Attachments } from './attachments.tsx'
import type { Place } from './conversation.ts'
import styles from './mail-head.module.css'

interface MailHeadProps {
  mail: MailHeader
  attachments: readonly Attachment[]
  /** Its place in its conversation, or null where it stands alone. */
  place: Place | null
  onOpen: (source: string) => void
}

/** The header of an email above its text: read, not coded. */
export function MailHead({ mail, attachments, place, onOpen }: MailHeadProps) {
  const lines = [
    { term: 'From', words: mail.from ?? '' },
    { term: 'To', words: listed(mail.to ?? []) },
    { term: 'Copy', words: listed(mail.cc ?? []) },
    { term: 'Date', words: mail.date === undefined ? '' : sentAt(mail.date) },
  ].filter(({ words }) => words !== '')
  return (
    <header className={styles.head}>
      {mail.subject !== undefined && <p className={styles.subject}>{mail.subject}</p>}
      <dl className={styles.lines}>
        {lines.map(({ term, words }) => (
          <div key={term} className={styles.line}>
            <dt>{term}</dt>
            <dd>{words}</dd>
          </div>
        ))}
        {attachments.length > 0 && (
          <div className={styles.line}>
            <dt>With</dt>
            <dd>
              <Attachments files={attachments} />
            </dd>
          </div>
        )}
      </dl>
      {place && <Conversation place={place} onOpen={onOpen} />}
    </header>
  )
}

function Conversation({ place, onOpen }: { place: Place; onOpen: (source: string) => void }) {
  const { number, count, earlier, later } = place
  return (
    <div className={styles.conversation}>
      <IconButton
        label="Earlier message in this conversation"
        size="tiny"
        icon={<ChevronLeft aria-hidden="true" />}
        isDisabled={earlier === null}
        onPress={() => earlier !== null && onOpen(earlier)}
      />
      <span>
        {number} of {count} in this conversation
      </span>
      <IconButton
        label="Later message in this conversation"
        size="tiny"
        icon={<ChevronRight aria-hidden="true" />}
        isDisabled={later === null}
        onPress={() => later !== null && onOpen(later)}
      />
    </div>
  )
}
