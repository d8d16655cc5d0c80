import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seededRandom } from '#engine/agreement/random.ts'
import { createEngine, ownWindow } from '#engine/engine.ts'
import { openLibrary } from '#engine/library/library.ts'
import type { Client } from '#shared/contract/client.ts'
import { inProcessParser } from '../../helpers/in-process-parser.ts'
import { type Figure, measureAsync } from '../measure.ts'

const interviews = { sources: 25, lines: 450, codings: 120 }
const short = { sources: 424, lines: 14, codings: 4 }
const codes = 60

/**
 * A study of the reference study's shape: 449 sources (25 interviews, 424 records and emails), 60 codes, two coders,
 * one round. How long its comparison takes, and how long it holds up everything else in the engine: the longest delay
 * of the event loop while it is being worked out. Milliseconds.
 */
export async function studyShape(): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-bench-'))
  const host = createEngine({ library: openLibrary(join(folder, 'library')), parser: inProcessParser })
  try {
    const { client } = ownWindow(host, true)
    const { path } = await client.library.create({ title: 'Bench' })
    const round = await coded(client, folder, async member => {
      const own = ownWindow(host, false)
      await own.client.library.open({ path })
      await own.client.session.signIn({ member })
      return own.client
    })
    const units = ['character', 'word'] as const
    const found: Record<string, { took: Figure; longestDelay: number }> = {}
    for (const unit of units) {
      let longest = 0
      const took = await measureAsync(
        `agreement of the round, in ${unit}s`,
        async () => {
          const delay = watchDelay()
          await client.agreement.inRound({ round, unit })
          longest = Math.max(longest, await delay.stop())
        },
        3,
      )
      found[unit] = { took, longestDelay: Math.round(longest) }
    }
    return { sources: interviews.sources + short.sources, codes, ...found }
  } finally {
    host.closeAll()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Notes the longest time for which nothing else had its turn, until it is stopped. */
function watchDelay(): { stop(): Promise<number> } {
  let longest = 0
  let last = performance.now()
  let isOn = true
  const tick = () => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
    if (isOn) setImmediate(tick)
  }
  setImmediate(tick)
  return {
    async stop() {
      await new Promise(resolve => setImmediate(() => setImmediate(resolve)))
      isOn = false
      return longest
    },
  }
}

/** How many sources of a kind, how long, and how many codings each coder makes in one. */
export interface SourcesOfKind {
  sources: number
  lines: number
  codings: number
}

/** Fills the study and has both coders submit; answers the round. */
export async function coded(
  client: Client,
  folder: string,
  signedIn: (member: string) => Promise<Client>,
  shape: readonly SourcesOfKind[] = [interviews, short],
): Promise<string> {
  const members = [
    await client.members.add({ name: 'Ann', initials: 'A', roles: ['coder'] }),
    await client.members.add({ name: 'Ben', initials: 'B', roles: ['coder'] }),
  ]
  const files = join(folder, 'files')
  mkdirSync(files)
  const kinds = shape.flatMap(kind => Array.from({ length: kind.sources }, () => kind))
  const paths = kinds.map(({ lines }, n) => {
    const turn = (k: number) =>
      `${k % 2 === 0 ? 'Interviewer' : `P${n}`}: we began with the people who came back, and it took longer than said.\n`
    const path = join(files, `${String(n).padStart(3, '0')}.txt`)
    writeFileSync(path, `Number ${n}\n${Array.from({ length: lines }, (_, k) => turn(k)).join('')}`)
    return { path }
  })
  const taken = await client.sources.import({ files: paths })
  const list: string[] = []
  for (let n = 0; n < codes; n++) list.push((await client.codebook.addCode({ name: `Code ${n}` })).id)
  const sources = new Map((await client.sources.list({})).map(source => [source.id, source.characters]))
  const { id: round } = await client.rounds.open({
    title: 'Bench',
    sources: [...sources.keys()],
    coders: members.map(({ id }) => id),
  })
  for (const member of members) {
    const random = seededRandom(7)
    const own = await signedIn(member.id)
    const codings = taken.flatMap(({ sourceId = '' }, n) =>
      Array.from({ length: kinds[n]?.codings ?? 0 }, () => {
        const characters = sources.get(sourceId) ?? 0
        const start = Math.floor(random() * (characters - 200))
        const size = 40 + Math.floor(random() * 120)
        const code = list[Math.floor(random() * codes)] ?? ''
        const shift = Math.floor(random() * 30)
        const differs = member === members[1] ? shift : 0
        return { source: sourceId, start: start + differs, end: start + differs + size, code }
      }),
    )
    for (let at = 0; at < codings.length; at += 500)
      await own.codings.addMany({ codings: codings.slice(at, at + 500) })
    await own.rounds.submit({ round, coder: member.id })
  }
  return round
}
