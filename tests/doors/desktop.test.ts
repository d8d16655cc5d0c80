import { spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { MessageChannel } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { askForParsers, type ParentPort, type Port } from '#engine/doors/desktop.ts'
import { createEngine } from '#engine/engine.ts'
import type { Parser } from '#engine/import/parser.ts'
import { createPortParser, type ParserPort } from '#engine/import/port-parser.ts'
import { readFileBytes } from '#engine/import/read-file.ts'
import { openLibrary } from '#engine/library/library.ts'
import { openStudy } from '#engine/studies/handle.ts'
import { TandemError } from '#shared/errors.ts'
import { electronPort, overDesktop } from '../helpers/doors.ts'
import { failureOf, makeEngine, makeStudy } from '../helpers/study.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

describe('the desktop’s door', () => {
  it('tells main which study each window shows, so that one study has one window', async () => {
    const { host } = makeEngine()
    const door = overDesktop(host)
    const { client } = door.windowNumbered(7)
    const { path } = await client.library.create({ title: 'Shown' })
    await client.library.close({})
    expect(door.said).toEqual([
      { kind: 'showing', windowId: 7, path: null },
      { kind: 'showing', windowId: 7, path },
      { kind: 'showing', windowId: 7, path: null },
    ])
  })

  it('opens a study that the system asked for in its window, and tells the window to look again', async () => {
    const study = await makeStudy()
    study.close()
    const { host } = makeEngine()
    const door = overDesktop(host)
    const { client, told } = door.windowNumbered(1)
    door.tell({ kind: 'open', windowId: 1, path: study.path })
    expect((await client.session.current({})).study).toMatchObject({ path: study.path })
    expect(told.flat()).toContain('session')
    expect((await client.library.recent({})).studies[0]?.path).toBe(study.path)
  })

  it('puts a study that needs its passphrase at the head of the list instead, where opening it asks for it', async () => {
    const study = await makeStudy({ passphrase: 'three words long' })
    study.close()
    const { host, faults } = makeEngine()
    const door = overDesktop(host)
    const { client, told } = door.windowNumbered(1)
    door.tell({ kind: 'open', windowId: 1, path: study.path })
    expect((await client.session.current({})).study).toBeNull()
    expect(told.flat()).toContain('library')
    expect((await client.library.recent({})).studies).toMatchObject([{ path: study.path, present: true }])
    expect(await failureOf(client.library.open({ path: study.path }))).toMatchObject({ code: 'locked' })
    expect(faults()).toBe('')
  })

  it('closes the studies of a closed window, and lets others have them', async () => {
    const study = await makeStudy()
    study.close()
    const door = overDesktop(makeEngine().host)
    const { client } = door.windowNumbered(1)
    await client.library.open({ path: study.path })
    expect(() => openStudy(study.path, 'write')).toThrow(/is open by/)
    door.tell({ kind: 'window-closed', windowId: 1 })
    openStudy(study.path, 'write').close()
  })

  it('closes them too when the window’s end of the port is gone', async () => {
    const study = await makeStudy()
    study.close()
    const door = overDesktop(makeEngine().host)
    const { client, close } = door.windowNumbered(1)
    await client.library.open({ path: study.path })
    close()
    await expect.poll(() => mayBeWritten(study.path)).toBe(true)
  })

  it('gives a window that was loaded anew a fresh place, and forgets the old one', async () => {
    const { host } = makeEngine()
    const door = overDesktop(host)
    const before = door.windowNumbered(1)
    await before.client.library.create({ title: 'Before' })
    const after = door.windowNumbered(1)
    expect(await after.client.session.current({})).toEqual({ study: null, member: null, offered: null })
    expect(host.windows.size).toBe(1)
    expect(door.said.at(-1)).toEqual({ kind: 'showing', windowId: 1, path: null })
  })

  it('offers a hand-out that was opened from the system, till it is put aside or a study is shown', async () => {
    const study = await makeStudy()
    study.close()
    const door = overDesktop(makeEngine().host)
    const { client, told } = door.windowNumbered(1)
    const path = '/somewhere/Beth.tandem-handout'
    door.tell({ kind: 'open', windowId: 1, path })
    expect(await client.session.current({})).toMatchObject({ study: null, offered: path })
    expect(told.flat()).toContain('session')
    await client.library.declineHandout({})
    expect(await client.session.current({})).toMatchObject({ offered: null })
    door.tell({ kind: 'open', windowId: 1, path })
    await client.library.open({ path: study.path })
    expect(await client.session.current({})).toMatchObject({ offered: null })
  })

  it('locks: studies with a passphrase are closed and asked for again, others stay', async () => {
    const secret = await makeStudy({ passphrase: 'three words long' })
    const plain = await makeStudy()
    secret.close()
    plain.close()
    const { host } = makeEngine()
    const door = overDesktop(host)
    const [a, b] = [door.windowNumbered(1), door.windowNumbered(2)]
    await a.client.library.open({ path: secret.path, passphrase: 'three words long' })
    await a.client.session.signIn({ member: secret.people.KM })
    await b.client.library.open({ path: plain.path })
    host.uploads.put('u', { fileName: 'a.txt', bytes: Buffer.from('words') }, 5)
    door.tell({ kind: 'lock' })
    expect(await a.client.session.current({})).toEqual({ study: null, member: null, offered: null })
    expect(a.locks).toEqual([{ path: secret.path, title: 'A study for tests' }])
    expect(b.locks).toEqual([])
    expect((await b.client.session.current({})).study).toMatchObject({ path: plain.path })
    expect(host.uploads.get('u')).toBeUndefined()
    expect(await failureOf(a.client.library.open({ path: secret.path }))).toMatchObject({ code: 'locked' })
    expect(mayBeWritten(secret.path, 'three words long')).toBe(true)
  })

  it('locks in the middle of a job: it ends as cancelled', async () => {
    const base = temporaryFolder()
    const slow: Parser = {
      parse: (_, control) =>
        new Promise((_resolve, reject) => {
          control?.signal?.addEventListener('abort', () => reject(new TandemError('cancelled', 'Given up.')))
        }),
    }
    const host = createEngine({ library: openLibrary(base), parser: slow })
    const door = overDesktop(host)
    const { client } = door.windowNumbered(1)
    await client.library.create({ title: 'Locked', passphrase: 'three words long' })
    const first = await client.members.add({ name: 'Kim', initials: 'KM' })
    await client.session.signIn({ member: first.id })
    host.uploads.put('u', { fileName: 'a.txt', bytes: Buffer.from('words') }, 5)
    const begun = Promise.withResolvers<void>()
    const job = failureOf(
      client.sources.import(
        { files: [{ upload: 'u', fileName: 'a.txt' }] },
        { onProgress: () => begun.resolve() },
      ),
    )
    await begun.promise
    await client.session.current({})
    door.tell({ kind: 'lock' })
    expect(await job).toMatchObject({ code: 'cancelled' })
    expect(existsSync(`${base}/faults.jsonl`)).toBe(false)
    host.closeAll()
  })

  it('quits: every study is closed properly, then the process ends', async () => {
    const study = await makeStudy()
    study.close()
    const door = overDesktop(makeEngine().host)
    await door.windowNumbered(1).client.library.open({ path: study.path })
    door.tell({ kind: 'quit' })
    expect(door.exits).toBe(1)
    expect(existsSync(`${study.path}/study.db-wal`)).toBe(false)
    expect(mayBeWritten(study.path)).toBe(true)
  })

  it('does not mind what is no message', async () => {
    const { host, faults } = makeEngine()
    const door = overDesktop(host)
    const { port1, port2 } = new MessageChannel()
    door.tell({ kind: 'window', windowId: 3 }, electronPort(port1))
    for (const odd of [null, 1, 'x', {}, { type: 'call' }, { type: 'call', id: 1, method: 2 }])
      port2.postMessage(odd)
    const answer = new Promise(resolve => port2.once('message', resolve))
    port2.postMessage({ type: 'call', id: 9, method: 'session.current', input: {} })
    expect(await answer).toMatchObject({ type: 'answer', id: 9 })
    expect(faults()).toBe('')
    port2.close()
  })
})

function mayBeWritten(path: string, passphrase?: string): boolean {
  try {
    openStudy(path, 'write', { passphrase }).close()
    return true
  } catch {
    return false
  }
}

describe('the parser behind it', () => {
  /** Main, as far as parsers go: starts one for each that is wanted, which does `read` with what it is sent. */
  function withParsers(read: (port: ParserPort, gone: () => void) => void) {
    const said: string[] = []
    const parent: ParentPort = {
      on: () => {},
      postMessage(message) {
        said.push(message.kind)
        if (message.kind === 'parser-done') parsers.gone(message.id)
        if (message.kind !== 'parser-wanted') return
        const { port1, port2 } = new MessageChannel()
        read(electronPort(port2), () => {
          port2.close()
          parsers.gone(message.id)
        })
        parsers.arrived(message.id, electronPort(port1))
      },
    }
    const parsers = askForParsers(parent)
    return { parser: createPortParser(parsers.begin, 2000), said }
  }
  const file = { fileName: 'Note.txt', bytes: Buffer.from('Mentor: some words.\nInterviewer: and more.') }

  it('reads a file in a process of main’s and has it ended', async () => {
    const { parser, said } = withParsers(port => {
      port.on('message', ({ data }) => {
        const { bytes, fileName, options } = data as { bytes: Uint8Array; fileName: string; options: object }
        void readFileBytes(bytes, fileName, options).then(documents => {
          port.postMessage({ documents })
        })
      })
      port.start()
    })
    const [document] = await parser.parse(file)
    expect(document?.text).toContain('some words')
    // The second waits for the next file.
    expect(said).toEqual(['parser-wanted', 'parser-wanted', 'parser-done'])
  })

  it('says that reading broke off where the process died', async () => {
    const { parser, said } = withParsers((_, gone) => gone())
    await expect(parser.parse(file)).rejects.toMatchObject({
      code: 'unreadable-file',
      message: 'Note.txt could not be read: reading it broke off.',
    })
    expect(said).toEqual(['parser-wanted', 'parser-wanted', 'parser-done'])
  })

  it('gives up when it takes too long, or when the person does', async () => {
    const { parser, said } = withParsers(port => port.start())
    const stop = new AbortController()
    const reading = parser.parse(file, { signal: stop.signal })
    setImmediate(() => stop.abort())
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' })
    await expect(parser.parse(file)).rejects.toMatchObject({ code: 'timed-out' })
    expect(said).toEqual(['parser-wanted', 'parser-wanted', 'parser-done', 'parser-wanted', 'parser-done'])
  })
})

describe('the program that the desktop starts', () => {
  const program = fileURLToPath(new URL('../../engine/doors/utility-process.ts', import.meta.url))

  it('does nothing outside the desktop', async () => {
    const child = spawn(process.execPath, [program], { stdio: ['ignore', 'ignore', 'pipe'] })
    let complaint = ''
    child.stderr.on('data', data => {
      complaint += data
    })
    const code = await new Promise(resolve => child.once('close', resolve))
    expect(code).toBe(1)
    expect(complaint).toContain('started by the desktop app')
  })

  it('opens the door to whoever is its parent there', async () => {
    const parent = new (class extends EventEmitter {
      said: unknown[] = []
      postMessage(message: unknown) {
        this.said.push(message)
      }
    })()
    Reflect.set(process, 'parentPort', parent)
    const library = process.env.TANDEM_LIBRARY
    process.env.TANDEM_LIBRARY = temporaryFolder()
    try {
      await import('#engine/doors/utility-process.ts')
      const { port1, port2 } = new MessageChannel()
      const port: Port = electronPort(port1)
      parent.emit('message', { data: { kind: 'window', windowId: 1 }, ports: [port] })
      const answer = new Promise(resolve => port2.once('message', resolve))
      port2.postMessage({ type: 'call', id: 1, method: 'session.current', input: {} })
      expect(await answer).toMatchObject({ output: { study: null } })
      expect(parent.said).toEqual([{ kind: 'showing', windowId: 1, path: null }])
      port2.close()
    } finally {
      Reflect.deleteProperty(process, 'parentPort')
      process.env.TANDEM_LIBRARY = library
    }
  })
})
