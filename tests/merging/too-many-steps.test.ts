import { expect, it, vi } from 'vitest'
import type { limits as Limits } from '#engine/packages/limits.ts'
import { openedRound } from '../helpers/blind-round.ts'
import { packageAround, signedAnew, withLines, zipOf } from '../helpers/package-parts.ts'
import { away, operationsBut, partsOf } from '../helpers/returned.ts'
import { contentOf, failureOf } from '../helpers/study.ts'

// A return of 256 MB takes a minute to make; what is held is the same with a megabyte.
vi.mock('#engine/packages/limits.ts', async whole => ({
  limits: { ...(await whole<{ limits: typeof Limits }>()).limits, returnedBytes: 1024 * 1024 },
}))

it('a return with more steps than one may hold is refused when it is merged, and not packed by a coder; nothing is lost', async () => {
  const world = await openedRound()
  const km = await away(world, 'KM')
  const coding = await km.client.codings.add({
    source: world.source,
    start: 20,
    end: 60,
    code: world.shared,
    comment: 'Mine',
  })
  const good = await km.back(false)
  const parts = await partsOf(good, world.study)
  const comment = 'x'.repeat(1024 * 1024)
  const lines = operationsBut(parts, ({ changes }) => ({
    changes: changes.map(each =>
      each.after && 'comment' in each.after ? { ...each, after: { ...each.after, comment } } : each,
    ),
  }))
  const path = await packageAround(zipOf(signedAnew(withLines(parts, lines), () => {}, km.signing)))
  const lead = await world.study.as('LD')
  const before = contentOf(world.study.db())
  for (const ask of [lead.merging.rehearse, lead.merging.apply]) {
    const { packages } = await ask({ files: [{ path }] })
    expect(packages).toMatchObject([
      {
        status: 'refused',
        reason: expect.stringMatching(/holds more steps than a coder’s return may \(1 MB of them\)\.$/),
      },
    ])
    expect(contentOf(world.study.db())).toBe(before)
  }
  // The coder's own Tandem does not pack what would be refused.
  for (let n = 0; n < 70; n++)
    await km.client.codings.update({ coding: coding.id, comment: `${n} ${'y'.repeat(19_000)}` })
  expect((await failureOf(km.back(false))).message).toMatch(/larger|more/)
  expect((await lead.merging.apply({ files: [{ path: good }] })).packages).toMatchObject([
    { status: 'merged' },
  ])
}, 120_000)
