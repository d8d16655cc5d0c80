import type { ReactNode } from 'react'
import type { MailHeader } from '#shared/model/document.ts'
import type { PreviewedDocument } from '#shared/model/source.ts'
import { kindName } from '#shared/model/source-kind.ts'
import { OpeningTurns } from '../../speakers/opening-turns.tsx'
import { Callout } from '../../ui/callout.tsx'
import { counted, dateOf } from '../../wording.ts'
import styles from './import.module.css'
import { wholeLength } from './whole-length.ts'

/** The structure found in a document: length, header fields, warnings, and how it begins. */
export function Recognised({
  document,
  children,
}: {
  document: PreviewedDocument
  /** Who speaks, before how it begins. */
  children?: ReactNode
}) {
  const { warnings, duplicateOf, mail, opening } = document
  return (
    <>
      {duplicateOf !== null && (
        <Callout title="The study already has this text.">
          It is there as “{duplicateOf}” and is not taken a second time.
        </Callout>
      )}
      {warnings.length > 0 && (
        <Callout tone="warn" title={counted(warnings.length, 'thing to know', 'things to know')}>
          <ul className={styles.warnings}>
            {warnings.map(warning => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Callout>
      )}
      <dl className={styles.facts}>
        <dt>Read as</dt>
        <dd>
          {kindName(document.kind)}, from {document.format}
          {document.date && `, ${dateOf(document.date)}`}
        </dd>
        <dt>Length</dt>
        <dd>{wholeLength(document)}</dd>
        {mail && <Mail mail={mail} />}
      </dl>
      {children}
      <h3 className={styles.heading}>How it begins</h3>
      <OpeningTurns opening={opening} />
    </>
  )
}

function Mail({ mail }: { mail: MailHeader }) {
  const fields: [string, string | undefined][] = [
    ['From', mail.from],
    ['To', mail.to?.join(', ')],
    ['Copy to', mail.cc?.join(', ')],
    ['Subject', mail.subject],
    ['Sent', mail.date && dateOf(mail.date)],
    ['Attached', mail.attachments?.map(({ name }) => name).join(', ')],
  ]
  return fields.map(
    ([name, value]) =>
      value && (
        <div key={name} className={styles.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ),
  )
}
