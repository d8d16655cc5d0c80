import { createHash } from 'node:crypto'
import type { MailHeader, ParsedDocument } from '#shared/model/document.ts'
import { isSameMail } from '#shared/model/same-mail.ts'
import { all, type Db } from '../db/sql.ts'

/** What tells one document from another: the SHA-256 of its text and, of a message, its header. */
export interface Identity {
  sha256: string
  mail: MailHeader | null
}

export const identityOf = ({ text, mail }: Pick<ParsedDocument, 'text' | 'mail'>): Identity => ({
  sha256: createHash('sha256').update(text, 'utf8').digest('hex'),
  mail: mail ?? null,
})

/** Title of a source that is this document already, in any of its revisions, or undefined. */
export function titleOfSame(db: Db, { sha256, mail }: Identity): string | undefined {
  const alike = all<{ title: string; mail: string | null }>(
    db,
    `SELECT s.title, CAST(c.bytes AS TEXT) -> '$.mail' AS mail
     FROM revisions r JOIN sources s ON s.id = r.source JOIN contents c ON c.sha256 = r.structure
     WHERE r.text = ? ORDER BY s.created_at, s.id`,
    sha256,
  )
  return alike.find(held => isSameMail(mail, JSON.parse(held.mail ?? 'null') as MailHeader | null))?.title
}

/** What of a header tells messages apart: there may be tens of thousands of them. */
function tellingOf({ messageId, from, date, subject }: MailHeader): MailHeader {
  return {
    ...(messageId === undefined ? {} : { messageId }),
    ...(from === undefined ? {} : { from }),
    ...(date === undefined ? {} : { date }),
    ...(subject === undefined ? {} : { subject }),
  }
}

/** The documents taken in one step, so that one that comes twice in it is taken once. */
export class TakenDocuments {
  readonly #byText = new Map<string, { title: string; mail: MailHeader | null }[]>()
  /** How many they are, and the title of the first. */
  size = 0
  first = ''

  add({ sha256, mail }: Identity, title: string): void {
    const kept = { title, mail: mail && tellingOf(mail) }
    const alike = this.#byText.get(sha256)
    if (alike) alike.push(kept)
    else this.#byText.set(sha256, [kept])
    if (this.size++ === 0) this.first = title
  }

  /** No more are to come: what they are told by is let go. */
  end(): void {
    this.#byText.clear()
  }

  titleOf({ sha256, mail }: Identity): string | undefined {
    return this.#byText.get(sha256)?.find(held => isSameMail(mail, held.mail))?.title
  }
}
