import type { MailHeader } from '#shared/model/document.ts'
import type { PreviewedDocument } from '#shared/model/source.ts'
import { Callout } from '../../ui/callout.tsx'
import { counted, dateOf, recordingTime } from '../../wording.ts'
import styles from './import.module.css'
import { kindName } from './kinds.ts'

/** The structure found in a document: speakers, times, header fields, warnings, and how it begins. */
export function Recognised({ document }: { document: PreviewedDocument }) {
  const { warnings, duplicateOf, mail, speakers, opening } = document
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
        <dd>
          {counted(document.words, 'word')}, {counted(document.characters, 'character')},{' '}
          {counted(document.segments, 'part')}
        </dd>
        {speakers.length > 0 && (
          <>
            <dt>Speakers</dt>
            <dd>
              <ul className={styles.speakers}>
                {speakers.map(({ name, turns }) => (
                  <li key={name}>
                    <strong>{name}</strong> {counted(turns, 'turn')}
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
        {mail && <Mail mail={mail} />}
      </dl>
      <h3 className={styles.heading}>How it begins</h3>
      <ol className={styles.opening}>
        {placed(opening).map(({ turn, place }) => (
          <li key={place} className={styles.turn} data-kind={turn.kind}>
            {(turn.speaker !== null || turn.startMs !== null) && (
              <p className={styles.who}>
                {turn.speaker !== null && <strong>{turn.speaker}</strong>}
                {turn.startMs !== null && <time>{recordingTime(turn.startMs)}</time>}
              </p>
            )}
            <p className={styles.words}>{turn.text}</p>
          </li>
        ))}
      </ol>
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

/** Turns with where each stands among them: two may hold the same words. */
function placed<T extends { text: string }>(turns: readonly T[]): { turn: T; place: number }[] {
  let place = 0
  return turns.map(turn => {
    place += turn.text.length + 1
    return { turn, place }
  })
}
