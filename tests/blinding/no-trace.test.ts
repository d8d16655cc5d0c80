import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { commands } from '#engine/doors/cli/index.ts'
import { methods } from '#shared/contract/client.ts'
import type { Role } from '#shared/model/member.ts'
import { commandLine, deeds, notAsked, reads } from './asked.ts'
import { askCommandLine, askDeeds, askExports, askReads, clientOf, compared } from './comparing.ts'
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

const viewers = ['TS', 'RV', 'LD', 'nobody', 'command line']

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
    await askDeeds(comparing, who, made.now, [worked, idle])
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
    const comparing = compared(made, worked, idle)
    for (const who of viewers) await askExports(comparing, who)
    expect(comparing.told).toEqual([])
  })

  it('and everybody else read nothing of it at the command line', { timeout: 240_000 }, async () => {
    const { begun: made, worked, idle } = await pair(roles)
    for (const twin of [worked, idle]) twin.study.close()
    const comparing = compared(made, worked, idle)
    await askCommandLine(comparing, worked, [[], ['--as', 'TS'], ['--as', 'RV'], ['--as', 'LD']])
    expect(comparing.told).toEqual([])
  })
})
