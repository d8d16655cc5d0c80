import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { spreadOf } from '../measure.ts'
import { benchFresh, benchWarm } from './docx.ts'
import { mailboxShapes, writeMailbox } from './mailbox-file.ts'
import { studyFiles } from './material.ts'
import { type Peaks, peaksOf } from './memory.ts'
import type { OneImport } from './one-import.ts'
import { measureSearch } from './search.ts'

const megabyte = 1024 * 1024
const parts = ['study', 'mailbox', 'docx', 'search']

/**
 * What bringing a study in takes: METHOD.md's 450 files and half of them, for the cost of a byte and how it grows; a
 * 200 MB mailbox in each of its shapes, for the peak of memory; a Word document of 10,000 words over the library's own
 * parse; words found in 15 MB. `--only=study,mailbox,docx,search` measures some of them, `--shapes=usual,kept` some of
 * the mailboxes, `--runs=1` imports the study once instead of three times.
 */
export async function bench(flags: readonly string[]): Promise<object> {
  const said = (flag: string) => flags.find(each => each.startsWith(`--${flag}=`))?.slice(flag.length + 3)
  const only = said('only')?.split(',') ?? parts
  const shapes = said('shapes')?.split(',') ?? mailboxShapes
  const folder = mkdtempSync(join(tmpdir(), 'tandem-bench-'))
  const room = (name: string) => {
    const path = join(folder, name)
    mkdirSync(path)
    return path
  }
  try {
    return {
      ...(only.includes('study') ? { study: await measureStudy(room, Number(said('runs') ?? 3)) } : {}),
      ...(only.includes('mailbox') ? { mailbox: await measureMailboxes(room, shapes) } : {}),
      ...(only.includes('docx') ? { docx: await measureDocx(room('docx')) } : {}),
      ...(only.includes('search') ? { search: await measureSearch(room('search')) } : {}),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

type Room = (name: string) => string

/** Half the files and all of them in turn, so that what else the machine does falls on both alike. */
async function measureStudy(room: Room, runs: number): Promise<object> {
  const sets = { half: studyFiles(0.5), whole: studyFiles(1) }
  const written = Object.entries(sets).map(([name, files]) => {
    const folder = room(name)
    for (const file of files) writeFileSync(join(folder, file.name), file.bytes)
    return { name, folder, files: files.length, bytes: files.reduce((sum, f) => sum + f.bytes.length, 0) }
  })
  const taken: OneImport[][] = []
  for (let run = 0; run < runs; run++) {
    const each: OneImport[] = []
    for (const { name, folder } of written) each.push(await importOf(room(`${name} ${run}`), folder))
    taken.push(each)
  }
  const figures = written.map(({ name, files, bytes }, n) => {
    const ms = spreadOf(taken.map(each => each[n]?.ms ?? 0))
    return {
      name: `import of ${files} files (${name})`,
      bytes,
      ...ms,
      msPerFile: round(ms.median / files),
      msPerKilobyte: round(ms.median / (bytes / 1024)),
      longestBlock: Math.max(...taken.map(each => each[n]?.longestBlock ?? 0)),
      refused: taken.reduce((sum, each) => sum + (each[n]?.refused ?? 0), 0),
    }
  })
  const [half, whole] = figures
  const ratio = round((whole?.msPerKilobyte ?? 0) / (half?.msPerKilobyte ?? 1))
  return {
    figures,
    comparisons: [
      {
        comparison: 'cost of a byte, all files over half of them',
        value: ratio,
        toReach: '≤ 1.15',
        reached: ratio <= 1.15,
      },
    ],
  }
}

async function measureMailboxes(room: Room, shapes: readonly string[]): Promise<object[]> {
  const figures: object[] = []
  for (const shape of mailboxShapes.filter(each => shapes.includes(each))) {
    const folder = room(shape)
    const path = join(folder, 'mail.mbox')
    const messages = writeMailbox(path, 200 * megabyte, shape)
    const { ms, cpuMs, longestBlock, longestWork, sources, peaks, studyBytes, entryBytes } = await importOf(
      folder,
      path,
    )
    rmSync(path)
    const peakMb = Math.round(peaks.engine / megabyte)
    const readerPeakMb = Math.round(peaks.reader / megabyte)
    figures.push({
      name: `mailbox of 200 MB, ${shape}`,
      messages,
      sources,
      ms,
      cpuMs,
      longestBlock,
      longestWork,
      peakMb,
      readerPeakMb,
      toReach: 'peakMb and readerPeakMb < 400',
      reached: peakMb < 400 && readerPeakMb < 400,
      togetherPeakMb: Math.round(peaks.together / megabyte),
      studyMb: Math.round(studyBytes / megabyte),
      journalEntryMb: round(entryBytes / megabyte),
    })
  }
  return figures
}

/**
 * A Word document of 10,000 words as an import reads it, over the library's parse alone in the same run. Judged by the
 * processor's time, in which the collecting of garbage beside the work counts too; by the clock it is the same or less
 * where nothing else is at work, and where much is, the clock tells of that.
 */
async function measureDocx(folder: string): Promise<object> {
  const readings = {
    'in a process of its own': await benchFresh(folder),
    'in a process that has read many': await benchWarm(),
  }
  return {
    figures: Object.entries(readings).flatMap(([where, { ours, bare }]) => [
      { name: `10,000 words of Word, ${where}`, ...ours },
      { name: `the library alone, ${where}`, ...bare },
    ]),
    comparisons: Object.entries(readings).flatMap(([where, { ratio, cpuRatio }]) => [
      {
        comparison: `ours over the library's, of the processor's time, ${where}`,
        ...cpuRatio,
        toReach: '≤ 1.5',
        reached: cpuRatio.median <= 1.5,
      },
      { comparison: `the same by the clock, ${where}`, ...ratio },
    ]),
  }
}

/** An import into a new study, in a process of its own, whose memory is watched. */
async function importOf(folder: string, path: string): Promise<OneImport & { peaks: Peaks }> {
  const program = fileURLToPath(new URL('one-import.ts', import.meta.url))
  const child = spawn(process.execPath, ['--max-semi-space-size=4', program, folder, path], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [peaks, stdout, stderr] = await Promise.all([
    peaksOf(child),
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  if (child.exitCode !== 0) throw new Error(stderr)
  const took = JSON.parse(stdout) as OneImport
  console.error(`${basename(folder)}: ${took.sources} sources in ${Math.round(took.ms / 1000)} s`)
  return { ...took, peaks }
}

const round = (value: number): number => Math.round(value * 1000) / 1000
