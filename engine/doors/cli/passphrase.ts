import { readFile } from 'node:fs/promises'
import { TandemError } from '#shared/errors.ts'
import type { Proof } from '../../studies/keys.ts'
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

/** The study's recovery key from `--recovery-file` or `TANDEM_RECOVERY_KEY`. */
async function recoveryOf(
  values: Values,
  env: Record<string, string | undefined>,
): Promise<string | undefined> {
  const file = text(values, 'recovery-file')
  return file === undefined ? env.TANDEM_RECOVERY_KEY || undefined : firstLine(file)
}

/** What the study is opened with: a passphrase, a recovery key, both or neither. */
export const proofOf = async (values: Values, env: Record<string, string | undefined>): Promise<Proof> => ({
  passphrase: await passphraseOf(values, env),
  recovery: await recoveryOf(values, env),
})

/** The passphrase to be set, from `--new-passphrase-file` or `TANDEM_NEW_PASSPHRASE`. */
export async function newPassphraseOf(
  values: Values,
  env: Record<string, string | undefined>,
): Promise<string | undefined> {
  const file = text(values, 'new-passphrase-file')
  return file === undefined ? env.TANDEM_NEW_PASSPHRASE || undefined : firstLine(file)
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
