import { describe, expect, it } from 'vitest'
import { overLoopback } from '../helpers/doors.ts'
import { opened, raw, socketTo } from '../helpers/loopback-client.ts'
import { makeEngine } from '../helpers/study.ts'

/* The door on 127.0.0.1, attacked as a page of another site, another program, or a mistaken browser would. */

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
