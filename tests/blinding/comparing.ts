import { readFileSync } from 'node:fs'
import { unzipSync } from 'fflate'
import { vi } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { askedExports } from '../helpers/asked-exports.ts'
import { ask } from '../helpers/blind-round.ts'
import { tandem } from '../helpers/command-line.ts'
import { commandLine, deeds, reads } from './asked.ts'
import type { Begun, Twin } from './twins.ts'

/** A day later, so that nothing asked falls into the second in which KM worked. */
const day = 86_400_000

/** Asks both the same at the same time of day, and answers where they said something else. */
export function compared(made: Begun, worked: Twin, idle: Twin) {
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

type Comparing = ReturnType<typeof compared>

export const clientOf = ({ windows }: Twin, who: string): Client => {
  const client = windows.get(who)
  if (!client) throw new Error(`No window of ${who}`)
  return client
}

/** Asks every read as this person. */
export async function askReads({ both }: Comparing, who: string, twins: [Twin, Twin]) {
  for (const [name, inputs] of Object.entries(reads)) {
    const [one, two] = await Promise.all(twins.map(async twin => inputs(twin, clientOf(twin, who), who)))
    for (const at of (one ?? []).keys()) {
      await both(`${who}: ${name} ${JSON.stringify(one?.[at])}`, twin =>
        ask(clientOf(twin, who), name, (twin === twins[0] ? one : two)?.[at]),
      )
    }
  }
}

/** What a file says, whatever it is packed in. */
export const textOf = (bytes: Uint8Array): string => {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return Buffer.from(bytes).toString('utf8')
  return (
    Object.entries(unzipSync(bytes))
      // Checksums of files that are compared here themselves, and hold ids.
      .filter(([name]) => name !== 'SHA256SUMS.txt')
      .map(([name, part]) => `${name}\n${textOf(part)}`)
      .join('\n')
  )
}

/** Does everything that can be done as this person, in both studies alike. `now`: when the studies were set up. */
export async function askDeeds(
  comparing: Comparing,
  who: string,
  now: number,
  twins: [Twin, Twin],
): Promise<void> {
  for (const [name, inputs] of Object.entries(deeds)) {
    const asked = new Map<Twin, unknown[]>()
    for (const twin of twins) {
      vi.setSystemTime(now + day + comparing.answered().asked * 1000 + 500)
      asked.set(twin, await inputs(twin, clientOf(twin, who), who))
    }
    const many = Math.max(...[...asked.values()].map(({ length }) => length))
    for (let at = 0; at < many; at++) {
      await comparing.both(`${who}: ${name} ${JSON.stringify(asked.get(twins[0])?.[at])}`, twin =>
        ask(clientOf(twin, who), name, asked.get(twin)?.[at]),
      )
    }
  }
}

/** Takes out everything that can be taken out as this person. */
export async function askExports(comparing: Comparing, who: string): Promise<void> {
  for (const wanted of askedExports) {
    await comparing.both(`${who}: ${JSON.stringify(wanted)}`, async twin => {
      const said = await ask(clientOf(twin, who), 'reports.make', wanted)
      const id = /"id":"([^"]+)"/.exec(said)?.[1] ?? ''
      const held = twin.study.host.reports.get(id)
      return said + (held ? textOf(held.bytes) : '')
    })
  }
}

/** Asks every command that reads, of studies that are closed; `everyAs`: with these words, which say who asks. */
export async function askCommandLine(
  comparing: Comparing,
  first: Twin,
  everyAs: readonly string[][],
): Promise<void> {
  for (const as of everyAs) {
    for (const [name, words] of Object.entries(commandLine)) {
      for (const at of words(first).keys()) {
        for (const json of [[], ['--json']]) {
          await comparing.both(
            `tandem ${name} ${words(first)[at]?.join(' ')} ${as.join(' ')} ${json}`,
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
}
