import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { OfficeParser } from 'officeparser'
import { seededRandom } from '#engine/agreement/random.ts'
import { readFileBytes } from '#engine/import/read-file.ts'
import { docxOf, paragraph } from '../../import/build-files.ts'
import { type Spread, spreadOf } from '../measure.ts'
import { prose } from './material.ts'

/** What one reading takes, in milliseconds: by the clock, and of the processor by all of the process's threads. */
export interface Taken {
  wall: number
  cpu: number
}

/** How long a Word interview takes to read: by us, by the bare library, and the one over the other, pair by pair. */
export interface DocxBench {
  ours: Spread
  bare: Spread
  ratio: Spread
  cpuRatio: Spread
}

type Reader = 'ours' | 'bare'

/** Pairs of batches that warm what is compiled while it runs, and do not count. */
const warmUps = 8

/** Readings in a batch: enough that each batch collects its own garbage, and leaves none to the other's time. */
const batch = 10

/**
 * Readings in one process, each pair a batch of the bare library's beside a batch of ours, which take turns at going
 * first so that both meet the same machine.
 */
export function benchWarm(pairs = 40): Promise<DocxBench> {
  const bytes = interview()
  const readers: Record<Reader, () => Promise<unknown>> = {
    ours: () => readFileBytes(bytes, 'interview.docx', {}),
    bare: () => OfficeParser.parseOffice(bytes, { fileType: 'docx', ocr: false, extractAttachments: false }),
  }
  return inPairs(pairs, warmUps, async reader => {
    const before = process.cpuUsage()
    const began = performance.now()
    for (let reading = 0; reading < batch; reading++) await readers[reader]()
    const wall = performance.now() - began
    const { user, system } = process.cpuUsage(before)
    return { wall: wall / batch, cpu: (user + system) / 1000 / batch }
  })
}

/** Readings each in a process of its own that has read nothing before it, as an import reads every file. */
export function benchFresh(folder: string, pairs = 15): Promise<DocxBench> {
  const path = join(folder, 'interview.docx')
  writeFileSync(path, interview())
  const program = fileURLToPath(new URL('docx-once.ts', import.meta.url))
  return inPairs(pairs, 1, async reader => {
    const { stdout, stderr, status } = spawnSync(process.execPath, [program, reader, path], {
      encoding: 'utf8',
    })
    if (status !== 0) throw new Error(stderr)
    return JSON.parse(stdout) as Taken
  })
}

/** An interview of 10,000 words in turns, as a transcriber would type it. */
function interview(): Uint8Array {
  const random = seededRandom(11)
  const turns = Array.from({ length: 250 }, (_, i) => {
    const who = i % 2 === 0 ? 'Interviewer' : 'P01'
    return `${who}: ${prose(random, 40)}`
  })
  return docxOf(turns.map(text => paragraph(text)).join(''))
}

async function inPairs(
  pairs: number,
  before: number,
  take: (reader: Reader) => Promise<Taken>,
): Promise<DocxBench> {
  const taken: Record<Reader, Taken>[] = []
  for (let pair = -before; pair < pairs; pair++) {
    const bareFirst = pair % 2 === 0 ? await take('bare') : null
    const ours = await take('ours')
    const bare = bareFirst ?? (await take('bare'))
    if (pair >= 0) taken.push({ ours, bare })
  }
  return {
    ours: spreadOf(taken.map(({ ours }) => ours.wall)),
    bare: spreadOf(taken.map(({ bare }) => bare.wall)),
    ratio: spreadOf(taken.map(({ ours, bare }) => ours.wall / bare.wall)),
    cpuRatio: spreadOf(taken.map(({ ours, bare }) => ours.cpu / bare.cpu)),
  }
}
