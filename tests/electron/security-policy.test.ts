import { readdirSync, readFileSync } from 'node:fs'
import type { Session, WebContents } from 'electron'
import { describe, expect, it } from 'vitest'
import {
  hardenApp,
  hardenContents,
  hardenSession,
  isOwnPage,
  mayRequest,
  mayUse,
} from '#electron/security-policy.ts'
import { contentSecurityPolicy, pageHeaders } from '#shared/model/content-security-policy.ts'
import { permissionNames } from './electron-typings.ts'

describe('content security policy', () => {
  it('is exactly this', () => {
    expect(contentSecurityPolicy).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; media-src blob:; object-src 'none'; frame-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    )
    expect(pageHeaders['Content-Security-Policy']).toBe(contentSecurityPolicy)
  })
})

const allowed = ['clipboard-sanitized-write', 'fullscreen']

describe('permissions', () => {
  const names = permissionNames('setPermissionRequestHandler')

  it('are the same names in both handlers, and more than forty', () => {
    expect(names.length).toBeGreaterThan(40)
    expect(permissionNames('setPermissionCheckHandler')).toEqual(names)
    expect(names).toEqual(expect.arrayContaining(allowed))
  })

  it.each(names)('%s', name => {
    expect(mayUse(name, 'app://ui/index.html')).toBe(allowed.includes(name))
    expect(mayUse(name, 'app://ui')).toBe(allowed.includes(name))
    expect(mayUse(name, 'https://example.org/')).toBe(false)
  })
})

const foreign = [
  'app://ui.evil/',
  'app://ui.evil/index.html',
  'app://uievil/',
  'app://evil/ui/',
  'app://ui:80/',
  'app://ui:/',
  'app://user@ui/',
  'app://ui@evil/',
  'app://ui%2eevil/',
  'app://ui%2f@evil/',
  'app://ui\\@evil/',
  'app:\\\\ui\\index.html',
  'app://UI/',
  'APP://ui/',
  'app:///ui/',
  'app:/ui/',
  'app:ui',
  'app://',
  'app://ui',
  ' app://ui/',
  '\tapp://ui/',
  'a\npp://ui/',
  'apps://ui/',
  'http://ui/',
  'https://ui/',
  'https://example.org/app://ui/',
  'ws://ui/',
  'wss://127.0.0.1/',
  'ftp://ui/',
  'file:///etc/passwd',
  'file://ui/index.html',
  'data:text/html,app://ui/',
  'blob:https://example.org/1',
  'javascript:alert(1)//app://ui/',
  'about:blank',
  'about:srcdoc',
  'chrome://gpu/',
  'chrome-extension://ui/',
  'devtools://devtools/bundled/inspector.html',
  'view-source:app://ui/',
  'filesystem:app://ui/temporary/x',
  'mailto:app@ui',
  '',
]
const own = [
  'app://ui/',
  'app://ui/index.html',
  'app://ui/assets/a.js?x#y',
  'app://ui/#/codes',
  'app://ui/..%2f..%2fetc',
]

describe('addresses', () => {
  it.each(foreign)('%j is not ours', address => {
    expect(isOwnPage(address)).toBe(false)
    const harmless = /^data:/.test(address)
    expect(mayRequest(address, false)).toBe(harmless)
  })

  it.each(own)('%j is ours', address => {
    expect(isOwnPage(address)).toBe(true)
    expect(mayRequest(address, false)).toBe(true)
  })

  it('may be a blob of our own, and the developer tools in development only', () => {
    expect(mayRequest('blob:app://ui/8c1f', false)).toBe(true)
    expect(mayRequest('blob:app://ui.evil/8c1f', false)).toBe(false)
    expect(mayRequest('devtools://devtools/bundled/inspector.html', true)).toBe(true)
    expect(mayRequest('devtools://remote/', true)).toBe(false)
  })
})

/** A stand-in that remembers the last thing given to each setter and listener. */
function recorder() {
  const heard = new Map<string, (...given: unknown[]) => unknown>()
  const handled = new Map<string, () => Response>()
  const calls: unknown[][] = []
  const keep = (name: string) => (given: (...given: unknown[]) => unknown) => void heard.set(name, given)
  const session = {
    setPermissionRequestHandler: keep('request'),
    setPermissionCheckHandler: keep('check'),
    setDevicePermissionHandler: keep('device'),
    setDisplayMediaRequestHandler: keep('display'),
    setSpellCheckerEnabled: (on: boolean) => calls.push(['spell', on]),
    webRequest: { onBeforeRequest: keep('before') },
    protocol: { handle: (scheme: string, handler: () => Response) => void handled.set(scheme, handler) },
    on: (name: string, listener: (...given: unknown[]) => unknown) => void heard.set(name, listener),
  }
  return { heard, handled, calls, session }
}

describe('a session', () => {
  const { heard, handled, calls, session } = recorder()
  hardenSession(session as unknown as Session, false)
  const asked = (name: string, ...given: unknown[]) => heard.get(name)?.(...given)

  it('answers every request for a permission by the list', () => {
    for (const name of permissionNames('setPermissionRequestHandler')) {
      const answers: unknown[] = []
      asked('request', null, name, (answer: unknown) => answers.push(answer), {
        requestingUrl: 'app://ui/index.html',
      })
      expect([name, answers, asked('check', null, name, 'app://ui')]).toEqual([
        name,
        [allowed.includes(name)],
        allowed.includes(name),
      ])
    }
  })

  it('gives no device, no screen and no download', () => {
    expect(asked('device', {})).toBe(false)
    const streams: unknown[] = []
    asked('display', {}, (given: unknown) => streams.push(given))
    expect(streams).toEqual([null])
    let stopped = 0
    asked('will-download', { preventDefault: () => stopped++ })
    expect(stopped).toBe(1)
  })

  it('has no spell checker, which would fetch dictionaries', () => expect(calls).toEqual([['spell', false]]))

  it('cancels every request that is not for the app itself', () => {
    const answer = (url: string) => {
      let given: unknown
      asked('before', { url }, (response: unknown) => {
        given = response
      })
      return given
    }
    expect(answer('wss://example.org/')).toEqual({ cancel: true })
    expect(answer('http://127.0.0.1:8080/')).toEqual({ cancel: true })
    expect(answer('app://ui/index.html')).toEqual({ cancel: false })
  })

  it('answers http, https, ftp and file with an error', () => {
    expect([...handled.keys()].sort()).toEqual(['file', 'ftp', 'http', 'https'])
    for (const handler of handled.values()) expect(handler().type).toBe('error')
  })
})

describe('a page', () => {
  const { heard } = recorder()
  const rules: { open?: () => unknown; webrtc?: string } = {}
  hardenContents({
    on: (name: string, listener: (...given: unknown[]) => unknown) => void heard.set(name, listener),
    setWindowOpenHandler: (handler: () => unknown) => {
      rules.open = handler
    },
    setWebRTCIPHandlingPolicy: (policy: string) => {
      rules.webrtc = policy
    },
  } as unknown as WebContents)

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('stays in the app on %s', event => {
    const stopped = (url: string) => {
      let prevented = false
      heard.get(event)?.({
        url,
        preventDefault: () => {
          prevented = true
        },
      })
      return prevented
    }
    expect(foreign.filter(url => !stopped(url))).toEqual([])
    expect(own.filter(stopped)).toEqual([])
  })

  it('opens no window and attaches no webview', () => {
    expect(rules.open?.()).toEqual({ action: 'deny' })
    let prevented = false
    heard.get('will-attach-webview')?.({
      preventDefault: () => {
        prevented = true
      },
    })
    expect(prevented).toBe(true)
  })

  it('makes no direct connection by WebRTC', () => expect(rules.webrtc).toBe('disable_non_proxied_udp'))
})

describe('the app', () => {
  it('is sandboxed before anything else, resolves no name and writes no report of a crash', () => {
    const calls: unknown[][] = []
    hardenApp({
      enableSandbox: () => void calls.push(['sandbox']),
      commandLine: { appendSwitch: (...given: unknown[]) => void calls.push(given) },
    })
    expect(calls[0]).toEqual(['sandbox'])
    expect(calls).toContainEqual(['host-resolver-rules', 'MAP * ~NOTFOUND'])
    expect(calls.map(([name]) => name)).toEqual(
      expect.arrayContaining(['no-proxy-server', 'disable-breakpad']),
    )
  })

  it('never opens an address outside, lists a recent document or reports a crash', () => {
    const folder = new URL('../../electron/', import.meta.url)
    const sources = readdirSync(folder)
      .filter(name => name.endsWith('.ts'))
      .map(name => readFileSync(new URL(name, folder), 'utf8'))
    expect(sources.length).toBeGreaterThan(8)
    for (const banned of [
      'openExternal',
      'addRecentDocument',
      'crashReporter',
      'fetch(',
      'executeJavaScript',
      '.openPath(',
    ]) {
      expect(sources.filter(source => source.includes(banned))).toEqual([])
    }
  })
})
