import './quick-scrypt.ts'
import { writeSync } from 'node:fs'
import { changePassphrase, removePassphrase, rotate, setPassphrase } from '#engine/studies/change-keys.ts'
import { openStudy } from '#engine/studies/handle.ts'

/*
 * Changes how a study is locked, once: `set`, `change`, `remove` or `rotate`, from the passphrase there is to the next. Says
 * `open` before it begins, and `done` with the recovery key, where there is a new one, when it is acknowledged.
 */
const [path = '', step = '', now = '', next = ''] = process.argv.slice(2)
const study = openStudy(path, 'write', now === '' ? {} : { passphrase: now })
const wanted = { passphrase: next, backups: 'relock' as const, progress: () => {} }
writeSync(1, 'open\n')
const proof = { passphrase: now }
const steps = {
  set: () => setPassphrase(study, wanted),
  change: async () => changePassphrase(study, proof, next),
  remove: async () => removePassphrase(study, proof),
  rotate: () => rotate(study, proof, wanted),
}
const { recoveryKey } = await steps[step as keyof typeof steps]()
writeSync(1, `done ${recoveryKey ?? ''}\n`)
study.close()
