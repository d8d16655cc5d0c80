import Database from 'better-sqlite3'
import { newId } from '#engine/db/ids.ts'
import { connectWindow } from '#engine/dispatch.ts'
import type { Host } from '#engine/host.ts'
import { connect } from '#shared/contract/client.ts'
import type { FromEngine } from '#shared/contract/wire.ts'
import { type Figure, measureAsync } from './measure.ts'

/** What opening the codings of a source takes, and what it consists of. */
export interface OpenedSource extends Figure {
  /** SQL statements run to answer. */
  queries: number
  /** Messages that came of it. */
  messages: number
  /** Their length as JSON. */
  bytes: number
}

/** Reads the codings of a source in a window of its own, where `member` is signed in. */
export async function measureOpening(
  host: Host,
  study: string,
  member: string,
  source: string,
): Promise<OpenedSource> {
  const heard: FromEngine[] = []
  let listener: (message: FromEngine) => void = () => {}
  const connected = connectWindow(host, message => {
    heard.push(message)
    listener(message)
  })
  const { client } = connect(
    {
      send: message => connected.receive(message),
      listen: onMessage => {
        listener = onMessage
      },
    },
    newId,
  )
  await client.library.open({ path: study })
  await client.session.signIn({ member })
  const { length } = (await client.codings.open({ source })).columns.id
  heard.length = 0
  const queries = await countingQueries(() => client.codings.open({ source }))
  const messages = heard.length
  const bytes = Buffer.byteLength(JSON.stringify(heard))
  const figure = await measureAsync(`open a source of ${length} codings`, () =>
    client.codings.open({ source }),
  )
  connected.close()
  return { ...figure, queries, messages, bytes }
}

/** How many statements are read from while `work` is done. */
async function countingQueries(work: () => Promise<unknown>): Promise<number> {
  const scratch = new Database(':memory:')
  const statements = Object.getPrototypeOf(scratch.prepare('SELECT 1')) as Record<
    'all' | 'get',
    Database.Statement['all']
  >
  const { all, get } = statements
  let count = 0
  const counted = (read: Database.Statement['all']): Database.Statement['all'] =>
    function (this: Database.Statement, ...parameters) {
      count++
      return read.apply(this, parameters)
    }
  try {
    statements.all = counted(all)
    statements.get = counted(get)
    await work()
    return count
  } finally {
    statements.all = all
    statements.get = get
    scratch.close()
  }
}
