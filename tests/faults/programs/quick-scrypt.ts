import crypto, { pbkdf2Sync } from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

/*
 * Makes scrypt take no time, in this process, until `slowAgain`: where a process is killed again and again while it changes
 * a lock, all of its time would go into scrypt, and next to no kill would meet what is done to the files.
 */
const { scryptSync } = crypto

crypto.scryptSync = (passphrase, salt, length) => pbkdf2Sync(passphrase as string, salt, 1, length, 'sha256')
syncBuiltinESMExports()

export function slowAgain(): void {
  crypto.scryptSync = scryptSync
  syncBuiltinESMExports()
}
