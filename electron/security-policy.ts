import type { App, CommandLine, Session, WebContents } from 'electron'

/** The one place pages come from. */
export const origin = 'app://ui'

/** Switches set before anything starts: no name resolves, no proxy is looked for, no report of a crash is written. */
export const switches: readonly (readonly [name: string, value?: string])[] = [
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['no-proxy-server'],
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['no-pings'],
  ['disable-breakpad'],
  ['disable-crash-reporter'],
]

/** Schemes that would leave the app; each answers with an error. (`ws` and `wss` cannot be handled: see mayRequest.) */
const foreignSchemes = ['http', 'https', 'ftp', 'file'] as const

const allowedPermissions: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'fullscreen'])

/** Whether an address is a page of this app: exactly `app://ui/…`, by its text and by the URL parser. */
export function isOwnPage(address: string): boolean {
  if (!address.startsWith(`${origin}/`)) return false
  const url = URL.parse(address)
  return url?.protocol === 'app:' && url.host === 'ui' && url.username === '' && url.password === ''
}

/** Whether a request may be made at all; `development` lets the developer tools load themselves. */
export function mayRequest(address: string, development: boolean): boolean {
  if (isOwnPage(address) || address.startsWith(`blob:${origin}/`) || address.startsWith('data:')) return true
  return development && address.startsWith('devtools://devtools/')
}

/** Whether a page from `address` (an origin or a URL) may use a permission of Chromium's. */
export function mayUse(permission: string, address: string): boolean {
  return allowedPermissions.has(permission) && (address === origin || isOwnPage(address))
}

/** Before `ready`: every process in the sandbox, and the switches above. */
export function hardenApp(
  app: Pick<App, 'enableSandbox'> & { commandLine: Pick<CommandLine, 'appendSwitch'> },
) {
  app.enableSandbox()
  for (const [name, value] of switches) app.commandLine.appendSwitch(name, value)
}

/** Every session, whoever made it: permissions, devices, screen capture, spelling and the network are off. */
export function hardenSession(session: Session, development: boolean): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(mayUse(permission, details.requestingUrl)),
  )
  session.setPermissionCheckHandler((_contents, permission, asking) => mayUse(permission, asking))
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null))
  session.setSpellCheckerEnabled(false)
  session.webRequest.onBeforeRequest((details, answer) =>
    answer({ cancel: !mayRequest(details.url, development) }),
  )
  session.on('will-download', event => event.preventDefault())
  for (const scheme of foreignSchemes) session.protocol.handle(scheme, () => Response.error())
}

/** Every page and frame: stays where it is, opens nothing, embeds nothing. */
export function hardenContents(contents: WebContents): void {
  contents.on('will-navigate', event => void (isOwnPage(event.url) || event.preventDefault()))
  contents.on('will-frame-navigate', event => void (isOwnPage(event.url) || event.preventDefault()))
  contents.on('will-redirect', event => void (isOwnPage(event.url) || event.preventDefault()))
  contents.on('will-attach-webview', event => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
}
