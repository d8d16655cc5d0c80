import { randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, extname, join, relative, sep } from 'node:path'
import { type WebSocket, WebSocketServer } from 'ws'
import type { ToEngine } from '#shared/contract/wire.ts'
import { TandemError, toFailure } from '#shared/errors.ts'
import { pageHeaders } from '#shared/model/content-security-policy.ts'
import { connectWindow } from '../dispatch.ts'
import { holdFile } from '../held-file.ts'
import type { Host } from '../host.ts'
import { limits } from '../import/limits.ts'
import { tooLarge } from '../sources/read-file.ts'
import type { StudyHandle } from '../studies/handle.ts'
import { readMessage } from './read-message.ts'

export interface LoopbackOptions {
  host: Host
  /** Folder of the built window. */
  renderer: string
  /** 0 for any free port. */
  port: number
  /** The study every new window starts in; null for the Start screen. */
  study: () => StudyHandle | null
  /** Told a fresh one-time address whenever the last one was used. */
  onAddress: (address: string) => void
}

export interface Loopback {
  origin: string
  close(): Promise<void>
}

const largestMessage = 8 * 1024 * 1024
const largestUpload = 200 * 1024 * 1024
/** A larger upload waits encrypted on the disk; in bytes. */
const largestInMemory = 16 * 1024 * 1024
const mailboxName = /\.(?:mbox|mbx)$/i
const mostWindows = 32

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
}

/**
 * The app in a browser on this machine: listens on 127.0.0.1 alone, and answers only who came through a one-time
 * address, under this very host name, from this very page (SAFETY 7.4). Everything else gets an empty refusal.
 */
export async function openLoopback({
  host,
  renderer,
  port,
  study,
  onAddress,
}: LoopbackOptions): Promise<Loopback> {
  const files = builtFiles(renderer)
  const sessions = new Set<string>()
  let token = secret()
  let origin = ''
  let cookieName = ''

  const server = createServer({ requestTimeout: 120_000, headersTimeout: 10_000 }, (request, response) => {
    handle(request, response).catch(error => {
      // A browser that went away in the middle of a file is no fault.
      if (!request.destroyed || request.complete) host.log.fault('loopback', error)
      if (!response.headersSent) refuse(response, 500)
      else response.destroy()
    })
  })
  server.maxConnections = 128
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: largestMessage,
    perMessageDeflate: false,
  })

  const hasSession = (request: IncomingMessage): boolean => {
    const given = cookie(request, cookieName)
    return given !== undefined && [...sessions].some(known => same(known, given))
  }
  const isOurs = (request: IncomingMessage): boolean =>
    request.headers.host === origin.slice('http://'.length)
  const fromOurPage = (request: IncomingMessage): boolean => request.headers.origin === origin

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isOurs(request) || !request.url?.startsWith('/')) return refuse(response, 403)
    const site = request.headers['sec-fetch-site']
    const url = URL.parse(request.url, origin)
    if (!url || url.origin !== origin) return refuse(response, 400)
    if (request.headers.origin !== undefined && !fromOurPage(request)) return refuse(response, 403)
    if (request.method === 'GET' && url.pathname === '/' && url.searchParams.has('token')) {
      return exchange(url.searchParams.get('token') ?? '', request, response)
    }
    if (site !== undefined && site !== 'same-origin' && site !== 'none') return refuse(response, 403)
    if (!hasSession(request)) return sayHowToEnter(response)
    if (request.method === 'POST' && url.pathname === '/upload') {
      return fromOurPage(request) ? takeUpload(host, request, response) : refuse(response, 403)
    }
    if (request.method !== 'GET') return refuse(response, 405)
    if (url.pathname.startsWith('/download/'))
      return giveReport(host, url.pathname.slice('/download/'.length), response)
    const file = files.get(url.pathname === '/' ? '/index.html' : url.pathname)
    if (!file) return refuse(response, 404)
    response.writeHead(200, {
      ...pageHeaders,
      'Content-Type': types[extname(file)] ?? 'application/octet-stream',
    })
    response.end(readFileSync(file))
  }

  /** A right token becomes a cookie, and is worth nothing from then on. */
  function exchange(given: string, request: IncomingMessage, response: ServerResponse): void {
    if (!same(token, given)) {
      if (hasSession(request)) return redirect(response, {})
      return sayHowToEnter(response)
    }
    token = secret()
    const session = secret()
    sessions.add(session)
    redirect(response, { 'Set-Cookie': `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/` })
    onAddress(address())
  }

  const address = (): string => `${origin}/?token=${token}`

  server.on('upgrade', (request, socket, head) => {
    const allowed =
      isOurs(request) &&
      fromOurPage(request) &&
      request.url === '/socket' &&
      hasSession(request) &&
      sockets.clients.size < mostWindows
    if (!allowed) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, client => serveWindow(host, client, study()))
  })

  await new Promise<void>((resolve, reject) => {
    server.once('error', error => {
      const taken = (error as { code?: string }).code === 'EADDRINUSE'
      reject(
        taken ? new TandemError('in-use', `Port ${port} is in use.`, 'Choose another with --port.') : error,
      )
    })
    server.listen(port, '127.0.0.1', resolve)
  })
  const { port: actual } = server.address() as AddressInfo
  origin = `http://127.0.0.1:${actual}`
  cookieName = `tandem-${actual}`
  onAddress(address())

  return {
    origin,
    async close() {
      for (const client of sockets.clients) client.terminate()
      server.closeAllConnections()
      await new Promise<void>(resolve => server.close(() => resolve()))
    },
  }
}

function serveWindow(host: Host, client: WebSocket, study: StudyHandle | null): void {
  const { receive, close, window } = connectWindow(host, message => {
    if (client.readyState === client.OPEN) client.send(JSON.stringify(message))
  })
  if (study && !study.isOpen())
    window.showLocked({ path: study.folder.path, title: basename(study.folder.path, '.tandem') })
  else if (study) {
    // The study was unlocked where Tandem was started; whoever has the one-time address comes into it open.
    host.adopt(study)
    window.show(study)
  }
  client.on('message', (data, isBinary) => {
    const message = isBinary ? null : parseMessage(String(data))
    if (message) receive(message)
    else client.close(1008)
  })
  client.on('close', close)
  client.on('error', () => client.terminate())
}

function parseMessage(text: string): ToEngine | null {
  try {
    return readMessage(JSON.parse(text))
  } catch {
    return null
  }
}

/** The built files by the path they are asked for under: a fixed list, so that no path leads anywhere else. */
function builtFiles(folder: string): Map<string, string> {
  const files = new Map<string, string>()
  try {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const path = join(entry.parentPath, entry.name)
      files.set(`/${relative(folder, path).split(sep).join('/')}`, path)
    }
  } catch {
    // Told below: there is no window to serve.
  }
  if (!files.has('/index.html')) {
    throw new TandemError(
      'not-found',
      `The window is not built: ${folder} has no index.html.`,
      'Run: npm run build',
    )
  }
  return files
}

async function takeUpload(host: Host, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const length = Number(request.headers['content-length'])
  const fileName = decoded(String(request.headers['x-file-name'] ?? ''))
  const answer = (status: number, body: unknown) => {
    response.writeHead(status, { ...pageHeaders, 'Content-Type': 'application/json' })
    response.end(JSON.stringify(body))
  }
  const refuseFile = (error: TandemError) => answer(400, { error: toFailure(error) })
  if (!Number.isInteger(length) || fileName === null || fileName === '') {
    return refuseFile(
      new TandemError('bad-input', 'The file came without its name or size.', 'Choose it again.'),
    )
  }
  const most = mailboxName.test(fileName) ? limits.mailboxBytes : largestUpload
  if (length > most) {
    request.resume()
    return refuseFile(tooLarge(fileName, length, most))
  }
  if (length === 0) {
    return refuseFile(
      new TandemError('unreadable-file', `${fileName} is empty (0 bytes).`, 'Check the original.'),
    )
  }
  try {
    const id = randomUUID()
    if (length > largestInMemory) {
      host.uploads.put(id, { fileName, held: await holdFile(whole(request, length)) }, length)
    } else {
      const chunks: Buffer[] = []
      for await (const chunk of whole(request, length)) chunks.push(chunk)
      host.uploads.put(id, { fileName, bytes: Buffer.concat(chunks) }, length)
    }
    answer(200, { upload: id })
  } catch (error) {
    if (error instanceof TandemError) refuseFile(error)
    else throw error
  }
}

/** What a request brings, which is as long as it said. */
async function* whole(request: IncomingMessage, length: number): AsyncGenerator<Buffer> {
  let received = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    received += chunk.length
    if (received <= length) yield chunk
  }
  if (received === length) return
  throw new TandemError('bad-input', 'The file did not arrive whole.', 'Choose it again.')
}

function giveReport(host: Host, id: string, response: ServerResponse): void {
  const report = host.reports.get(id)
  if (!report) return refuse(response, 404)
  response.writeHead(200, {
    ...pageHeaders,
    'Content-Type': report.mediaType,
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(report.fileName)}`,
  })
  response.end(report.bytes)
}

function redirect(response: ServerResponse, headers: Record<string, string>): void {
  response.writeHead(303, { ...pageHeaders, Location: '/', ...headers })
  response.end()
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, pageHeaders)
  response.end()
}

function sayHowToEnter(response: ServerResponse): void {
  response.writeHead(401, { ...pageHeaders, 'Content-Type': 'text/plain; charset=utf-8' })
  response.end(
    'This address is used up or not known. Open the newest address that Tandem printed where it was started.\n',
  )
}

const secret = (): string => randomBytes(32).toString('base64url')

function same(known: string, given: string): boolean {
  const a = Buffer.from(known)
  const b = Buffer.from(given)
  return a.length === b.length && timingSafeEqual(a, b)
}

const cookie = (request: IncomingMessage, name: string): string | undefined =>
  request.headers.cookie
    ?.split(';')
    .map(pair => pair.trim())
    .find(pair => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1)

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
