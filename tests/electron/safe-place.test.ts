import { describe, expect, it } from 'vitest'
import { askSafePlace } from '#electron/safe-place.ts'
import { askForVault, type Vault } from '#engine/vault.ts'
import type { EngineToMain } from '#shared/model/desktop-messages.ts'

type Backend = 'basic_text' | 'gnome_libsecret' | 'kwallet' | 'kwallet5' | 'kwallet6' | 'unknown'

/** The system's safe place as Electron gives it: what it seals, only it can read. */
function system({ backend = 'gnome_libsecret' as Backend, isAvailable = true, mark = 'here' } = {}) {
  const asked: string[] = []
  return {
    asked,
    safeStorage: {
      getSelectedStorageBackend: () => backend,
      isAsyncEncryptionAvailable: async () => isAvailable,
      async encryptStringAsync(plain: string) {
        asked.push('encrypt')
        return Buffer.from(`${mark}:${plain}`)
      },
      async decryptStringAsync(sealed: Buffer) {
        asked.push('decrypt')
        const words = sealed.toString()
        if (!words.startsWith(`${mark}:`)) throw new Error('Error while decrypting')
        return { result: words.slice(mark.length + 1), shouldReEncrypt: false }
      },
    },
  }
}

/** The engine's view of it, over the messages that go between the processes. */
function vaultOver(place: ReturnType<typeof system>, platform: NodeJS.Platform = 'linux') {
  const said: EngineToMain[] = []
  const vault: Vault & { answered(answer: { kind: 'vault'; id: string; bytes: string | null }): void } =
    askForVault(ask => {
      said.push(ask)
      void askSafePlace({ safeStorage: place.safeStorage, platform }, ask).then(bytes =>
        vault.answered({ kind: 'vault', id: ask.id, bytes }),
      )
    })
  return { vault, said }
}

describe('the system’s safe place', () => {
  it('seals a secret and gives it back, to itself alone', async () => {
    const { vault } = vaultOver(system())
    const secret = Buffer.alloc(32, 9)
    const blob = await vault.seal(secret)
    expect(await vault.unseal(blob ?? Buffer.alloc(0))).toEqual(secret)
    const elsewhere = vaultOver(system({ mark: 'elsewhere' }))
    expect(await elsewhere.vault.unseal(blob ?? Buffer.alloc(0))).toBeNull()
  })

  it.each(['basic_text', 'unknown'] as const)(
    'on Linux is none where a key stands in the program (%s)',
    async backend => {
      const place = system({ backend })
      const { vault } = vaultOver(place)
      expect(await vault.isUsable()).toBe(false)
      expect(await vault.seal(Buffer.alloc(32))).toBeNull()
      expect(place.asked).toEqual([])
    },
  )

  it.each(['darwin', 'win32'] as const)('on %s is asked whether it is there', async platform => {
    expect(await vaultOver(system({ backend: 'unknown' }), platform).vault.isUsable()).toBe(true)
    expect(await vaultOver(system({ isAvailable: false }), platform).vault.isUsable()).toBe(false)
  })
})
