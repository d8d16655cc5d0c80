import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { newId } from '#engine/db/ids.ts'
import { readMigrations } from '#engine/db/migrate.ts'
import { first } from '#engine/db/sql.ts'
import type { Operation } from '#engine/history/journal.ts'
import { newSigningKey } from '#engine/packages/signing.ts'
import type { Client } from '#shared/contract/client.ts'
import { openedRound, type World } from '../helpers/blind-round.ts'
import { tandem } from '../helpers/command-line.ts'
import { bytesOf } from '../helpers/folder-bytes.ts'
import { handOut } from '../helpers/handed-out.ts'
import { aPath, type Part, packageAround, signedAnew, withLines, zipOf } from '../helpers/package-parts.ts'
import { type Away, away, hashOf, operationsBut, partsOf } from '../helpers/returned.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

/*
 * What may be wrong with a file that is to be merged: each is refused in one sentence that names the file, and leaves
 * every row of the study as it was.
 */

let world: World
let km: Away
let ts: Away
let lead: Client
let good: string
let parts: Part[]

async function begin(): Promise<void> {
  world = await openedRound()
  lead = world.viewers.LD as Client
  ;[km, ts] = [await away(world, 'KM'), await away(world, 'TS')]
  await km.client.codings.add({
    source: world.source,
    start: 20,
    end: 60,
    code: world.shared,
    comment: 'Mine',
  })
  await km.client.codings.add({ source: world.source, start: 70, end: 90, code: world.shared })
  good = await km.back(false)
  parts = await partsOf(good, world.study)
}

/** A file like the return, in a place of its own. */
function copied(change: (path: string) => void): string {
  const path = aPath()
  copyFileSync(good, path)
  change(path)
  return path
}

/** A package with another manifest, signed by the key the hand-out issued. */
// biome-ignore lint/suspicious/noExplicitAny: a manifest is made wrong in every way here
const said = (change: (manifest: any) => unknown, key = km.signing) =>
  packageAround(zipOf(signedAnew(parts, change, key)))

/** A package with other operations, listed, sealed and signed as Tandem would. */
const doing = (change: (operation: Operation) => Partial<Operation>) =>
  packageAround(zipOf(signedAnew(withLines(parts, operationsBut(parts, change)), () => {}, km.signing)))

/** What a step does, with the row it makes changed. */
const row =
  (columns: Record<string, string | number | null>) =>
  ({ changes }: Operation): Partial<Operation> => ({
    changes: changes.map(each => (each.after ? { ...each, after: { ...each.after, ...columns } } : each)),
  })

/** Of a part whose name is none that a package has. */
const namedWrong = /was changed after it was made: it holds “[^”]*x”, which is no part of a package\./

const cases: [string, () => string | Promise<string>, RegExp][] = [
  [
    'cut off',
    () => copied(path => truncateSync(path, readFileSync(path).length - 40)),
    /is damaged: it was cut off/,
  ],
  [
    'changed by one byte',
    () =>
      copied(path => {
        const bytes = readFileSync(path)
        bytes[bytes.length - 60] = (bytes[bytes.length - 60] ?? 0) ^ 1
        writeFileSync(path, bytes)
      }),
    /is damaged: it was cut off or changed/,
  ],
  ['lengthened', () => copied(path => appendFileSync(path, 'x')), /is damaged/],
  ['empty', () => copied(path => truncateSync(path, 0)), /is not a package of Tandem/],
  [
    'something else',
    () => copied(path => writeFileSync(path, 'Dear lead, here is my work.')),
    /is not a package/,
  ],
  ['not there', () => join(temporaryFolder(), 'gone.tandem-return'), /There is no file at .*gone/],
  [
    'a folder',
    () => {
      const path = join(temporaryFolder(), 'folder.tandem-return')
      mkdirSync(path)
      return path
    },
    /is a folder, not a package/,
  ],
  [
    'of a gigabyte',
    () => copied(path => truncateSync(path, 1024 ** 3)),
    /is larger than a package may be \(512 MB\)/,
  ],
  [
    'a hand-out',
    async () => (await handOut(world, 'TS')).file,
    /is a hand-out; there is nothing in it to merge/,
  ],
  [
    'a hand-out with a passphrase',
    async () => (await handOut(world, 'TS', { kind: 'passphrase', passphrase: 'three small words' })).file,
    /is locked with a passphrase, as hand-outs may be and returns never are/,
  ],
  [
    'of another study, which alone can open it',
    async () => (await away(await openedRound(), 'KM')).back(),
    /was not made for this study, or was changed on its way/,
  ],
  [
    'of another study, by name',
    () => said(manifest => (manifest.study = { id: newId(), title: 'Another trial' })),
    /belongs to another study, “Another trial”; this one is “A study for tests”/,
  ],
  [
    'of a hand-out nobody knows',
    () => said(manifest => (manifest.parent = newId())),
    /a hand-out that this study does not know/,
  ],
  ['of no hand-out', () => said(manifest => (manifest.parent = null)), /does not hold together/],
  [
    'signed by another coder’s key',
    () => said(() => {}, ts.signing),
    /is not signed by the hand-out of Kim Morris it answers, but by the one of Tove Sand/,
  ],
  [
    'signed by a key nobody knows',
    () => said(() => {}, newSigningKey()),
    /is not signed by the hand-out of Kim Morris it answers\./,
  ],
  [
    'in another coder’s name',
    () =>
      said(manifest => (manifest.coder = { id: world.study.people.TS, name: 'Tove Sand', initials: 'TS' })),
    /does not hold together/,
  ],
  [
    'of another round',
    () => said(manifest => (manifest.round = { id: newId(), title: 'Round 9' })),
    /does not hold together/,
  ],
  [
    'a copy’s, signed by a coder',
    () => said(manifest => Object.assign(manifest, { kind: 'copy', parent: null, round: null, coder: null })),
    /is not signed by any copy of this study/,
  ],
  [
    'of a newer study version',
    () => said(manifest => (manifest.schema = readMigrations().length + 1)),
    /was written by a newer Tandem \(study version \d+; this one knows \d+\)/,
  ],
  [
    'of a newer package format',
    () => said(manifest => (manifest.minReader = 9)),
    /was written by a newer Tandem \(package format 9\)/,
  ],
  [
    'with a name that leads out of it',
    () => packageAround(zipOf([...signedAnew(parts, () => {}, km.signing), ['../../x', Buffer.from('x')]])),
    namedWrong,
  ],
  [
    'with a name from the root of the disk',
    () => packageAround(zipOf([...signedAnew(parts, () => {}, km.signing), ['/etc/x', Buffer.from('x')]])),
    namedWrong,
  ],
  [
    'with a name that leads out of it on Windows',
    () =>
      packageAround(
        zipOf([...signedAnew(parts, () => {}, km.signing), ['contents\\..\\..\\x', Buffer.from('x')]]),
      ),
    namedWrong,
  ],
  [
    'with a step by another actor',
    () => doing(() => ({ actor: world.study.people.TS })),
    /somebody other than the person it was handed out to/,
  ],
  [
    'with a step by nobody',
    () => doing(() => ({ actor: '' })),
    /somebody other than the person it was handed out to/,
  ],
  [
    'with a count beyond all counting',
    () => doing(() => ({ lamport: 2 ** 53 })),
    /Step 1 in .* is not understood/,
  ],
  [
    'with a step from before its hand-out',
    () => doing(() => ({ lamport: 1 })),
    /from before its hand-out was made/,
  ],
  [
    'with a step whose seal does not hold',
    () => {
      const lines = operationsBut(parts, () => ({})).map(line => line.replace('Mine', 'Ours'))
      return packageAround(zipOf(signedAnew(withLines(parts, lines), () => {}, km.signing)))
    },
    /no longer matches its seal/,
  ],
  [
    'with a coding of another coder',
    () => doing(row({ coder: world.study.people.TS })),
    /in the name of somebody else/,
  ],
  [
    'with a coding of the consensus',
    () => doing(row({ layer: 'consensus' })),
    /a coding that only a ruling makes/,
  ],
  [
    'with a coding outside what was handed out',
    () => doing(row({ source: world.other })),
    /outside what was handed out/,
  ],
  [
    'with a coding past the end of its text',
    () => doing(row({ end: 999_999 })),
    /a coding that reaches past the end of its text/,
  ],
  [
    'with a step that takes back one of somebody else',
    async () => {
      const { entries } = await lead.history.list({ limit: 1 })
      return doing(() => ({ undoes: entries[0]?.id ?? '' }))
    },
    /takes back a step of somebody else/,
  ],
  [
    'with a transcript for a memo',
    async () => {
      const { id } = await ts.client.memos.add({ title: 'Mine', about: { kind: 'study', id: null } })
      await ts.client.handouts.shareMemos({ memos: [id] })
      const its = await partsOf(await ts.back(false), world.study)
      const { text } = first<{ text: string }>(
        world.study.db(),
        'SELECT text FROM revisions WHERE source = ?',
        world.source,
      ) ?? { text: '' }
      const lines = operationsBut(its, row({ body: text }))
      return packageAround(zipOf(signedAnew(withLines(its, lines), () => {}, ts.signing)))
    },
    /does not hold together/,
  ],
  ['with a number for words', () => doing(row({ comment: 17 })), /rows that no study can hold/],
  ['with half of a character pair', () => doing(row({ comment: 'a\ud800b' })), /rows that no study can hold/],
  [
    'with a comment longer than a screen takes',
    () => doing(row({ comment: 'x'.repeat(20_001) })),
    /words longer than Tandem keeps \(20,000 characters\)/,
  ],
  ['with words for a number', () => doing(row({ start: '20' })), /rows that no study can hold/],
  ['with half a character', () => doing(row({ start: 20.5 })), /rows that no study can hold/],
  [
    'with a coding made after the last day of all calendars',
    () => doing(row({ created_at: Number.MAX_SAFE_INTEGER })),
    /rows that no study can hold/,
  ],
  [
    'with a step made after the last day of all calendars',
    () => doing(() => ({ at: 8.64e15 + 1 })),
    /steps that no study can hold/,
  ],
  [
    'with a count that would leave no room for steps after it',
    () => doing(({ lamport }) => ({ lamport: 2 ** 52 - 100 + (lamport % 100) })),
    /steps that no study can hold/,
  ],
  ['with a column nobody has', () => doing(row({ extra: 1 })), /not as this version of Tandem keeps them/],
  [
    'with a table that is none of a coder’s',
    () =>
      doing(() => ({
        kind: 'member.added',
        changes: [{ table: 'members', id: newId(), before: null, after: { name: 'X' } }],
      })),
    /something that is not a coder’s own work/,
  ],
]

describe('a file that is wrong', () => {
  it('in any way is refused by name, and the study stays as it is', async () => {
    await begin()
    for (const [what, make, sentence] of cases) {
      const path = await make()
      const before = hashOf(world.study)
      const folder = readdirSync(world.study.path)
      for (const merging of [lead.merging.rehearse, lead.merging.apply]) {
        const { packages, backup } = await merging({ files: [{ path }] })
        expect([what, packages]).toMatchObject([
          what,
          [
            {
              status: 'refused',
              reason: expect.stringMatching(sentence),
              hint: expect.stringMatching(/\.$/),
              sent: 0,
              arrived: 0,
            },
          ],
        ])
        expect(packages[0]?.reason).toMatch(/\.$/)
        expect(backup).toBeNull()
      }
      expect([what, hashOf(world.study)]).toEqual([what, before])
      expect(readdirSync(world.study.path)).toEqual(folder)
    }
    expect(world.study.faults()).toBe('')
  })

  it('at the command line is refused in one line, and every file of the study keeps its bytes', async () => {
    await begin()
    const wrong: [string, string, RegExp][] = []
    for (const [what, make, sentence] of cases) wrong.push([what, await make(), sentence])
    world.study.close()
    const before = bytesOf(world.study.path)
    for (const [what, path, sentence] of wrong) {
      for (const more of [[], ['--rehearse']]) {
        const ran = await tandem(temporaryFolder(), ['merge', world.study.path, path, ...more])
        expect({ what, ...ran }).toEqual({
          what,
          code: 1,
          stdout: expect.stringMatching(/^refused\t[^\n]+\.\n$/),
          stderr: '',
        })
        expect([what, ran.stdout]).toEqual([what, expect.stringMatching(sentence)])
        expect([what, bytesOf(world.study.path)]).toEqual([what, before])
      }
    }
  })
})

describe('a file that is good', () => {
  it('comes in beside those that are refused; again it is here already; changed under its number it is refused', async () => {
    const other = await openedRound()
    const coder = await away(other, 'KM')
    await coder.client.codings.add({
      source: other.source,
      start: 20,
      end: 60,
      code: other.shared,
      comment: 'Mine',
    })
    const file = await coder.back()
    const ld = other.viewers.LD as Client
    const files = [{ path: good }, { path: file }, { path: file }]
    const { packages, backup } = await ld.merging.apply({ files })
    expect(packages).toMatchObject([
      { status: 'refused' },
      { status: 'merged', arrived: 1 },
      { status: 'already' },
    ])
    expect(readdirSync(backup ?? '')).toContain('study.db')
    const now = hashOf(other.study)
    for (let n = 0; n < 3; n++) {
      const again = await ld.merging.apply({ files: [{ path: file }] })
      expect(again).toMatchObject({
        backup: null,
        packages: [{ status: 'already', sent: 1, arrived: 0, alreadyHere: 1 }],
      })
      expect(again.packages[0]?.reason).toMatch(/already merged on \d{4}-\d\d-\d\d/)
    }
    const held = await partsOf(file, other.study)
    const resealed = withLines(held, operationsBut(held, row({ comment: 'Other' })))
    for (const id of [undefined, newId()]) {
      const forged = signedAnew(resealed, manifest => Object.assign(manifest, id && { id }), coder.signing)
      const path = await packageAround(zipOf(forged))
      const { packages } = await ld.merging.apply({ files: [{ path }] })
      expect(packages[0]).toMatchObject({
        status: 'refused',
        reason: expect.stringMatching(
          id ? /says something else now/ : /merged before, and it held something else/,
        ),
      })
    }
    expect(hashOf(other.study)).toBe(now)
  })

  it('is refused with the reason once its round is closed, and still known where it was merged', async () => {
    const other = await openedRound()
    const [a, b] = [await away(other, 'KM'), await away(other, 'TS')]
    await a.client.codings.add({ source: other.source, start: 20, end: 60, code: other.shared })
    const files = [{ path: await a.back() }, { path: await b.back() }]
    const ld = other.viewers.LD as Client
    await ld.merging.apply({ files })
    await a.client.codings.add({ source: other.source, start: 70, end: 90, code: other.shared })
    const late = [{ path: await a.back() }]
    const { packages } = await ld.merging.rehearse({ files: late })
    expect(packages).toMatchObject([
      {
        status: 'merged',
        arrived: 1,
        alreadyHere: 1,
        notes: [expect.stringContaining('brought up to date')],
      },
    ])
    await ld.rounds.close({ round: other.round, leaveOpen: true })
    const closed = await ld.merging.apply({ files: [...late, ...files] })
    expect(closed.packages).toMatchObject([
      {
        status: 'refused',
        reason: expect.stringContaining('The round “Round 1” is closed and takes no more returns.'),
      },
      { status: 'already' },
      { status: 'already' },
    ])
  })

  it.each([
    ['ahead', '2061-01-01'],
    ['behind', '1999-12-31'],
  ])(
    'by a clock that is years %s is kept as sent, and counts as handed in when it is merged',
    async (_, day) => {
      const other = await openedRound()
      const coder = await away(other, 'KM')
      await coder.client.codings.add({ source: other.source, start: 20, end: 60, code: other.shared })
      const held = await partsOf(await coder.back(), other.study)
      const wrong = signedAnew(
        held,
        manifest => Object.assign(manifest, { createdAt: `${day}T00:00:00.000Z` }),
        coder.signing,
      )
      const path = await packageAround(zipOf(wrong))
      const ld = other.viewers.LD as Client
      const today = new Date().toISOString().slice(0, 10)
      const note = new RegExp(
        `says ${day}, which cannot be. It counts as handed in when it is merged, on ${today}.`,
      )
      const rehearsed = await ld.merging.rehearse({ files: [{ path }] })
      expect(rehearsed.packages).toMatchObject([{ notes: [expect.stringMatching(note)] }])
      const before = Date.now()
      const { packages } = await ld.merging.apply({ files: [{ path }] })
      expect(packages).toMatchObject([{ status: 'merged', arrived: 1, notes: [expect.stringMatching(note)] }])
      const [round] = await ld.rounds.list({})
      const at = Date.parse(round?.coders.find(({ initials }) => initials === 'KM')?.submittedAt ?? '')
      expect(at).toBeGreaterThanOrEqual(before)
      expect(at).toBeLessThanOrEqual(Date.now())
      expect((await ld.merging.returns({}))[0]?.madeAt).toBe(`${day}T00:00:00.000Z`)
      expect((await other.study.setUp.study.check({})).breaches).toEqual([])
    },
  )

  it('by an older Tandem comes in as long as it kept such work as this one does; where not, it is refused by version', async () => {
    const other = await openedRound()
    const coder = await away(other, 'KM')
    await coder.client.codings.add({ source: other.source, start: 20, end: 60, code: other.shared })
    const held = await partsOf(await coder.back(), other.study)
    const version = readMigrations().length - 1
    const older = (parts: Part[]) =>
      packageAround(
        zipOf(signedAnew(parts, manifest => Object.assign(manifest, { schema: version }), coder.signing)),
      )
    const ld = other.viewers.LD as Client
    const withoutColumn = operationsBut(held, ({ changes }) => ({
      changes: changes.map(each => {
        const { polarity: _, ...rest } = each.after ?? {}
        return each.after ? { ...each, after: rest } : each
      }),
    }))
    const before = hashOf(other.study)
    const refused = await ld.merging.apply({ files: [{ path: await older(withLines(held, withoutColumn)) }] })
    expect(refused.packages).toMatchObject([
      {
        status: 'refused',
        reason: expect.stringContaining(
          `This return was made by an older Tandem (study version ${version}), and this one keeps such work otherwise.`,
        ),
      },
    ])
    expect(hashOf(other.study)).toBe(before)
    const { packages } = await ld.merging.apply({ files: [{ path: await older(held) }] })
    expect(packages).toMatchObject([{ status: 'merged', arrived: 1, notes: [] }])
    expect((await other.study.setUp.study.check({})).breaches).toEqual([])
  })

  it('but on a text that is not here is taken in and listed: it stands nowhere and is kept in the history', async () => {
    const other = await openedRound()
    const coder = await away(other, 'KM')
    await coder.client.codings.add({ source: other.source, start: 20, end: 60, code: other.shared })
    const held = await partsOf(await coder.back(), other.study)
    const elsewhere = withLines(held, operationsBut(held, row({ revision: newId() })))
    const path = await packageAround(zipOf(signedAnew(elsewhere, () => {}, coder.signing)))
    const ld = other.viewers.LD as Client
    const { packages } = await ld.merging.apply({ files: [{ path }] })
    expect(packages).toMatchObject([{ status: 'merged', sent: 1, arrived: 0, needDecision: [{}] }])
    await ld.rounds.unblind({ round: other.round, because: 'To look' })
    const [merged] = await ld.merging.returns({})
    expect(merged?.decisions).toMatchObject([{ kind: 'refers to nothing', canTakeOther: false }])
    expect(await ld.codings.inSource({ source: other.source })).toEqual([])
    expect((await other.study.setUp.study.check({})).breaches).toEqual([])
  })

  it('names nobody but by what they are called here', async () => {
    const other = await openedRound()
    const coder = await away(other, 'KM')
    await coder.client.codings.add({ source: other.source, start: 20, end: 60, code: other.shared })
    const name = '\u202E<img src=x onerror=alert(1)>'
    const forged = signedAnew(
      await partsOf(await coder.back(), other.study),
      manifest => {
        manifest.coder.name = name
        manifest.round.title = name
        manifest.study.title = name
      },
      coder.signing,
    )
    const path = await packageAround(zipOf(forged))
    const outcome = await (other.viewers.LD as Client).merging.apply({ files: [{ path }] })
    expect(outcome.packages).toMatchObject([
      { coder: { name: 'Kim Morris', initials: 'KM' }, round: { title: 'Round 1' } },
    ])
    expect(JSON.stringify([outcome, await other.viewers.LD?.merging.returns({})])).not.toContain('<img')
  })
})
