import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { tandem } from '../helpers/command-line.ts'
import { away } from '../helpers/returned.ts'
import { askCommandLine, askDeeds, askExports, askReads, clientOf, compared } from './comparing.ts'
import { type Begun, begun, type Twin, twinOf } from './twins.ts'

/*
 * A lead who codes in a blind round merges what the other coder returned. Two studies are the same but for how much the
 * other did: one coding, or dozens of steps. The lead reads neither, nor does whoever says no name, who may be that lead:
 * not in the preview, the sheet and the list of merges, and not anywhere else that can be asked.
 */

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
})
afterEach(() => {
  vi.useRealTimers()
})

const little = async ({ source, shared }: Twin, km: Client, _: string) => {
  await km.codings.add({ source, start: 20, end: 60, code: shared })
}

const much = async ({ source, shared }: Twin, km: Client, part: string) => {
  for (let n = 0; n < 30; n++) await km.codings.add({ source, start: n, end: n + 20, code: shared })
  await km.annotations.add({ source, start: 5, end: 15, text: 'sealednote' })
  await km.codebook.addCode({ name: `Sealedcode, ${part}`, definition: 'sealeddefinition' })
  const { id } = await km.memos.add({ title: `Sealedmemo, ${part}`, about: { kind: 'source', id: source } })
  await km.handouts.shareMemos({ memos: [id] })
}

/** A twin, and two returns of KM, who did this much before each. */
async function returnedTo(made: Begun, work: typeof little) {
  vi.setSystemTime(made.now + 1000)
  const twin = await twinOf(made)
  const km = await away(twin, 'KM')
  await work(twin, km.client, 'first')
  const first = { path: await km.back(false) }
  await work(twin, km.client, 'second')
  const second = { path: await km.back(false) }
  return { twin, km, first, second }
}

/** The two studies, and each file of theirs by its twin. */
async function pair() {
  const made = await begun(['coder', 'lead', 'reviewer'])
  const [more, less] = [await returnedTo(made, much), await returnedTo(made, little)]
  const of = (twin: Twin) => (twin === more.twin ? more : less)
  return { made, more, less, of, twins: [more.twin, less.twin] as [Twin, Twin] }
}

/** Both merge the first of the returns as TS, who leads and codes. */
async function merged() {
  const world = await pair()
  for (const twin of world.twins) {
    vi.setSystemTime(world.made.now + 2000)
    await clientOf(twin, 'TS').merging.apply({ files: [world.of(twin).first] })
  }
  return world
}

const blind = ['TS', 'nobody', 'command line']

describe('how much the other coder did', () => {
  it('is told by no preview and no merge to the lead who codes, nor to who says no name', async () => {
    const { made, of, twins } = await pair()
    const comparing = compared(made, ...twins)
    for (const who of ['TS', 'command line']) {
      for (const step of ['rehearse', 'apply', 'rehearse', 'apply'] as const) {
        await comparing.both(`${who}: ${step}`, async twin => {
          const files = who === 'TS' ? [of(twin).first] : [of(twin).first, of(twin).second]
          const { packages, pairs } = await clientOf(twin, who).merging[step]({ files })
          for (const { sent, arrived, alreadyHere, withheld } of packages) {
            expect({ sent, arrived, alreadyHere }).toEqual({ sent: null, arrived: null, alreadyHere: null })
            expect(withheld).toMatch(
              /^What came, and how many steps, is not told .* when the round is no longer blind/,
            )
          }
          return JSON.stringify({ packages, pairs })
        })
      }
    }
    expect(comparing.told).toEqual([])
  })

  it('is told by nothing that can be read once it is merged', async () => {
    const { made, twins } = await merged()
    const comparing = compared(made, ...twins)
    for (const who of blind) await askReads(comparing, who, twins)
    expect(comparing.told).toEqual([])
    expect(comparing.answered().asked).toBeGreaterThan(300)
  })

  it.each(blind)('is told to %s by nothing that can be done', async who => {
    const { made, twins } = await merged()
    const comparing = compared(made, ...twins)
    await askDeeds(comparing, who, made.now, twins)
    expect(comparing.told).toEqual([])
  })

  it('is told by nothing that can be taken out', { timeout: 240_000 }, async () => {
    const { made, twins } = await merged()
    const comparing = compared(made, ...twins)
    for (const who of blind) await askExports(comparing, who)
    expect(comparing.told).toEqual([])
  })

  it('is told by no command', { timeout: 240_000 }, async () => {
    const { made, of, twins } = await merged()
    for (const twin of twins) twin.study.close()
    const comparing = compared(made, ...twins)
    await askCommandLine(comparing, twins[0], [[], ['--as', 'TS']])
    for (const as of [[], ['--as', 'TS']]) {
      for (const more of [['--rehearse'], ['--rehearse', '--json'], [], ['--json']]) {
        await comparing.both(`tandem merge ${as.join(' ')} ${more.join(' ')}`, async twin => {
          const { first, second } = of(twin)
          const line = ['merge', twin.path, first.path, second.path, ...as, ...more]
          const { code, stdout, stderr } = await tandem(`${twin.base}/library`, line)
          return `${code}\n${stdout}\n${stderr}`
            .replaceAll(first.path, 'FIRST')
            .replaceAll(second.path, 'SECOND')
        })
      }
    }
    expect(comparing.told).toEqual([])
  })
})
