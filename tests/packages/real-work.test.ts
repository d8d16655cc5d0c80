import { expect, it } from 'vitest'
import { inOrder, seal } from '#engine/history/journal.ts'
import { writePackage } from '#engine/packages/write.ts'
import { studyIdentity } from '#engine/studies/identity.ts'
import { aDraft, readWhole } from '../helpers/package.ts'
import { aPath } from '../helpers/package-parts.ts'
import { makeEngine } from '../helpers/study.ts'

it('takes along every operation of a study that was really worked in, and each keeps its seal', async () => {
  const { window } = makeEngine()
  const { client, connected } = window()
  await client.library.openSample({})
  const { db, id } = connected.window.mustHaveStudy()
  const operations = [...inOrder(db)]
  expect(new Set(operations.map(({ kind }) => kind)).size).toBeGreaterThan(15)
  const { age, recipient, signing, publicKey } = studyIdentity(db)
  const path = aPath()
  const schema = Number(db.pragma('user_version', { simple: true }))
  const manifest = { kind: 'copy' as const, study: { id, title: 'Sample' }, schema, round: null, coder: null }
  const draft = aDraft(manifest, { operations })
  await writePackage(path, draft, { kind: 'study', recipient }, signing)
  const read = await readWhole(path, { identities: [age] })
  expect(read.signedBy).toBe(publicKey)
  expect(read.all).toEqual(operations)
  for (const { hash, ...operation } of read.all) expect(seal(operation)).toBe(hash)
})
