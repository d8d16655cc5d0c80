import { connect as dial } from 'node:net'
import { WebSocket } from 'ws'
import { type OpenLoopbackDoor, overLoopback } from './doors.ts'
import { makeEngine, type TestEngine } from './study.ts'

/** An engine with its door open, a cookie to come in with, and the port. */
export async function opened(): Promise<{
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
export function raw(
  port: number,
  lines: readonly string[],
  body = '',
): Promise<{ status: number; said: string }> {
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
export function socketTo(
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
