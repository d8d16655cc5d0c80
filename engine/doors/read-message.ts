import { z } from 'zod'
import type { ToEngine } from '#shared/contract/wire.ts'

const toEngine = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('call'),
    id: z.int(),
    method: z.string().max(100),
    input: z.unknown(),
    command: z.string().max(100).exactOptional(),
  }),
  z.strictObject({ type: z.literal('cancel'), id: z.int() }),
])

/** What a window said, or null where it is nothing a window says. The input is checked later, by its method. */
export function readMessage(raw: unknown): ToEngine | null {
  const message = toEngine.safeParse(raw).data
  if (!message) return null
  return message.type === 'call' ? { ...message, input: message.input } : message
}
