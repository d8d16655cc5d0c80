import type { SafeStorage } from 'electron'
import type { EngineToMain } from '#shared/model/desktop-messages.ts'

interface SafePlace {
  safeStorage: Pick<
    SafeStorage,
    'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
  >
  platform: NodeJS.Platform
}

/**
 * Answers what the engine asks of the system's own safe place, as Base64; null where the place is not to be trusted, or did
 * not do it. On Linux a desktop without a keyring leaves `basic_text`, a key that stands in the program: no safe place.
 */
export async function askSafePlace(
  { safeStorage, platform }: SafePlace,
  { ask, bytes }: Pick<Extract<EngineToMain, { kind: 'vault' }>, 'ask' | 'bytes'>,
): Promise<string | null> {
  try {
    const isPlain = platform === 'linux' && !isKeyring(safeStorage.getSelectedStorageBackend())
    if (isPlain || !(await safeStorage.isAsyncEncryptionAvailable())) return null
    if (ask === 'usable') return ''
    if (ask === 'seal') return (await safeStorage.encryptStringAsync(bytes)).toString('base64')
    return (await safeStorage.decryptStringAsync(Buffer.from(bytes, 'base64'))).result
  } catch {
    // Another account, another computer, a keyring that was emptied: the passphrase still opens the study.
    return null
  }
}

/** Only a keyring that is known to be one. */
const isKeyring = (backend: string): boolean => backend === 'gnome_libsecret' || backend.startsWith('kwallet')
