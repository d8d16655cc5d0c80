import type { merging } from '#shared/contract/merging.ts'
import type { Handlers } from '../handler-types.ts'
import { decide, listMerged } from './decisions.ts'
import { mergeFiles, rehearseFiles } from './merge-files.ts'
import { listProposals } from './proposal-pairs.ts'

export const mergingHandlers: Handlers<typeof merging> = {
  rehearse: (working, { files }) => rehearseFiles(working, files),
  apply: (working, { files }) => mergeFiles(working, files),
  returns: listMerged,
  proposals: ({ db, asking }) => listProposals(db, asking),

  decide(tools, given) {
    decide(tools, given)
    return null
  },
}
