import { join } from 'node:path'
import { expect, it } from 'vitest'
import { arrivingInWords } from '#shared/text/arriving.ts'
import { handOut, openedBy } from '../helpers/handed-out.ts'
import { settledRound } from '../helpers/settled-round.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

it('a ruling made away for a code that was retired here meanwhile is told in the report', async () => {
  const { study, round } = await settledRound()
  const other = (await study.code('Queueing')).id
  const { file } = await handOut({ study, round }, 'RV')
  const { client } = await openedBy(file)
  const [item] = await client.adjudication.disagreements({ round })
  await client.adjudication.rule({ round, disagreement: item?.id ?? '', outcome: 'code', code: other })
  const path = join(temporaryFolder(), 'rv.tandem-return')
  await client.handouts.makeReturn({ path })
  const ld = await study.as('LD')
  const notes = async () => (await ld.merging.rehearse({ files: [{ path }] })).packages[0]?.notes
  expect(await notes()).not.toContainEqual(expect.stringContaining('retired'))
  await ld.codebook.updateCode({ code: other, status: 'retired' })
  const said =
    '1 ruling in rv.tandem-return stands for “Queueing”, which was retired here meanwhile. It enters the consensus under that code: rule for another, or bring the code back under Framework.'
  expect(await notes()).toContain(said)
  await ld.codebook.updateCode({ code: other, status: 'agreed' })
  const into = (await study.code('Standing about')).id
  await ld.codebook.mergeCodes({ codes: [other], into })
  const merged =
    '1 ruling in rv.tandem-return stands for “Queueing”, which was merged into “Standing about” here meanwhile: in the consensus it counts as that.'
  expect(await notes()).toContain(merged)
  await ld.history.undo({})
  await ld.codebook.updateCode({ code: other, status: 'retired' })
  const [report] = (await ld.merging.apply({ files: [{ path }] })).packages
  expect(report?.notes).toContain(said)
  expect(report?.counts).toMatchObject({ codings: 0, rulings: 1 })
  expect(report?.counts && arrivingInWords(report.counts)).toBe('1 ruling')
})
