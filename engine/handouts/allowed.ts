import { TandemError } from '#shared/errors.ts'

/**
 * What a coder's hand-out copy may do beside looking: read, code, annotate, write memos, propose codes, take a step
 * back, take own work out, and make the return. All else is the study's, not one coder's, and could not be returned.
 */
const allowed = new Set([
  'library.create',
  'library.open',
  'library.recover',
  'library.openSample',
  'library.close',
  'library.forget',
  'library.setPreferences',
  'library.lookAtHandout',
  'library.openHandout',
  'library.declineHandout',
  'session.signIn',
  'session.signOut',
  'session.lock',
  'study.check',
  'study.backup',
  'keys.setPassphrase',
  'keys.changePassphrase',
  'keys.removePassphrase',
  'keys.renewRecoveryKey',
  'keys.rotate',
  'keys.setComputer',
  'keys.removeComputer',
  'sources.takeOut',
  'sources.scanAttachment',
  'codings.add',
  'codings.addMany',
  'codings.update',
  'codings.remove',
  'annotations.add',
  'annotations.update',
  'annotations.remove',
  'autocode.find',
  'codebook.addCode',
  'codebook.updateCode',
  'codebook.updateCodes',
  'codebook.moveCode',
  'codebook.moveCodes',
  'codebook.removeCode',
  'codebook.removeCodes',
  'memos.add',
  'memos.save',
  'memos.setState',
  'memos.remove',
  'memos.restore',
  'rounds.submit',
  'handouts.shareMemos',
  'handouts.makeReturn',
  'explore.remember',
  'reports.make',
  'reports.methods',
  'reports.scan',
  'reports.preview',
  'reports.remember',
  'reports.save',
  'agreement.gamma',
  'history.undo',
  'history.redo',
])

/** What it may not do, as the beginning of a sentence that goes on: "… is done in the study it came from". */
const refused: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'Changing the study’s settings': ['study.update'],
    'Deciding who is in the study': ['members.add', 'members.update', 'members.remove'],
    'Importing and changing sources': [
      'sources.preview',
      'sources.import',
      'sources.update',
      'sources.remove',
      'sources.addDataSet',
      'records.read',
      'records.look',
      'records.import',
    ],
    'Keeping queries by name': ['queries.save', 'queries.rename', 'queries.remove'],
    'Ordering sources by tags, filters and data sets': [
      'catalogue.addTag',
      'catalogue.renameTag',
      'catalogue.removeTag',
      'catalogue.change',
      'catalogue.removeSources',
      'catalogue.renameDataSet',
      'catalogue.moveDataSet',
      'catalogue.removeDataSet',
      'catalogue.saveFilter',
      'catalogue.removeFilter',
    ],
    'Saying who speaks': ['speakers.preview', 'speakers.choose'],
    'Keeping cases and their attributes': [
      'cases.add',
      'cases.remove',
      'cases.merge',
      'cases.setCells',
      'cases.addAttribute',
      'cases.updateAttribute',
      'cases.moveAttribute',
      'cases.removeAttribute',
      'cases.link',
      'cases.unlink',
      'cases.accept',
      'cases.preview',
      'cases.import',
    ],
    'Keeping the contact log': [
      'contacts.add',
      'contacts.update',
      'contacts.remove',
      'contacts.choose',
      'contacts.setSite',
      'contacts.read',
      'contacts.look',
      'contacts.import',
    ],
    'Correcting texts': [
      'revisions.correct',
      'revisions.restore',
      'revisions.accept',
      'revisions.place',
      'revisions.drop',
    ],
    'Adding and freezing frameworks': [
      'codebook.addFromLibrary',
      'codebook.addFramework',
      'codebook.freeze',
      'codebook.mergeCodes',
      'codebook.separateCode',
      'codebook.splitCode',
      'codebook.judgeSplit',
      'codebook.markRevisited',
      'codebook.removeExample',
      'codebook.tellApart',
    ],
    'Opening and closing rounds': ['rounds.open', 'rounds.setAgreed', 'rounds.unblind', 'rounds.close'],
    'Making hand-outs': ['handouts.make', 'handouts.proposePassphrase'],
    'Merging what coders return': ['merging.rehearse', 'merging.apply', 'merging.decide'],
    'Keeping figures of agreement': ['agreement.keep'],
    'Settling differences': [
      'adjudication.rule',
      'adjudication.ruleMany',
      'adjudication.withdraw',
      'adjudication.letGo',
      'adjudication.comment',
      'adjudication.removeComment',
      'adjudication.park',
      'adjudication.unpark',
      'adjudication.meet',
      'adjudication.updateMeeting',
      'adjudication.decide',
    ],
    'Making a passage an example of a code': ['adjudication.exemplify'],
    'Choosing how differences are judged': ['adjudication.setJudging'],
    'Judging rulings again': ['adjudication.drawAgain', 'adjudication.judgeAgain'],
    'Commenting on memos': ['memos.comment', 'memos.removeComment'],
    'Choosing how passages are attributed': ['memos.setAttribution'],
    'Building themes': [
      'themes.add',
      'themes.update',
      'themes.move',
      'themes.remove',
      'themes.addCodes',
      'themes.removeCode',
      'statements.add',
      'statements.update',
      'statements.move',
      'statements.remove',
      'explore.note',
    ],
    'Keeping pseudonyms': [
      'pseudonyms.makeKey',
      'pseudonyms.openKey',
      'pseudonyms.closeKey',
      'pseudonyms.forgetKey',
      'pseudonyms.put',
      'pseudonyms.remove',
      'pseudonyms.ignore',
      'pseudonyms.heed',
      'pseudonyms.suggest',
      'pseudonyms.preview',
      'pseudonyms.apply',
    ],
  }).flatMap(([what, names]) => names.map((name): [string, string] => [name, what])),
)

/** What a reviewer does in a copy that a coder does not, and the other way round. */
const settling = new Set([
  'adjudication.rule',
  'adjudication.ruleMany',
  'adjudication.withdraw',
  'adjudication.letGo',
  'adjudication.comment',
  'adjudication.removeComment',
  'adjudication.park',
  'adjudication.unpark',
  'adjudication.meet',
  'adjudication.updateMeeting',
  'adjudication.decide',
])
const coding = /^(codings|annotations|autocode|codebook|memos|rounds)\.|^handouts\.shareMemos$/

/** Whether a hand-out copy does it; null for a method nobody has decided on, which it then does not. */
export const decided = (method: string): boolean | null =>
  allowed.has(method) ? true : refused.has(method) ? false : null

/**
 * Refuses what a hand-out copy does not do. `method` is a write, an act or a job by its full name; a reviewer's copy settles
 * differences, and codes nothing.
 */
export function mayInHandout(method: string, isReview: boolean): void {
  if (isReview ? settling.has(method) || (allowed.has(method) && !coding.test(method)) : allowed.has(method))
    return
  throw new TandemError(
    'not-allowed',
    isReview
      ? `${refused.get(method) ?? 'Coding'} is done in the study that this hand-out came from; a reviewer’s copy is for settling differences.`
      : `${refused.get(method) ?? 'This'} is done in the study that this hand-out came from, not in a coder’s copy.`,
    isReview
      ? 'Say what should change in a comment on the difference.'
      : 'Note what should change in a memo, and share it with your return.',
  )
}
