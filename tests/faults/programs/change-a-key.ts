import { readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { openKeyFile, writeKeyFile } from '#engine/pseudonyms/key-file.ts'
import { toFailure } from '#shared/errors.ts'

// Tries to write a key that is there, and says how it went, what the file holds then, and what lies beside it.
const [path = '', study = '', passphrase = ''] = process.argv.slice(2)
const { seal, content } = openKeyFile(path, study, passphrase)
let outcome = 'done'
try {
  writeKeyFile(path, seal, { ...content, ignored: ['changed'] })
} catch (error) {
  outcome = toFailure(error).code
}
const { ignored } = openKeyFile(path, study, passphrase).content
process.stdout.write(JSON.stringify({ outcome, ignored, files: readdirSync(dirname(path)) }))
