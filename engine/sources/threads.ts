import type { MailHeader } from '#shared/model/document.ts'
import type { Thread } from '#shared/model/source.ts'
import { all, type Db } from '../db/sql.ts'

/** What is kept of a message to find its conversation: the columns of `messages` after the revision. */
export const messageRow = (mail: MailHeader): [string | null, string, string, string, string] => [
  mail.messageId ?? null,
  JSON.stringify([...new Set([...(mail.references ?? []), ...(mail.inReplyTo ? [mail.inReplyTo] : [])])]),
  mail.subject ?? '',
  mail.from ?? '',
  JSON.stringify([...(mail.to ?? []), ...(mail.cc ?? [])]),
]

/** A message as conversations are found from it. */
export interface ThreadedMessage {
  source: string
  title: string
  /** ISO 8601, or null where none is known. */
  date: string | null
  messageId: string | null
  /** Ids of the messages it answers or goes back to. */
  answers: readonly string[]
  subject: string
  sender: string
  people: readonly string[]
}

/** The conversations of two or more messages, by the source that is one of them. */
export function threadsOf(db: Db): Map<string, Thread> {
  const messages = all<Omit<ThreadedMessage, 'answers' | 'people'> & { answers: string; people: string }>(
    db,
    `SELECT s.id AS source, s.title, s.date, m.message_id AS messageId, m.answers, m.subject, m.sender, m.people
     FROM messages m JOIN revisions r ON r.id = m.revision JOIN sources s ON s.id = r.source
     WHERE r.number = (SELECT max(number) FROM revisions WHERE source = s.id) ORDER BY s.created_at, s.id`,
  )
  return findThreads(
    messages.map(message => ({
      ...message,
      answers: JSON.parse(message.answers) as string[],
      people: JSON.parse(message.people) as string[],
    })),
  )
}

/** `Re:`, `SV:`, `AW:`, `VS:`, `Antw:`, `FW:` and the like, one or several, numbered or not, and marks of lists. */
const prefix =
  /^(?:\s*(?:re|fwd?|fw|sv|vs|vb|vl|aw|wg|antw|doorst|ref?|rv|tr|rép|res|enc|i|r|odp|pd|ynt|ilt|ha|回复|回覆|转发|轉寄|答复|返信)\s*(?:\[\d+\]|\(\d+\))?\s*[:：]|\s*\[[^\][]{1,40}\]\s*(?=\S))+/iu
const answering = /^\s*(?:\[[^\][]{1,40}\]\s*)?\p{L}{1,6}\s*(?:\[\d+\]|\(\d+\))?\s*[:：]/u

/** A subject without what mail programs put before it, in one form. */
export const bareSubject = (subject: string): string =>
  subject.replace(prefix, '').replace(/\s+/g, ' ').trim().toLowerCase()

/**
 * Puts messages into conversations: those that name each other, or the same third, in their headers; and an answer
 * whose header names none, with messages of the same subject whose sender and recipients it shares. Conversations of
 * one are left out. Order and titles follow the dates; the order given decides where there are none.
 */
export function findThreads(messages: readonly ThreadedMessage[]): Map<string, Thread> {
  const groups = new Groups()
  for (const { source, messageId, answers } of messages) {
    for (const id of messageId === null ? answers : [messageId, ...answers]) groups.join(source, `<>${id}`)
  }
  const bySubject = Map.groupBy(messages, ({ subject }) => bareSubject(subject))
  for (const [subject, unordered] of bySubject) {
    if (subject === '' || unordered.length < 2) continue
    const alike = unordered.toSorted((a, b) => timeOf(a) - timeOf(b))
    const people = alike.map(peopleOf)
    alike.forEach((message, n) => {
      if (message.answers.length > 0 || !isAnswer(message.subject)) return
      const own = people[n]
      if (!own) return
      const before = people.slice(0, n).findLastIndex(other => meet(own, other))
      const met = alike[before] ?? alike.find((_, m) => m > n && meet(own, people[m]))
      if (met) groups.join(message.source, met.source)
    })
  }
  const threads = new Map<string, Thread>()
  for (const members of Map.groupBy(messages, ({ source }) => groups.of(source)).values()) {
    const inOrder = members.toSorted((a, b) => timeOf(a) - timeOf(b))
    const [first] = inOrder
    if (!first || members.length < 2) continue
    const title = first.subject.replace(prefix, '').trim() || first.title
    for (const { source } of members) threads.set(source, { id: first.source, title, count: members.length })
  }
  return threads
}

const isAnswer = (subject: string): boolean => answering.test(subject) && prefix.test(subject)

interface People {
  sender: string
  all: ReadonlySet<string>
}

function peopleOf({ sender, people }: ThreadedMessage): People {
  const from = addressOf(sender)
  return { sender: from, all: new Set([from, ...people.map(addressOf)].filter(address => address !== '')) }
}

/** The address of `Anna Berg <anna@example.org>`, or the name where there is none. */
const addressOf = (shown: string): string => (/<([^<>]+)>$/.exec(shown)?.[1] ?? shown).trim().toLowerCase()

/** True where each one's sender wrote, or was written to, in the other. */
const meet = (a: People, b: People | undefined): boolean =>
  b !== undefined && a.sender !== '' && b.sender !== '' && b.all.has(a.sender) && a.all.has(b.sender)

const timeOf = ({ date }: ThreadedMessage): number => {
  const time = date === null ? Number.NaN : Date.parse(date)
  return Number.isNaN(time) ? Number.MAX_SAFE_INTEGER : time
}

/** Things that belong together because each was joined to the next. */
class Groups {
  readonly #above = new Map<string, string>()

  of(thing: string): string {
    let top = thing
    for (let next = this.#above.get(top); next !== undefined; next = this.#above.get(top)) top = next
    // The way up is shortened for the next who asks.
    for (let at = thing; at !== top; ) {
      const next = this.#above.get(at) ?? top
      this.#above.set(at, top)
      at = next
    }
    return top
  }

  join(a: string, b: string): void {
    const top = this.of(a)
    const other = this.of(b)
    if (top !== other) this.#above.set(top, other)
  }
}
