import { randomUUID } from 'node:crypto'
import type { EngineToMain, MainToEngine } from '#shared/model/desktop-messages.ts'

/** A place of the system's own that keeps secrets for this account on this computer. */
export interface Vault {
  isUsable(): Promise<boolean>
  /** What only this place can read again; null where it would not take it. */
  seal(secret: Buffer): Promise<Buffer | null>
  /** The secret again; null where this place cannot read it. */
  unseal(blob: Buffer): Promise<Buffer | null>
}

type Ask = Extract<EngineToMain, { kind: 'vault' }>
type Answer = Extract<MainToEngine, { kind: 'vault' }>

/** The system's safe place, which only the desktop's main process can reach: asked by messages. */
export function askForVault(send: (ask: Ask) => void): Vault & { answered(answer: Answer): void } {
  const waiting = new Map<string, (bytes: Buffer | null) => void>()
  const asked = (ask: Ask['ask'], bytes: Buffer): Promise<Buffer | null> => {
    const id = randomUUID()
    const { promise, resolve } = Promise.withResolvers<Buffer | null>()
    waiting.set(id, resolve)
    send({ kind: 'vault', id, ask, bytes: bytes.toString('base64') })
    return promise
  }
  return {
    isUsable: async () => (await asked('usable', Buffer.alloc(0))) !== null,
    seal: secret => asked('seal', secret),
    unseal: blob => asked('unseal', blob),
    answered({ id, bytes }) {
      waiting.get(id)?.(bytes === null ? null : Buffer.from(bytes, 'base64'))
      waiting.delete(id)
    },
  }
}
