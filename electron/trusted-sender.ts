import type { z } from 'zod'
import { isOwnPage, origin } from './security-policy.ts'

/** What is looked at in a message from a page: who sent it, and the frame it came from. */
export interface Sent {
  readonly sender: { readonly mainFrame: object }
  readonly senderFrame: { readonly origin: string; readonly url: string } | null
}

/** Whether a message comes from the top frame of our own page, still there, in one of `ours`. */
export function isTrusted(sent: Sent, ours: (sender: object) => boolean): boolean {
  const frame = sent.senderFrame
  return (
    frame !== null &&
    frame === sent.sender.mainFrame &&
    frame.origin === origin &&
    isOwnPage(frame.url) &&
    ours(sent.sender)
  )
}

/** A handler that refuses untrusted senders and reads its one argument with `schema` before `handle` sees it. */
export function checked<In, Event extends Sent, Out>(
  ours: (sender: object) => boolean,
  schema: z.ZodType<In>,
  handle: (input: In, event: Event) => Out,
): (event: Event, ...given: unknown[]) => Out {
  return (event, ...given) => {
    if (!isTrusted(event, ours))
      throw new Error('Refused: this message did not come from a window of Tandem.')
    if (given.length > 1) throw new Error('Refused: one argument at most.')
    return handle(schema.parse(given[0]), event)
  }
}
