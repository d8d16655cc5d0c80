import { readFileSync } from 'node:fs'
import { unzipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { commands } from '#engine/doors/cli/index.ts'
import { type Client, methods } from '#shared/contract/client.ts'
import type { Role } from '#shared/model/member.ts'
import { askedExports } from '../helpers/asked-exports.ts'
import { ask } from '../helpers/blind-round.ts'
import { tandem } from '../helpers/command-line.ts'
import { commandLine, deeds, notAsked, reads } from './asked.ts'
import { type Begun, begun, type Twin, twinOf, workOfKM } from './twins.ts'

/*
 * While a blind round is open, nothing that one of its coders does reaches anybody else, through any door. Two studies
 * are made that are the same to the last id; in one of them KM works. Then everything that can be asked of the engine
 * is asked of both by everybody else, and every answer must be the same to the letter. What is asked comes from the
 * contract, the list of exports and the list of commands: what is new there and not said here fails.
 */

/** What each of the others may be in the study: TS codes in the round, and leads the study as well in the second. */
const asTS: [string, Role[]][] = [
  ['the other coder', ['coder']],
  ['the lead who also codes', ['coder', 'lead', 'reviewer']],
]

/** A day later, so that nothing asked falls into the second in which KM worked. */
const day = 86_400_000

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Two studies, and KM at work in the first of them. */
async function pair(roles: Role[]): Promise<{ begun: Begun; worked: Twin; idle: Twin }> {
  const made = await begun(roles)
  const worked = await twinOf(made)
  const idle = await twinOf(made)
  const refused = await workOfKM(worked)
  // Themes, tags, shared codes and other people's memos held still.
  expect(refused.filter(message => /holds? still|memos of your own/.test(message)).length).toBeGreaterThan(12)
  return { begun: made, worked, idle }
}

/** Asks both the same at the same time of day, and answers where they said something else. */
function compared(made: Begun, worked: Twin, idle: Twin) {
  let asked = 0
  const told: string[] = []
  let refusals = 0
  return {
    told,
    answered: () => ({ asked, refusals }),
    async both(question: string, answer: (twin: Twin) => Promise<string>) {
      asked++
      const said: string[] = []
      for (const twin of [worked, idle]) {
        vi.setSystemTime(made.now + day + asked * 1000)
        said.push(twin.blurred(await answer(twin)))
      }
      const [one = '', two = ''] = said
      if (/^[a-z-]+: /.test(two)) refusals++
      if (one !== two) told.push(`${question}\n  worked: ${around(one, two)}\n  idle:   ${around(two, one)}`)
      if (/sealed/i.test(one) && !/sealed/i.test(two)) told.push(`${question} says sealed`)
    },
  }
}

/** The part of an answer where it begins to differ from another. */
function around(one: string, two: string): string {
  let at = 0
  while (at < one.length && one[at] === two[at]) at++
  return `…${one.slice(Math.max(0, at - 100), at + 160)}`
}

const clientOf = ({ windows }: Twin, who: string): Client => {
  const client = windows.get(who)
  if (!client) throw new Error(`No window of ${who}`)
  return client
}

const viewers = ['TS', 'RV', 'LD', 'nobody', 'command line']

/** Asks every read as this person. */
async function askReads({ both }: ReturnType<typeof compared>, who: string, twins: [Twin, Twin]) {
  for (const [name, inputs] of Object.entries(reads)) {
    const [one, two] = await Promise.all(twins.map(async twin => inputs(twin, clientOf(twin, who), who)))
    for (const at of (one ?? []).keys()) {
      await both(`${who}: ${name} ${JSON.stringify(one?.[at])}`, twin =>
        ask(clientOf(twin, who), name, (twin === twins[0] ? one : two)?.[at]),
      )
    }
  }
}

const textOf = (bytes: Uint8Array): string => {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return Buffer.from(bytes).toString('utf8')
  return (
    Object.entries(unzipSync(bytes))
      // Checksums of files that are compared here themselves, and hold ids.
      .filter(([name]) => name !== 'SHA256SUMS.txt')
      .map(([name, part]) => `${name}\n${textOf(part)}`)
      .join('\n')
  )
}

describe('everything is asked', () => {
  it('of the contract: a method that is not here has to say how it is asked', () => {
    const known = [...Object.keys(reads), ...Object.keys(deeds), ...Object.keys(notAsked)]
    expect(known.toSorted()).toEqual([...methods.keys()].toSorted())
    const kinds = new Map([...methods].map(([name, { kind }]) => [name, kind]))
    expect(Object.keys(reads).filter(name => kinds.get(name) !== 'read')).toEqual([])
    expect(Object.keys(deeds).filter(name => kinds.get(name) === 'read')).toEqual([])
  })

  it('of the command line: a command that reads has to say how it is asked', () => {
    const reading = commands.filter(({ study }) => study === 'read' || typeof study === 'function')
    expect(Object.keys(commandLine).toSorted()).toEqual(reading.map(({ name }) => name).toSorted())
  })
})

describe.each(asTS)('%s', (_, roles) => {
  it('and everybody else read nothing of it', async () => {
    const { begun: made, worked, idle } = await pair(roles)
    const comparing = compared(made, worked, idle)
    for (const who of viewers) await askReads(comparing, who, [worked, idle])
    expect(comparing.told).toEqual([])
    const { asked, refusals } = comparing.answered()
    expect(asked).toBeGreaterThan(500)
    // Most of it is answered, or this would prove little; what compares people of the round is refused.
    expect(refusals).toBeLessThan(asked * 0.4)
    expect(worked.study.faults() + idle.study.faults()).toBe('')
  })

  it.each(viewers)('(%s) learns nothing of it by what can be done, and not by what cannot', async who => {
    const { begun: made, worked, idle } = await pair(roles)
    const comparing = compared(made, worked, idle)
    for (const [name, inputs] of Object.entries(deeds)) {
      const asked = new Map<Twin, unknown[]>()
      for (const twin of [worked, idle]) {
        vi.setSystemTime(made.now + day + comparing.answered().asked * 1000 + 500)
        asked.set(twin, await inputs(twin, clientOf(twin, who), who))
      }
      const many = Math.max(...[...asked.values()].map(({ length }) => length))
      for (let at = 0; at < many; at++) {
        await comparing.both(`${who}: ${name} ${JSON.stringify(asked.get(worked)?.[at])}`, twin =>
          ask(clientOf(twin, who), name, asked.get(twin)?.[at]),
        )
      }
    }
    expect(comparing.told).toEqual([])
    // What was done is the same to look at, too.
    if (who !== 'nobody') {
      for (const twin of [worked, idle]) {
        const client = clientOf(twin, who)
        await client.library.open({ path: twin.path })
        if (who !== 'command line') await client.session.signIn({ member: twin.study.people[who as 'TS'] })
      }
      await askReads(comparing, who, [worked, idle])
      expect(comparing.told).toEqual([])
    }
    expect(worked.study.faults() + idle.study.faults()).toBe('')
  })

  it('and everybody else take nothing of it out', { timeout: 240_000 }, async () => {
    const { begun: made, worked, idle } = await pair(roles)
    const { both, told } = compared(made, worked, idle)
    for (const who of viewers) {
      for (const wanted of askedExports) {
        await both(`${who}: ${JSON.stringify(wanted)}`, async twin => {
          const said = await ask(clientOf(twin, who), 'reports.make', wanted)
          const id = /"id":"([^"]+)"/.exec(said)?.[1] ?? ''
          const held = twin.study.host.reports.get(id)
          return said + (held ? textOf(held.bytes) : '')
        })
      }
    }
    expect(told).toEqual([])
  })

  it('and everybody else read nothing of it at the command line', { timeout: 240_000 }, async () => {
    const { begun: made, worked, idle } = await pair(roles)
    for (const twin of [worked, idle]) twin.study.close()
    const { both, told } = compared(made, worked, idle)
    for (const as of [[], ['--as', 'TS'], ['--as', 'RV'], ['--as', 'LD']]) {
      for (const [name, words] of Object.entries(commandLine)) {
        for (const at of words(worked).keys()) {
          for (const json of [[], ['--json']]) {
            await both(
              `tandem ${name} ${words(worked)[at]?.join(' ')} ${as.join(' ')} ${json}`,
              async twin => {
                const asked = words(twin)[at] ?? []
                const [what = '', ...rest] = name === 'export' ? asked : ['', ...asked]
                const line = [
                  ...name.split(' '),
                  twin.path,
                  ...(what === '' ? [] : [what]),
                  ...rest,
                  ...as,
                  ...json,
                ]
                const ran = await tandem(`${twin.base}/library`, line)
                const out = rest[rest.indexOf('-o') + 1]
                const wrote = ran.code === 0 && rest.includes('-o') ? textOf(readFileSync(out ?? '')) : ''
                return `${ran.code}\n${ran.stdout}\n${ran.stderr}\n${wrote}`
              },
            )
          }
        }
      }
    }
    expect(told).toEqual([])
  })
})
