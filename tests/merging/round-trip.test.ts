import { rmSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { all } from '#engine/db/sql.ts'
import type { Parcel } from '#engine/merging/parcel.ts'
import { newSigningKey } from '#engine/packages/signing.ts'
import { writePackage } from '#engine/packages/write.ts'
import type { ContentKind } from '#engine/sources/contents.ts'
import { often } from '../helpers/often.ts'
import { aDraft, readWhole } from '../helpers/package.ts'
import { sha256 } from '../helpers/package-parts.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import {
  aStep,
  breaches,
  type Copy,
  closeAll,
  copied,
  mergeInto,
  returned,
  same,
  worked,
  yielded,
} from './world.ts'

/*
 * F8. What a return, or a package of a whole study, holds, written to a file and read again, is the same to the byte, and
 * merged it gives the same rows as without the file.
 */

fc.configureGlobal({ afterEach: closeAll })

const history = fc.array(aStep(['lead', 'KM', 'TS', 'KM', 'other']), { maxLength: 40 })
const signing = newSigningKey()

/** A way for a parcel to travel: what arrives. */
type Way = (sent: Parcel, folder: string) => Promise<Parcel>

const byFile: Way = async (sent, folder) => {
  const path = join(folder, `${sent.id}.tandem-return`)
  const kinds = new Map([...sent.contents].map(({ kind, bytes }) => [sha256(Buffer.from(bytes)), kind]))
  const { kind, id, handout, submits } = sent
  const said = { kind, id, parent: handout, submits, createdAt: new Date(sent.madeAt).toISOString() }
  const contents = [...sent.contents].map(({ bytes }) => bytes)
  await writePackage(path, aDraft(said, { operations: sent.operations, contents }), { kind: 'open' }, signing)
  const read = await readWhole(path)
  const { manifest } = read
  return {
    id: manifest.id,
    kind: manifest.kind as Parcel['kind'],
    handout: manifest.parent,
    madeAt: Date.parse(manifest.createdAt),
    submits: manifest.submits,
    sha256: read.sha256,
    operations: read.all,
    contents: await Promise.all(
      manifest.entries
        .slice(1)
        .map(({ name }) => name.slice('contents/'.length))
        // What pads a package is not among what it holds.
        .filter(hash => kinds.has(hash))
        .map(async hash => ({ kind: kinds.get(hash) as ContentKind, bytes: await read.content(hash) })),
    ),
  }
}

/** Ways that are wrong in one respect, which the law must refute. */
const wrong: Record<string, Way> = {
  'the last step is lost': async (sent, folder) => {
    const came = await byFile(sent, folder)
    return { ...came, operations: [...came.operations].slice(0, -1) }
  },
  'what a step says is put in order': async (sent, folder) => {
    const came = await byFile(sent, folder)
    const sorted = (row: object | null) =>
      row && Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))
    return {
      ...came,
      operations: [...came.operations].map(each => ({
        ...each,
        changes: each.changes.map(change => ({ ...change, after: sorted(change.after) })),
      })) as Parcel['operations'],
    }
  },
  'a memo’s last byte is lost': async (sent, folder) => {
    const came = await byFile(sent, folder)
    return {
      ...came,
      contents: [...came.contents].map(each => ({ ...each, bytes: each.bytes.subarray(0, -1) })),
    }
  },
}

const heldBy = ({ id, kind, handout, madeAt, submits, operations, contents }: Parcel): string =>
  JSON.stringify([
    [id, kind, handout, madeAt, submits],
    // Within a step the order is that of its seal; of the step's own parts it is of no account.
    [...operations].map(each => Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1))),
    [...contents].map(each => [each.kind, Buffer.from(each.bytes).toString('base64')]).sort(),
  ])

const merged = (from: Copy, parcel: Parcel): Copy => {
  const copy = same(from)
  mergeInto(copy, parcel)
  return copy
}

const law = (way: Way) =>
  fc.asyncProperty(history, fc.boolean(), fc.boolean(), async (steps, isCopy, submits) => {
    const world = worked(steps)
    const sent = isCopy ? copied(world.other, 'other') : returned(world, 'KM', { submits })
    const folder = temporaryFolder()
    try {
      const came = await way(sent, folder)
      expect(heldBy(came) === heldBy(sent)).toBe(true)
      const copy = merged(world.lead, came)
      expect(yielded(copy)).toBe(yielded(merged(world.lead, sent)))
      const contents = ({ db }: Copy) => all(db, 'SELECT sha256, kind, bytes FROM contents ORDER BY sha256')
      expect(contents(copy)).toEqual(contents(merged(world.lead, sent)))
      expect(breaches(copy)).toEqual([])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

it('F8 a package written and read again is what it was', () => fc.assert(law(byFile), often(25)))

it.each(Object.entries(wrong))('F8 is refuted where %s', async (_, way) => {
  expect((await fc.check(law(way), { numRuns: 25, endOnFailure: true })).failed).toBe(true)
})
