import { readFileSync } from 'node:fs'
import { connect as dial } from 'node:net'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { openLoopback } from '#engine/doors/loopback.ts'
import { builtWindow, type OpenLoopbackDoor, overLoopback } from '../helpers/doors.ts'
import { makeEngine, makeStudy, type TestEngine } from '../helpers/study.ts'

/* The door on 127.0.0.1, attacked as a page of another site, another program, or a mistaken browser would. */

async function opened(): Promise<{
  engine: TestEngine
  door: OpenLoopbackDoor
  cookie: string
  port: number
}> {
  const engine = makeEngine()
  const door = await overLoopback(engine.host)
  const cookie = await door.enter()
  return { engine, door, cookie, port: Number(new URL(door.origin).port) }
}

/** Sends a request byte for byte and answers the status line's number and the whole answer. */
function raw(port: number, lines: readonly string[], body = ''): Promise<{ status: number; said: string }> {
  return new Promise((resolve, reject) => {
    const socket = dial(port, '127.0.0.1')
    let said = ''
    socket.on('data', data => {
      said += data
    })
    socket.on('error', reject)
    socket.on('close', () => resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(said)?.[1] ?? 0), said }))
    socket.write(`${lines.join('\r\n')}\r\nConnection: close\r\n\r\n${body}`)
  })
}

/** What becomes of an attempt to open the socket: `open`, or the refusal's status. */
function socketTo(
  origin: string,
  headers: Record<string, string>,
  path = '/socket',
): Promise<number | 'open'> {
  return new Promise(resolve => {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}${path}`, { headers })
    socket.on('open', () => {
      socket.terminate()
      resolve('open')
    })
    socket.on('unexpected-response', (_, response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    socket.on('error', () => resolve(0))
  })
}

describe('the one-time address', () => {
  it('lets one browser in, once; after it there is a new one', async () => {
    const { host } = makeEngine()
    const door = await overLoopback(host)
    const [address = ''] = door.addresses
    const first = await fetch(address, { redirect: 'manual' })
    expect(first.status).toBe(303)
    expect(first.headers.get('location')).toBe('/')
    expect(first.headers.get('set-cookie')).toMatch(
      /^tandem-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/,
    )
    expect((await fetch(address, { redirect: 'manual' })).status).toBe(401)
    expect(door.addresses).toHaveLength(2)
    expect((await fetch(door.addresses[1] ?? '', { redirect: 'manual' })).status).toBe(303)
  })

  it.each([
    ['none', ''],
    ['an empty one', '/?token='],
    ['a wrong one', '/?token=wrong'],
    ['a wrong one of the right length', `/?token=${'x'.repeat(43)}`],
    ['one of a run before', '/?token=previous'],
  ])('with %s nothing is served', async (what, path) => {
    const { host } = makeEngine()
    const door = await overLoopback(host)
    let asked = path
    if (what === 'one of a run before') {
      const old = new URL(door.addresses[0] ?? '')
      await door.close()
      const again = await overLoopback(host)
      asked = `/${old.search}`
      const answer = await fetch(`${again.origin}${asked}`, { redirect: 'manual' })
      expect(answer.status).toBe(401)
      return
    }
    const answer = await fetch(`${door.origin}${asked}`, { redirect: 'manual' })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(await answer.text()).not.toContain('<')
  })

  it('in a cookie of another run or another port is worth nothing', async () => {
    const { door, cookie } = await opened()
    const { host } = makeEngine()
    const other = await overLoopback(host)
    expect((await fetch(`${other.origin}/`, { headers: { cookie } })).status).toBe(401)
    const value = cookie.split('=')[1]
    const renamed = `tandem-${new URL(other.origin).port}=${value}`
    expect((await fetch(`${other.origin}/`, { headers: { cookie: renamed } })).status).toBe(401)
    expect((await fetch(`${door.origin}/`, { headers: { cookie } })).status).toBe(200)
  })
})

describe('who asks under another name', () => {
  it.each([
    ['localhost', (port: number) => `localhost:${port}`],
    ['a name made to point here', (port: number) => `rebind.test:${port}`],
    ['a trailing dot', (port: number) => `127.0.0.1.:${port}`],
    ['another port', (port: number) => `127.0.0.1:${port + 1}`],
    ['no port', () => '127.0.0.1'],
    ['the IPv6 loopback', (port: number) => `[::1]:${port}`],
    ['a user in it', (port: number) => `x@127.0.0.1:${port}`],
    ['another spelling of the number', (port: number) => `2130706433:${port}`],
    ['none', () => ''],
  ])('(%s) is refused, cookie or not', async (_, hostName) => {
    const { door, cookie, port } = await opened()
    const token = new URL(door.addresses.at(-1) ?? '').search
    for (const path of ['/', `/${token}`, '/index.html']) {
      const { status, said } = await raw(port, [
        `GET ${path} HTTP/1.1`,
        `Host: ${hostName(port)}`,
        `Cookie: ${cookie}`,
      ])
      expect([400, 403]).toContain(status)
      expect(said).not.toMatch(/Set-Cookie|<!doctype/i)
    }
  })

  it('with a whole address for a path, or none, is refused', async () => {
    const { cookie, port } = await opened()
    for (const target of [
      `http://127.0.0.1:${port}/`,
      'http://evil.test/',
      '//evil.test/',
      '*',
      'index.html',
    ]) {
      const { status } = await raw(port, [
        `GET ${target} HTTP/1.1`,
        `Host: 127.0.0.1:${port}`,
        `Cookie: ${cookie}`,
      ])
      expect([400, 403, 404]).toContain(status)
    }
  })
})

describe('another site’s page', () => {
  const foreign = ['http://evil.test', 'null', 'https://127.0.0.1', 'http://localhost', 'http://127.0.0.1:1']

  it('reads and changes nothing, whatever it says of itself', async () => {
    const { engine, door, cookie } = await opened()
    for (const origin of foreign) {
      for (const [method, path] of [
        ['GET', '/'],
        ['GET', '/index.html'],
        ['POST', '/upload'],
        ['POST', '/'],
        ['OPTIONS', '/upload'],
      ]) {
        const answer = await fetch(`${door.origin}${path}`, {
          method: method ?? '',
          headers: { cookie, origin, 'content-type': 'text/plain', 'x-http-method-override': 'POST' },
          ...(method === 'POST' ? { body: 'x' } : {}),
        })
        expect([origin, method, path, answer.status]).toEqual([origin, method, path, 403])
        expect(answer.headers.get('access-control-allow-origin')).toBeNull()
      }
    }
    expect(engine.faults()).toBe('')
  })

  it('includes nothing: a browser says where the request comes from', async () => {
    const { cookie, port } = await opened()
    for (const site of ['cross-site', 'same-site']) {
      const { status } = await raw(port, [
        'GET /assets/app.js HTTP/1.1',
        `Host: 127.0.0.1:${port}`,
        `Cookie: ${cookie}`,
        `Sec-Fetch-Site: ${site}`,
      ])
      expect(status).toBe(403)
    }
  })

  it('cannot post a file without saying where it comes from', async () => {
    const { cookie, port } = await opened()
    const { status } = await raw(
      port,
      [
        'POST /upload HTTP/1.1',
        `Host: 127.0.0.1:${port}`,
        `Cookie: ${cookie}`,
        'X-File-Name: a.txt',
        'Content-Length: 1',
      ],
      'x',
    )
    expect(status).toBe(403)
  })

  it('opens no socket', async () => {
    const { door, cookie } = await opened()
    for (const origin of foreign) expect(await socketTo(door.origin, { cookie, origin })).toBe(403)
    expect(await socketTo(door.origin, { cookie })).toBe(403)
    expect(await socketTo(door.origin, { origin: door.origin })).toBe(403)
    expect(await socketTo(door.origin, { cookie: 'tandem=x', origin: door.origin })).toBe(403)
    expect(await socketTo(door.origin, { cookie, origin: door.origin, host: 'rebind.test' })).toBe(403)
    expect(await socketTo(door.origin, { cookie, origin: door.origin }, '/socket?x')).toBe(403)
    expect(await socketTo(door.origin, { cookie, origin: door.origin })).toBe('open')
  })
})

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
