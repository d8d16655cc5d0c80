import type { Page } from '@playwright/test'
import { WebSocket } from 'ws'
import { type Client, connect } from '#shared/contract/client.ts'
import type { FromEngine } from '#shared/contract/wire.ts'

/** A window on the study without a page: the engine's own answers, beside what a page shows of them. */
export interface EngineWindow {
  client: Client
  close(): void
}

/** Opens one with a page's right to come in, signed in as one of the study's people. */
export async function engineWindow(page: Page, who: string): Promise<EngineWindow> {
  const { origin } = new URL(page.url())
  const cookies = await page.context().cookies(origin)
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/socket`, {
    headers: { origin, cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') },
  })
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  const { client } = connect(
    {
      send: message => socket.send(JSON.stringify(message)),
      listen: hear => socket.on('message', data => hear(JSON.parse(String(data)) as FromEngine)),
    },
    () => crypto.randomUUID(),
  )
  const member = (await client.members.list({})).find(({ name }) => name === who)
  if (!member) throw new Error(`${who} is not in the study`)
  await client.session.signIn({ member: member.id })
  return { client, close: () => socket.close() }
}
