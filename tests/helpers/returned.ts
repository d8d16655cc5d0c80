import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Decrypter } from 'age-encryption'
import { unzipSync } from 'fflate'
import { all } from '#engine/db/sql.ts'
import { keptHandout } from '#engine/handouts/copy.ts'
import { type Operation, seal } from '#engine/history/journal.ts'
import { studyIdentity } from '#engine/studies/identity.ts'
import type { World } from './blind-round.ts'
import { handOut, openedBy } from './handed-out.ts'
import { type Part, sha256 } from './package-parts.ts'
import type { TestStudy } from './study.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A coder's copy on another computer, with the key its hand-out issued. */
export interface Away {
  client: Awaited<ReturnType<typeof openedBy>>['client']
  signing: string
  /** Packs what was done so far; answers the file. */
  back(submits?: boolean): Promise<string>
}

/** Hands a coder's part of the round out and opens it elsewhere. */
export async function away(world: Pick<World, 'study' | 'round'>, initials: 'KM' | 'TS'): Promise<Away> {
  const { file } = await handOut(world, initials)
  const { client, window } = await openedBy(file)
  const { db } = window.connected.window.mustHaveStudy()
  const signing = keptHandout(db)?.signing
  if (signing === undefined) throw new Error('No hand-out copy')
  return {
    client,
    signing,
    async back(submits = true) {
      const path = join(temporaryFolder(), `${initials}.tandem-return`)
      await client.handouts.makeReturn({ submits, path })
      return path
    },
  }
}

/** The parts of a return, as the study it is for can take them out. */
export async function partsOf(path: string, study: Pick<TestStudy, 'db'>): Promise<Part[]> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(studyIdentity(study.db()).age)
  const zip = await decrypter.decrypt(readFileSync(path))
  return Object.entries(unzipSync(zip)).map(([name, bytes]) => [name, Buffer.from(bytes)])
}

/** The operations in parts, each made what `change` makes of it and sealed anew. */
export function operationsBut(
  parts: readonly Part[],
  change: (operation: Operation) => Partial<Operation>,
): string[] {
  const lines = String(parts.find(([name]) => name === 'operations.ndjson')?.[1])
    .trimEnd()
    .split('\n')
  let previous = ''
  return lines.map(line => {
    const before = JSON.parse(line) as Operation
    const after = { ...before, ...change(before) }
    const operation = { ...after, previous: before.previous === '' ? '' : previous }
    previous = seal(operation)
    return JSON.stringify({ ...operation, hash: previous })
  })
}

/** All that is in a study's file, as one hash: every row of every table. */
export function hashOf({ db }: Pick<TestStudy, 'db'>): string {
  const names = all<{ name: string; sql: string }>(
    db(),
    "SELECT name, sql FROM sqlite_schema WHERE type IN ('table', 'trigger', 'index') ORDER BY name",
  )
  const tables = all<{ name: string }>(
    db(),
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
  )
  return sha256(
    Buffer.from(JSON.stringify([names, tables.map(({ name }) => all(db(), `SELECT * FROM "${name}"`))])),
  )
}
