import { resolve } from 'node:path'
import { TandemError } from '#shared/errors.ts'
import type { MadePackage } from '#shared/model/handout.ts'
import type { Member } from '#shared/model/member.ts'
import type { Round } from '#shared/model/round.ts'
import { counted } from '../../export/agreement-words.ts'
import type { Command, Context } from './command.ts'
import { memberNamed, needed, roundNamed, text, UsageError } from './lookups.ts'
import { packagePassphraseOf } from './passphrase.ts'

const packagePassphrase =
  'a file whose first line is the package’s passphrase (or set TANDEM_PACKAGE_PASSPHRASE)'

/** What is printed of a package that was made. */
const facts = ({ held: _, ...made }: MadePackage) => made

export const handoutCommand: Command = {
  name: 'handout',
  summary: 'write a coder’s hand-out of an open round, or a reviewer’s of a submitted one; never overwrites',
  usage: 'STUDY --round R --coder A|--reviewer I -o FILE [--card FILE] [--package-passphrase-file F]',
  options: {
    round: { type: 'string' },
    coder: { type: 'string' },
    reviewer: { type: 'string' },
    output: { type: 'string', short: 'o' },
    card: { type: 'string' },
    'package-passphrase-file': { type: 'string' },
  },
  explains: {
    round: 'the round, by title or id',
    coder: 'whose hand-out, by initials',
    reviewer: 'whose hand-out to settle differences with: both sides, when the coders have submitted',
    output: 'the file to write, NAME.tandem-handout',
    card: 'the coder’s card: it opens on their computer and nowhere else',
    'package-passphrase-file': packagePassphrase,
  },
  words: [1, 1],
  study: 'write',
  async run(context) {
    const { values, client, answer, onProgress, signal, say } = context
    const path = resolve(needed(values, 'output'))
    const round = await roundNamed(client, needed(values, 'round'))
    const reviewer = text(values, 'reviewer')
    if (reviewer !== undefined && values.coder !== undefined)
      throw new UsageError('Give --coder or --reviewer, not both.')
    const coder = await memberNamed(client, reviewer ?? needed(values, 'coder'))
    mustFit(round, coder, reviewer !== undefined)
    const { protection, told } = await protectionOf(context)
    const made = await client.handouts.make(
      { round: round.id, coder: coder.id, protection, path },
      { onProgress, signal },
    )
    if (made.protection === 'open') {
      say(
        'Anyone who has Tandem can open this hand-out. Give --card or --package-passphrase-file to lock it.',
      )
    }
    answer(
      { ...facts(made), ...(told === null ? {} : { passphrase: told }) },
      () =>
        `Wrote ${made.file}: “${round.title}” for ${coder.name}, ${made.sources === 1 ? '1 source' : `${made.sources} sources`}` +
        (told === null
          ? ''
          : `\nIts passphrase, which is kept nowhere: ${told}\nTell it by another way than the file goes.`),
    )
  },
}

/** The engine makes whichever fits the person; here somebody said which, and is told where it is the other. */
function mustFit({ title, coders }: Round, { id, name }: Member, asReviewer: boolean): void {
  const codes = coders.some(coder => coder.id === id)
  if (codes && asReviewer) {
    throw new TandemError(
      'conflict',
      `${name} codes in “${title}”: a reviewer’s hand-out is for somebody who does not.`,
      'Name a reviewer, or give --coder.',
    )
  }
  if (!codes && !asReviewer) {
    throw new TandemError(
      'bad-input',
      `${name} is not a coder of “${title}”.`,
      'Name one of its coders, or give --reviewer.',
    )
  }
}

/** What opens the hand-out, and the passphrase that was made up for it and must be told. */
async function protectionOf({ values, client, surroundings }: Context) {
  const card = text(values, 'card')
  const given = await packagePassphraseOf(values, surroundings.env)
  if (card !== undefined) {
    if (text(values, 'package-passphrase-file') !== undefined)
      throw new UsageError('Give --card or --package-passphrase-file, not both.')
    return { protection: { kind: 'card' as const, card: { path: resolve(card) } }, told: null }
  }
  if (given !== undefined)
    return { protection: { kind: 'passphrase' as const, passphrase: given }, told: null }
  if ((await client.session.current({})).study?.openSlot !== false)
    return { protection: { kind: 'open' as const }, told: null }
  const { passphrase } = await client.handouts.proposePassphrase({})
  return { protection: { kind: 'passphrase' as const, passphrase }, told: passphrase }
}

export const openHandoutCommand: Command = {
  name: 'open-handout',
  summary: 'make a coder’s copy of a study from their hand-out',
  usage: 'FILE COPY [--package-passphrase-file F]',
  options: { 'package-passphrase-file': { type: 'string' } },
  explains: { 'package-passphrase-file': `${packagePassphrase}; the copy takes it as its own` },
  words: [2, 2],
  async run({ words, values, client, answer, onProgress, signal, say, surroundings }) {
    const file = { path: resolve(words[0] ?? '') }
    const passphrase = await packagePassphraseOf(values, surroundings.env)
    const { copy, handout: found } = await client.library.openHandout(
      {
        file,
        ...(passphrase === undefined ? {} : { passphrase }),
        path: resolve(words[1] ?? ''),
        again: true,
      },
      { onProgress, signal },
    )
    const [before] = found.copies
    if (before !== undefined) {
      say(`This hand-out was opened on this computer before, at ${before}. This is another copy of it.`)
    }
    if (found.sender === 'other') {
      say(
        'Another key signed this than the study’s hand-outs before. Compare the fingerprint with the lead before anything is coded in this copy; if it is not theirs, remove the copy.',
      )
    }
    if (copy.placeWarning !== null) say(copy.placeWarning)
    if (copy.openSlot) say('Whoever has the folder can read it: the copy has no passphrase.')
    answer(
      {
        path: copy.path,
        packageId: found.package,
        study: found.study,
        round: found.round,
        coder: found.coder,
        sources: found.counts.sources,
        due: found.due,
        fingerprint: found.fingerprint,
        sender: found.sender,
        openSlot: copy.openSlot,
      },
      () =>
        `Made ${found.coder.name}’s copy of “${found.study.title}” for “${found.round.title}” at ${copy.path}\n` +
        `The study’s fingerprint, to compare with the lead: ${found.fingerprint}`,
    )
  },
}

export const returnCommand: Command = {
  name: 'return',
  summary: 'pack what a coder did, to be merged; in a study of its own, all of it for another copy',
  usage: 'COPY -o FILE [--so-far] [--share-memo TITLE]…',
  options: {
    output: { type: 'string', short: 'o' },
    'so-far': { type: 'boolean' },
    'share-memo': { type: 'string', multiple: true },
  },
  explains: {
    output: 'the file to write, NAME.tandem-return; never overwrites',
    'so-far': 'the work goes on: this does not hand it in',
    'share-memo': 'a memo that goes along, by title or id, now and later; none where absent',
  },
  words: [1, 1],
  study: 'write',
  async run({ values, client, answer, onProgress, signal }) {
    const path = resolve(needed(values, 'output'))
    const submits = values['so-far'] !== true
    const given = values['share-memo']
    const wanted = Array.isArray(given) ? given : []
    if (wanted.length > 0) {
      const { memos } = await client.handouts.returnPreview({})
      const chosen = wanted.map(word => {
        const memo = memos.find(({ id, title }) => id === word || title === word)
        if (!memo) throw new UsageError(`There is no memo “${word}” in this copy.`)
        return memo.id
      })
      const before = memos.filter(({ shared }) => shared).map(({ id }) => id)
      await client.handouts.shareMemos({ memos: [...before, ...chosen] })
    }
    const made = await client.handouts.makeReturn({ submits, path }, { onProgress, signal })
    answer({ ...facts(made) }, () => {
      if (!made.coder || !made.work) return `Wrote ${made.file}: the whole study, for another copy of it`
      const { codings, annotations, proposedCodes } = made.work
      const isWork = codings + annotations + proposedCodes + made.memos > 0
      const counts = isWork
        ? `${counted(codings, 'coding')}, ${counted(annotations, 'annotation')}, ${counted(proposedCodes, 'proposed code')}, ${counted(made.memos, 'memo')}`
        : counted(made.work.operations, 'step')
      return `Wrote ${made.file}: ${counts}${made.submits ? '' : ', so far'}`
    })
  },
}
