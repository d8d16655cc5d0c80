import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { openStudy } from '#engine/studies/handle.ts'
import { TandemError } from '#shared/errors.ts'
import { makeStudy, someText } from './study.ts'

export const passphrase = 'three words long'

/** A study with some content, closed again; answers its folder. */
export async function closedStudy(options: { passphrase?: string } = {}): Promise<string> {
  const study = await makeStudy(options)
  await study.source('Interview 1', someText(40))
  const code = await study.code('Waiting')
  const [source] = await study.setUp.sources.list({})
  const km = await study.as('KM')
  await km.codings.add({ source: source?.id ?? '', start: 0, end: 20, code: code.id })
  study.close()
  return study.path
}

/** How opening the study is refused. */
export function refusal(path: string, given?: string, mode: 'read' | 'write' = 'write'): TandemError {
  try {
    openStudy(path, mode, { passphrase: given }).close()
  } catch (error) {
    if (error instanceof TandemError) return error
    throw error
  }
  throw new Error(`${path} opened`)
}

/** Turns bits of one byte of a file over. */
export function flip(file: string, at: number, bit = 1): void {
  const bytes = readFileSync(file)
  bytes[at] = (bytes[at] ?? 0) ^ bit
  writeFileSync(file, bytes)
}

const holderProgram = fileURLToPath(new URL('../faults/programs/hold-a-study.ts', import.meta.url))

/** Another process that has the study open; it adds a code for every line it is given, and answers the line. */
export const heldElsewhere = async (path: string) => (await begunElsewhere(path, 'there')).holder

/** Another process that has open what lies at `path`, a new study in that folder, or a hand-out's; with the study's folder. */
export async function begunElsewhere(path: string, how: 'there' | 'new' | 'handout') {
  const holder = spawn(process.execPath, [holderProgram, path, `${path}-library`, how], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  onTestFinished(() => {
    holder.kill('SIGKILL')
  })
  const [said] = (await once(holder.stdout, 'data')) as [Buffer]
  const folder = /^open (.*)\n$/.exec(String(said))?.[1]
  if (folder === undefined) throw new Error(`The holder said ${said}`)
  return { holder, folder }
}
