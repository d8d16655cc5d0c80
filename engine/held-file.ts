import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TandemError } from '#shared/errors.ts'

/** A file too large for the memory, held on the disk for a next step. */
export interface HeldFile {
  /** In bytes, as it came. */
  size: number
  /** What came, in order; may be asked for again. */
  chunks(): AsyncIterable<Uint8Array>
  /** Lets go of it. */
  drop(): void
}

const cipher = 'aes-256-ctr'
const chunkBytes = 1024 * 1024

/**
 * Holds what comes in a temporary file that nobody can read: encrypted under a key that is only in this process's
 * memory, and without a name from its first byte on where the system allows it. What a crash leaves is noise.
 */
export async function holdFile(incoming: AsyncIterable<Uint8Array>): Promise<HeldFile> {
  const key = randomBytes(32)
  const start = randomBytes(16)
  const folder = await mkdtemp(join(tmpdir(), 'tandem-')).catch(noRoom)
  const file = await open(join(folder, 'held'), 'wx+', 0o600).catch(noRoom)
  const forget = () => rm(folder, { recursive: true, force: true }).catch(() => {})
  await forget()
  let size = 0
  try {
    const encrypt = createCipheriv(cipher, key, start)
    for await (const chunk of incoming) {
      const sealed = encrypt.update(chunk)
      await file.write(sealed).catch(noRoom)
      size += sealed.length
    }
  } catch (error) {
    key.fill(0)
    await file.close()
    await forget()
    throw error
  }
  return {
    size,
    async *chunks() {
      const decrypt = createDecipheriv(cipher, key, start)
      const room = Buffer.allocUnsafeSlow(chunkBytes)
      for (let at = 0; at < size; ) {
        const { bytesRead, buffer } = await file.read(room, 0, chunkBytes, at)
        if (bytesRead === 0) throw new Error('A held file is shorter than it was')
        at += bytesRead
        yield decrypt.update(buffer.subarray(0, bytesRead))
      }
    },
    drop() {
      key.fill(0)
      void file.close().then(forget, forget)
    },
  }
}

function noRoom(): never {
  throw new TandemError(
    'disk-full',
    'There is no room for the file on the disk of temporary files.',
    'Free some space there and choose the file again.',
  )
}
