import { describe, expect, it } from 'vitest'
import { handOut, openedBy } from '../helpers/handed-out.ts'
import { settledRound } from '../helpers/settled-round.ts'
import { failureOf } from '../helpers/study.ts'

describe('making a passage an example of a code', () => {
  it('is refused in a reviewer’s hand-out with a sentence that says where it is done', async () => {
    const { study, round, code } = await settledRound()
    const { file } = await handOut({ study, round }, 'RV')
    const { client } = await openedBy(file)
    const [item] = await client.adjudication.disagreements({ round })
    const disagreement = item?.id ?? ''
    await client.adjudication.rule({ round, disagreement, outcome: 'a' })
    expect(
      await failureOf(client.adjudication.exemplify({ round, disagreement, code, kind: 'typical' })),
    ).toMatchObject({
      code: 'not-allowed',
      message:
        'Making a passage an example of a code is done in the study that this hand-out came from; a reviewer’s copy is for settling differences.',
    })
  })
})
