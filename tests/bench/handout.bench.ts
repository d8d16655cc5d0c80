import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seededRandom } from '#engine/agreement/random.ts'
import { createEngine, ownWindow } from '#engine/engine.ts'
import { openLibrary } from '#engine/library/library.ts'
import { importMany } from './many-sources.ts'
import { type Figure, measureAsync } from './measure.ts'

/** As many as METHOD.md has: 25 interviews of 9,000 words, 425 records and emails. */
const interviews = 25
const records = 425
const codeCount = 60
/** Codings of the coder that go along, and that come back. */
const codingCount = 10_000

/** A hand-out of 450 sources made, looked into and opened, and a return of 10,000 codings. Milliseconds, and bytes. */
export async function bench(): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-bench-'))
  const host = createEngine({ library: openLibrary(join(folder, 'library')) })
  try {
    const { client } = ownWindow(host, true)
    const { path } = await client.library.create({ title: 'Bench' })
    const [a, b] = await Promise.all(
      ['A', 'B'].map(initials => client.members.add({ name: initials, initials })),
    )
    const sources = await importMany(folder, { interviews, records }, files =>
      client.sources.import({ files: files.map(p => ({ path: p })) }),
    )
    const codes: string[] = []
    for (let k = 0; k < codeCount; k++) codes.push((await client.codebook.addCode({ name: `Code ${k}` })).id)
    const { id: round } = await client.rounds.open({
      title: 'R',
      sources,
      coders: [a?.id ?? '', b?.id ?? ''],
    })
    const random = seededRandom(1)
    const planned = Array.from({ length: codingCount }, (_, n) => {
      const start = 40 + 20 * Math.floor(random() * 40)
      const source = sources[n % sources.length] ?? ''
      return { source, start, end: start + 15, code: codes[Math.floor(random() * codeCount)] ?? '' }
    })
    const coder = ownWindow(host, false).client
    await coder.library.open({ path })
    await coder.session.signIn({ member: a?.id ?? '' })
    const figures: Figure[] = []
    const bytes: Record<string, number> = {}
    let n = 0
    const make = async (name: string, initials: string | undefined, protection: Protection, runs: number) => {
      let file = ''
      figures.push(
        await measureAsync(
          name,
          async () => {
            file = join(folder, `${++n}.tandem-handout`)
            const made = await client.handouts.make({ round, coder: initials ?? '', protection, path: file })
            bytes[name] = made.bytes
          },
          runs,
        ),
      )
      return file
    }
    const plain = await make('a hand-out of 450 sources, open', b?.id, { kind: 'open' }, 3)
    const secret = { kind: 'passphrase' as const, passphrase: 'bado-kemi-luto' }
    await make('the same, with a passphrase', b?.id, secret, 1)
    for (let at = 0; at < planned.length; at += 500)
      await coder.codings.addMany({ codings: planned.slice(at, at + 500) })
    await make('the same with 10,000 codings of its coder, open', a?.id, { kind: 'open' }, 1)
    const away = ownWindow(createEngine({ library: openLibrary(join(folder, 'away')) }), false).client
    figures.push(
      await measureAsync(
        'looked into',
        async () => void (await away.library.lookAtHandout({ file: { path: plain } })),
        1,
      ),
    )
    figures.push(
      await measureAsync(
        'opened as a copy',
        async () => void (await away.library.openHandout({ file: { path: plain }, again: true })),
        1,
      ),
    )
    for (let at = 0; at < planned.length; at += 500)
      await away.codings.addMany({ codings: planned.slice(at, at + 500) })
    figures.push(
      await measureAsync(
        'a return of 10,000 codings',
        async () => {
          const made = await away.handouts.makeReturn({ path: join(folder, `${++n}.tandem-return`) })
          bytes['a return of 10,000 codings'] = made.bytes
        },
        1,
      ),
    )
    return { figures, bytes }
  } finally {
    host.closeAll()
    rmSync(folder, { recursive: true, force: true })
  }
}

type Protection = { kind: 'open' } | { kind: 'passphrase'; passphrase: string }
