import { readFileSync } from 'node:fs'
import { connect as dial } from 'node:net'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { openLoopback } from '#engine/doors/loopback.ts'
import { builtWindow, type OpenLoopbackDoor } from '../helpers/doors.ts'
import { opened, raw, socketTo } from '../helpers/loopback-client.ts'
import { makeStudy } from '../helpers/study.ts'

/* What the door on 127.0.0.1 serves and takes in, and the door itself. */

describe('what is served', () => {
  it('is the built files under their own names, with the page’s headers, and nothing else', async () => {
    const { door, cookie } = await opened()
    const answer = await fetch(`${door.origin}/`, { headers: { cookie } })
    expect(await answer.text()).toContain('<title>Tandem')
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'/)
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect((await fetch(`${door.origin}/assets/app.js`, { headers: { cookie } })).status).toBe(200)
  })

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..%5csecret.txt',
    '/assets/../../secret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
    '/assets/..%00/index.html',
    '/etc/passwd',
    '//etc/passwd',
    '/file:///etc/passwd',
    '/download/../index.html%00',
    '/download/none',
    '/constructor',
    '/__proto__',
    `/${'a'.repeat(8000)}`,
  ])('%s leads nowhere', async path => {
    const { cookie, port } = await opened()
    const { status, said } = await raw(port, [
      `GET ${path} HTTP/1.1`,
      `Host: 127.0.0.1:${port}`,
      `Cookie: ${cookie}`,
    ])
    expect([400, 404]).toContain(status)
    expect(said).not.toContain('not to be served')
  })

  it('changes nothing by any other method', async () => {
    const { door, cookie } = await opened()
    for (const method of ['PUT', 'DELETE', 'PATCH', 'POST', 'HEAD']) {
      const answer = await fetch(`${door.origin}/`, { method, headers: { cookie, origin: door.origin } })
      expect(answer.status).toBe(405)
    }
  })
})

describe('what is sent in', () => {
  const upload = (door: OpenLoopbackDoor, cookie: string, headers: Record<string, string>, body: BodyInit) =>
    fetch(`${door.origin}/upload`, {
      method: 'POST',
      headers: { cookie, origin: door.origin, ...headers },
      body,
    })

  it('a file with its name and size is held for import, under a name nobody can guess', async () => {
    const { engine, door, cookie } = await opened()
    const answer = await upload(door, cookie, { 'x-file-name': encodeURIComponent('Étude.txt') }, 'words')
    const { upload: id } = (await answer.json()) as { upload: string }
    expect(engine.host.uploads.get(id)).toMatchObject({ fileName: 'Étude.txt', bytes: Buffer.from('words') })
  })

  it('a file without a name, without bytes or above the limit is refused in a sentence', async () => {
    const { door, cookie, port } = await opened()
    for (const [headers, body] of [
      [{}, 'x'],
      [{ 'x-file-name': '%E0%A4%A' }, 'x'],
      [{ 'x-file-name': 'a.txt' }, ''],
    ] as const) {
      const answer = await upload(door, cookie, headers, body)
      const { error } = (await answer.json()) as { error: { message: string } }
      expect([answer.status, error.message]).toEqual([400, expect.stringMatching(/^.+\.$/)])
    }
    const { status, said } = await raw(port, [
      'POST /upload HTTP/1.1',
      `Host: 127.0.0.1:${port}`,
      `Origin: ${door.origin}`,
      `Cookie: ${cookie}`,
      'X-File-Name: large.docx',
      `Content-Length: ${300 * 1024 * 1024}`,
    ])
    expect(status).toBe(400)
    expect(said).toMatch(/large\.docx is 300 MB; files up to 200 MB are read/)
  })

  it('a file that breaks off is no fault and is not held', async () => {
    const { engine, door, cookie, port } = await opened()
    const socket = dial(port, '127.0.0.1')
    socket.write(
      `POST /upload HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: ${door.origin}\r\nCookie: ${cookie}\r\nX-File-Name: a.txt\r\nContent-Length: 1000\r\n\r\nhalf`,
      () => socket.destroy(),
    )
    await new Promise(resolve => socket.once('close', resolve))
    expect((await fetch(`${door.origin}/`, { headers: { cookie } })).status).toBe(200)
    expect(engine.faults()).toBe('')
  })

  it.each([
    ['nothing JSON', 'hello'],
    ['JSON of no message', '{"type":"run"}'],
    ['a message with more in it', '{"type":"cancel","id":1,"x":1}'],
    ['bytes', Buffer.from([1, 2, 3])],
  ])('%s closes the socket that said it', async (_, said) => {
    const { door, cookie } = await opened()
    const socket = new WebSocket(`${door.origin.replace('http', 'ws')}/socket`, {
      headers: { cookie },
      origin: door.origin,
    })
    await new Promise(resolve => socket.once('open', resolve))
    const code = new Promise(resolve => socket.once('close', resolve))
    socket.send(said)
    expect(await code).toBe(1008)
  })

  it('a message beyond eight megabytes closes the socket, and the door stays', async () => {
    const { engine, door, cookie } = await opened()
    const socket = new WebSocket(`${door.origin.replace('http', 'ws')}/socket`, {
      headers: { cookie },
      origin: door.origin,
    })
    await new Promise(resolve => socket.once('open', resolve))
    const closed = new Promise(resolve => socket.once('close', resolve))
    socket.on('error', () => {})
    socket.send(JSON.stringify({ type: 'call', id: 1, method: 'x', input: 'x'.repeat(9 * 1024 * 1024) }))
    await closed
    expect((await (await door.window()).client.session.current({})).study).toBeNull()
    expect(engine.faults()).toBe('')
  })

  it('no more windows than a person has', async () => {
    const { door, cookie } = await opened()
    const open: WebSocket[] = []
    for (let n = 0; n < 32; n++) {
      const socket = new WebSocket(`${door.origin.replace('http', 'ws')}/socket`, {
        headers: { cookie },
        origin: door.origin,
      })
      await new Promise(resolve => socket.once('open', resolve))
      open.push(socket)
    }
    expect(await socketTo(door.origin, { cookie, origin: door.origin })).toBe(403)
    for (const socket of open) socket.terminate()
  })
})

describe('the door itself', () => {
  it('listens on 127.0.0.1 and nowhere else', async ctx => {
    if (process.platform !== 'linux') ctx.skip('reads /proc/net/tcp, which only Linux has')
    const { port } = await opened()
    const wanted = port.toString(16).toUpperCase().padStart(4, '0')
    const listening = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap(table =>
      readFileSync(table, 'utf8')
        .split('\n')
        .map(line => line.trim().split(/\s+/))
        .filter(([, local, , state]) => state === '0A' && local?.endsWith(`:${wanted}`))
        .map(([, local]) => local),
    )
    expect(listening).toEqual([`0100007F:${wanted}`])
  })

  it('says so where its port is taken or its window is not built', async () => {
    const { port, engine } = await opened()
    const options = { host: engine.host, renderer: '/nowhere', port, study: () => null, onAddress: () => {} }
    await expect(openLoopback(options)).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringMatching(/not built/),
    })
    await expect(openLoopback({ ...options, renderer: builtWindow() })).rejects.toMatchObject({
      code: 'in-use',
    })
  })

  it('brings a new window before the lock where the study was locked since, and the key is gone', async () => {
    const study = await makeStudy({ passphrase: 'three words long' })
    const handle = study.handle()
    const { dataKey } = handle.key
    study.host.adopt(handle)
    const addresses: string[] = []
    const door = await openLoopback({
      host: study.host,
      renderer: builtWindow(),
      port: 0,
      study: () => handle,
      onAddress: address => addresses.push(address),
    })
    const entered = await fetch(addresses[0] ?? '', { redirect: 'manual' })
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''
    await study.setUp.session.lock({ everywhere: true })
    expect(handle.isOpen()).toBe(false)
    expect(dataKey.equals(Buffer.alloc(32))).toBe(true)
    const socket = new WebSocket(`${door.origin.replace('http', 'ws')}/socket`, {
      headers: { cookie },
      origin: door.origin,
    })
    const said = await new Promise(resolve =>
      socket.once('message', data => resolve(JSON.parse(String(data)))),
    )
    expect(said).toMatchObject({ type: 'locked', study: { path: study.path } })
    await door.close()
  })

  it('shows a study with a passphrase that was unlocked where it was started', async () => {
    const study = await makeStudy({ passphrase: 'three words long' })
    const addresses: string[] = []
    const door = await openLoopback({
      host: study.host,
      renderer: builtWindow(),
      port: 0,
      study: () => study.handle(),
      onAddress: address => addresses.push(address),
    })
    const entered = await fetch(addresses[0] ?? '', { redirect: 'manual' })
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''
    const socket = new WebSocket(`${door.origin.replace('http', 'ws')}/socket`, {
      headers: { cookie },
      origin: door.origin,
    })
    await new Promise(resolve => socket.once('open', resolve))
    const answer = new Promise(resolve => socket.once('message', data => resolve(JSON.parse(String(data)))))
    socket.send(JSON.stringify({ type: 'call', id: 1, method: 'session.current', input: {} }))
    expect(await answer).toMatchObject({ output: { study: { path: study.path, openSlot: false } } })
    await door.close()
  })
})
