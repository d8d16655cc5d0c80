import { join } from 'node:path'
import type { OwnWindow } from '#engine/engine.ts'
import type { Client } from '#shared/contract/client.ts'
import type { MadeHandout } from '#shared/model/handout.ts'
import type { OpenStudy } from '#shared/model/study.ts'
import type { World } from './blind-round.ts'
import { type Initials, makeEngine, type TestEngine } from './study.ts'
import { temporaryFolder } from './temporary-folder.ts'

type Protection = Parameters<Client['handouts']['make']>[0]['protection']

/** The lead makes a coder's hand-out; answers its file and what was said of it. */
export async function handOut(
  { study, round }: Pick<World, 'study' | 'round'>,
  initials: Initials,
  protection: Protection = { kind: 'open' },
): Promise<MadeHandout & { file: string }> {
  const lead = await study.as('LD')
  const made = await lead.handouts.make({
    round,
    coder: study.people[initials],
    protection,
    path: join(temporaryFolder(), `${initials}.tandem-handout`),
  })
  if (made.file === null) throw new Error('It was held')
  return { ...made, file: made.file }
}

/** A coder's computer, with a hand-out open in it. */
export interface CodersCopy {
  engine: TestEngine
  window: OwnWindow
  client: Client
  copy: OpenStudy
}

/** Opens a hand-out on another computer. */
export async function openedBy(
  file: string,
  options: { passphrase?: string; engine?: TestEngine; again?: boolean } = {},
): Promise<CodersCopy> {
  const engine = options.engine ?? makeEngine()
  const window = engine.window()
  const { copy } = await window.client.library.openHandout({
    file: { path: file },
    ...(options.passphrase === undefined ? {} : { passphrase: options.passphrase }),
    again: options.again ?? false,
  })
  return { engine, window, client: window.client, copy }
}
