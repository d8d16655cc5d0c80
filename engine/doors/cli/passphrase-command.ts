import type { Client } from '#shared/contract/client.ts'
import type { KeyChange } from '#shared/model/keys.ts'
import type { Command } from './command.ts'
import { oneOf, text, UsageError } from './lookups.ts'
import { newPassphraseOf, proofOf } from './passphrase.ts'

type Step = { does: string; change: Promise<KeyChange> }

export const passphraseCommand: Command = {
  name: 'passphrase',
  summary: 'say how the study is locked; set, change or remove its passphrase, renew its keys',
  usage: 'STUDY [--new-passphrase-file F] [--remove] [--recovery] [--rotate] [--backups relock]',
  options: {
    'new-passphrase-file': { type: 'string' },
    remove: { type: 'boolean' },
    recovery: { type: 'boolean' },
    rotate: { type: 'boolean' },
    backups: { type: 'string' },
  },
  explains: {
    'new-passphrase-file':
      'a file whose first line is the passphrase to set (or set TANDEM_NEW_PASSPHRASE); with --recovery-file, in place of a forgotten one',
    remove: 'take the passphrase away: whoever has the folder can then read the study',
    recovery: 'print another recovery key; the one before opens nothing any more',
    rotate: 'a new key, passphrase and recovery key for the study, since somebody left who knew them',
    backups: 'earlier backups, where the study gets a new key: relock, remove or keep',
  },
  words: [1, 1],
  study: (values, env) =>
    ['new-passphrase-file', 'remove', 'recovery', 'rotate'].some(name => values[name] !== undefined) ||
    env.TANDEM_NEW_PASSPHRASE
      ? 'write'
      : 'read',
  async run(context) {
    const { client, values, answer, surroundings } = context
    const wanted = ['remove', 'recovery', 'rotate'].filter(name => values[name] === true)
    const passphrase = await newPassphraseOf(values, surroundings.env)
    if (wanted.length > 1)
      throw new UsageError(`--${wanted[0]} and --${wanted[1]} are two steps: do one, then the other.`)
    const step = await begin(context.client, context, wanted[0], passphrase)
    const change = await step?.change
    const state = await client.keys.state({})
    answer(
      { ...state, ...(change ? { recoveryKey: change.recoveryKey, earlierBackups: change.backups } : {}) },
      () =>
        [
          ...(step && change ? [step.does, ...aboutBackups(change)] : [inWords(state)]),
          ...(change && change.recoveryKey !== null ? [recoveryKeySentence(change.recoveryKey)] : []),
        ].join('\n'),
    )
  },
}

async function begin(
  client: Client,
  { values, surroundings, onProgress }: Parameters<Command['run']>[0],
  wanted: string | undefined,
  passphrase: string | undefined,
): Promise<Step | null> {
  const { passphrase: current, recovery } = await proofOf(values, surroundings.env)
  const proof = {
    ...(current === undefined ? {} : { current }),
    ...(recovery === undefined ? {} : { recovery }),
  }
  const backups = oneOf(text(values, 'backups') ?? 'relock', ['relock', 'remove', 'keep'], 'backups')
  if (wanted === 'remove') {
    const change = client.keys.removePassphrase(proof)
    return { does: 'Removed the passphrase: whoever has the folder can read the study.', change }
  }
  if (wanted === 'recovery')
    return { does: 'Made another recovery key.', change: client.keys.renewRecoveryKey(proof) }
  if (wanted === 'rotate') {
    if (passphrase === undefined) throw new UsageError('--rotate needs --new-passphrase-file.')
    const change = client.keys.rotate({ ...proof, passphrase, backups }, { onProgress })
    return { does: 'The study has a new key, a new passphrase and a new recovery key.', change }
  }
  if (passphrase === undefined) return null
  if ((await client.keys.state({})).hasPassphrase) {
    return { does: 'Changed the passphrase.', change: client.keys.changePassphrase({ ...proof, passphrase }) }
  }
  const change = client.keys.setPassphrase({ passphrase, backups }, { onProgress })
  return { does: 'Set the passphrase, and gave the study a new key.', change }
}

/** What is said with a recovery key, which is shown this once. */
export const recoveryKeySentence = (key: string): string =>
  `Recovery key, shown this once: ${key}\nPrint it and keep it away from the study: it opens the study when the passphrase is forgotten.`

function inWords(state: Awaited<ReturnType<Client['keys']['state']>>): string {
  const { hasPassphrase, hasRecoveryKey, backups } = state
  if (!hasPassphrase) return 'No passphrase: whoever has the folder can read the study.'
  const opens = hasRecoveryKey
    ? 'a passphrase and a recovery key open it'
    : 'a passphrase opens it; there is no recovery key'
  const open =
    backups.open === 0 ? '' : `\n${backups.open} of its ${backups.all} backups can be read without one.`
  return `Locked: ${opens}.${open}`
}

function aboutBackups({ backups: { locked, removed, left } }: KeyChange): string[] {
  const said = (n: number, what: string) =>
    n === 0 ? [] : [`${n} earlier ${n === 1 ? 'backup' : 'backups'} ${what}.`]
  return [
    ...said(locked, 'locked in the same way'),
    ...said(removed, 'removed'),
    ...said(left, 'left as before: what opened them still does'),
  ]
}
