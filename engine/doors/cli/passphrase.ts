import { readFile } from 'node:fs/promises'
import { TandemError } from '#shared/errors.ts'
import type { Values } from './command.ts'
import { text } from './lookups.ts'

/** The passphrase from `--passphrase-file` (its first line) or `TANDEM_PASSPHRASE`; undefined where neither is given. */
export async function passphraseOf(
  values: Values,
  env: Record<string, string | undefined>,
): Promise<string | undefined> {
  const file = text(values, 'passphrase-file')
  if (file === undefined) return env.TANDEM_PASSPHRASE || undefined
  let content: string
  try {
    content = await readFile(file, 'utf8')
  } catch {
    throw new TandemError('not-found', `The passphrase file ${file} cannot be read.`)
  }
  const line = content.replace(/^\uFEFF/, '').split(/\r?\n/)[0] ?? ''
  if (line === '') throw new TandemError('bad-input', `The passphrase file ${file} is empty.`)
  return line
}
