import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { all, type Db } from '#engine/db/sql.ts'
import { type FoldedTable, foldedTables, made } from '#engine/history/changes.ts'
import { byCopy } from '#engine/history/journal.ts'
import { type Merged, merge } from '#engine/merging/merge.ts'
import type { Parcel } from '#engine/merging/parcel.ts'
import { checks, runCheck } from '#engine/studies/check.ts'
import type { StudyHandle } from '#engine/studies/handle.ts'
import type { Tools } from '#engine/tools.ts'
import { inTransaction } from '#engine/transaction.ts'
import { type Initials, makeEngine, makeStudy, someText, studyAt, type TestStudy } from './study.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A lead's copy of a study with an open round, and what was handed out to its two coders. */
export interface Lead {
  study: TestStudy
  sources: string[]
  codes: Record<'waiting' | 'walking', string>
  round: string
  /** Ids of the hand-outs, by coder. */
  handouts: Record<'KM' | 'TS', string>
}

let packages = 0
export const packageId = (): string => `00000000-0000-7000-8000-${String(++packages).padStart(12, '0')}`

/** A study with two sources, two codes and a round of KM and TS on both, handed out to them. */
export async function leadStudy({ blind = false } = {}): Promise<Lead> {
  const study = await makeStudy()
  const sources = [
    await study.source('Interview 1', someText(6)),
    await study.source('Interview 2', someText(3)),
  ]
  const waiting = (await study.code('Waiting')).id
  const walking = (await study.code('Walking')).id
  const { id: round } = await study.setUp.rounds.open({
    title: 'Round 1',
    sources,
    coders: [study.people.KM, study.people.TS],
    blind,
  })
  const handouts = { KM: handOut(study, round, 'KM'), TS: handOut(study, round, 'TS') }
  return { study, sources, codes: { waiting, walking }, round, handouts }
}

/** Puts the row of a hand-out into the study, as making one does; answers its id. */
export function handOut(study: TestStudy, round: string, coder: 'KM' | 'TS'): string {
  const id = packageId()
  asLead(study.handle(), study.people, ({ db, now, record }) => {
    const [{ top } = { top: 0 }] = all<{ top: number }>(db, 'SELECT max(lamport) AS top FROM operations')
    record(
      'handout.made',
      'Handed out',
      [
        made('handouts', id, {
          round,
          coder: study.people[coder],
          made_at: now,
          sources: 2,
          lamport: top,
          public_key: '0'.repeat(64),
          protection: 'open',
        }),
      ],
      { undoable: false },
    )
  })
  return id
}

/** A copy of the study in another place, as another computer would have it: with a copy id of its own. */
export async function copyOf(study: TestStudy): Promise<TestStudy> {
  const base = temporaryFolder()
  const path = join(base, 'copy.tandem')
  cpSync(study.handle().backUp(), path, { recursive: true })
  return studyAt(makeEngine(base), path)
}

/** Runs work as the lead of the study, in one transaction. */
export function asLead<T>(
  handle: StudyHandle,
  people: Record<Initials, string>,
  work: (tools: Tools) => T,
): T {
  const member = { id: people.LD, name: 'Lena Dorn', initials: 'LD', roles: ['lead'], accent: 1 }
  return inTransaction(handle, { member: member as never, manages: false }, undefined, work)
}

/** What was done in a copy, by the operations its own copy id carries, as the package it would send. */
export function parcelOf(
  from: TestStudy,
  { handout = null, submits = false, operations }: Partial<Parcel> = {},
): Parcel {
  const id = packageId()
  const { copy } = from.handle()
  const own = [...byCopy(from.db())].filter(each => handout === null || each.copy === copy)
  return {
    id,
    kind: handout === null ? 'copy' : 'return',
    handout,
    madeAt: 1_700_000_000_000,
    submits,
    sha256: id.replaceAll('-', '').padEnd(64, '0'),
    operations: operations ?? own,
    contents: all<{ kind: 'memo'; bytes: Buffer }>(from.db(), 'SELECT kind, bytes FROM contents'),
  }
}

export const mergeInto = ({ study }: Lead, ...parcels: Parcel[]): Merged[] =>
  asLead(study.handle(), study.people, tools => merge(tools, parcels))

/** Takes all of another copy in, as a lead does. */
export const takeIn = (into: TestStudy, from: TestStudy): Merged | undefined =>
  mergeInto({ study: into } as Lead, parcelOf(from))[0]

/** What merging would do: it is done, and given up. */
export function rehearseIn({ study }: Lead, ...parcels: Parcel[]): Merged[] {
  let merged: Merged[] = []
  const givenUp = new Error('rehearsed')
  try {
    asLead(study.handle(), study.people, tools => {
      merged = merge(tools, parcels)
      throw givenUp
    })
  } catch (error) {
    if (error !== givenUp) throw error
  }
  return merged
}

/** Every row of every table but those that say when and in which order packages were merged. */
export const contentBut = (db: Db, ...left: FoldedTable[]): string =>
  JSON.stringify(
    foldedTables
      .filter(table => !['returns', ...left].includes(table))
      .map(table => [table, all(db, `SELECT * FROM ${table} ORDER BY id`)]),
  )

/** Everything `check` finds wrong with the study. */
export const breachesOf = (study: Pick<TestStudy, 'db'>) =>
  checks.flatMap(check => runCheck(check, study.db()))
