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
  return file === undefined ? env.TANDEM_PASSPHRASE || undefined : firstLine(file)
}

/** The key of pseudonyms' own passphrase, from `--key-passphrase-file` or `TANDEM_KEY_PASSPHRASE`. */
export async function keyPassphraseOf(
  values: Values,
  env: Record<string, string | undefined>,
): Promise<string | undefined> {
  const file = text(values, 'key-passphrase-file')
  return file === undefined ? env.TANDEM_KEY_PASSPHRASE || undefined : firstLine(file)
}

/** A package's own passphrase, from `--package-passphrase-file` or `TANDEM_PACKAGE_PASSPHRASE`. */
export async function packagePassphraseOf(
  values: Values,
  env: Record<string, string | undefined>,
): Promise<string | undefined> {
  const file = text(values, 'package-passphrase-file')
  return file === undefined ? env.TANDEM_PACKAGE_PASSPHRASE || undefined : firstLine(file)
}

async function firstLine(file: string): Promise<string> {
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
