import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { appScheme, servePages } from '#electron/app-protocol.ts'
import { contentSecurityPolicy } from '#shared/model/content-security-policy.ts'

const files = {
  '/index.html': 'text/html; charset=utf-8',
  '/assets/main-1a2b.js': 'text/javascript; charset=utf-8',
}
const readPaths: string[] = []
const serve = servePages(files, async path => {
  readPaths.push(path)
  return new TextEncoder().encode(`content of ${path}`)
})
const get = (url: string, method = 'GET') => serve({ method, url })

const traversal = [
  'app://ui',
  'app://ui/',
  'app://ui//index.html',
  'app://ui/./index.html',
  'app://ui/../index.html',
  'app://ui/../../etc/passwd',
  'app://ui/..%2findex.html',
  'app://ui/%2e%2e/index.html',
  'app://ui/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  'app://ui/..%5cindex.html',
  'app://ui/..\\..\\main.js',
  'app://ui/assets/../index.html',
  'app://ui/assets/..%2f..%2felectron%2fmain.js',
  'app://ui/assets',
  'app://ui/assets/',
  'app://ui/index.html/',
  'app://ui/index.html%00',
  'app://ui/index.html\0.js',
  'app://ui/index.html%20',
  'app://ui/index.html.',
  'app://ui/index.html::$DATA',
  'app://ui/INDEX.HTML',
  'app://ui/Index.html',
  'app://ui/%69ndex.html',
  'app://ui/index%2ehtml',
  'app://ui/C:/Windows/win.ini',
  'app://ui//etc/passwd',
  'app://ui/file:///etc/passwd',
  'app://ui/package.json',
  'app://ui/gallery.html',
  'app://ui/__proto__',
  'app://ui/constructor',
  'app://ui/toString',
  'app://ui;/index.html',
  'app://print/index.html',
  'app://ui.evil/index.html',
  'app://user@ui/index.html',
  'app://ui:1/index.html',
  'https://ui/index.html',
  'file:///index.html',
  `app://ui/${'a/'.repeat(100_000)}`,
  `app://ui/${'../'.repeat(100_000)}index.html`,
]

describe('app://ui', () => {
  it.each(Object.entries(files))('serves %s with its type and the policy', async (path, type) => {
    const answer = await get(`app://ui${path}`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('Content-Type')).toBe(type)
    expect(answer.headers.get('Content-Security-Policy')).toBe(contentSecurityPolicy)
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(await answer.text()).toBe(`content of ${path}`)
  })

  it('looks at neither query nor fragment', async () => {
    for (const tail of ['?', '?a=/../b', '#', '#/codes', '?x#y', '#\n/../x']) {
      expect((await get(`app://ui/index.html${tail}`)).status).toBe(200)
    }
  })

  it.each(traversal.map(url => [url.slice(0, 60), url]))('has no %j', async (_short, url) => {
    const before = readPaths.length
    const answer = await get(url)
    expect(answer.status).toBe(404)
    expect(answer.headers.get('Content-Security-Policy')).toBe(contentSecurityPolicy)
    expect(await answer.text()).toBe('')
    expect(readPaths).toHaveLength(before)
  })

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'get'])(
    'refuses %s, with the policy',
    async method => {
      const answer = await get('app://ui/index.html', method)
      expect(answer.status).toBe(405)
      expect(answer.headers.get('Content-Security-Policy')).toBe(contentSecurityPolicy)
    },
  )

  it('answers HEAD without reading', async () => {
    const before = readPaths.length
    const answer = await get('app://ui/index.html', 'HEAD')
    expect([answer.status, await answer.text(), readPaths.length]).toEqual([200, '', before])
  })

  it('never reads what is not in the list, whatever is asked (law)', async () => {
    const part = fc.constantFrom(
      '..',
      '.',
      '/',
      '\\',
      '%2e',
      '%2f',
      '%5c',
      '%00',
      'index.html',
      'assets',
      'ui',
      '?',
      '#',
      ' ',
    )
    const path = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.array(part, { maxLength: 12 }).map(parts => parts.join('')),
    )
    await fc.assert(
      fc.asyncProperty(path, async tail => {
        readPaths.length = 0
        const answer = await get(`app://ui/${tail}`)
        expect(answer.headers.get('Content-Security-Policy')).toBe(contentSecurityPolicy)
        expect(readPaths.every(read => Object.hasOwn(files, read))).toBe(true)
        expect(answer.status).toBe(readPaths.length === 1 ? 200 : 404)
      }),
    )
  })

  it('is registered as a secure standard scheme and with no privilege beyond fetch', () => {
    expect(appScheme).toEqual({
      scheme: 'app',
      privileges: { standard: true, secure: true, supportFetchAPI: true },
    })
  })
})
