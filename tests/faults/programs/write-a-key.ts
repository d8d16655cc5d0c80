import { newId } from '#engine/db/ids.ts'
import { newSeal, writeKeyFile } from '#engine/pseudonyms/key-file.ts'
import { pair } from '../../pseudonyms/pair.ts'

// Writes the key's file again and again, with more in it each time; for a test that kills it meanwhile.
const [path = '', study = '', passphrase = ''] = process.argv.slice(2)
const seal = newSeal(newId(), study, passphrase)
for (let n = 1; n < 100_000; n++) {
  const pairs = Array.from({ length: 200 }, (_, k) => pair(`Name${n} Of${k}`, `Participant ${k}`))
  writeKeyFile(path, seal, { pairs, ignored: [String(n)] })
  if (n === 1) process.stdout.write('begun\n')
}
