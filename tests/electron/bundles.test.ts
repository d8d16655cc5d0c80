import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runInNewContext } from 'node:vm'
import { build } from 'vite'
import { beforeAll, describe, expect, it } from 'vitest'
import { asks, portArrived, tells } from '#shared/model/desktop-bridge.ts'
import { builtFiles, digestOf, engineFiles, shellBundles } from '../../scripts/bundles.ts'

const out = mkdtempSync(join(tmpdir(), 'bundles-'))
const root = fileURLToPath(new URL('../..', import.meta.url))
let preload = ''
let main = ''

beforeAll(async () => {
  for (const config of shellBundles(out, { '/index.html': 'text/html' })) await build({ ...config, root })
  preload = readFileSync(join(out, 'preload.cjs'), 'utf8')
  main = readFileSync(join(out, 'main.js'), 'utf8')
})

/** The preload script run as Electron would, against a stand-in: what it exposed, and what it did. */
function runPreload() {
  const exposed: Record<string, Record<string, unknown>> = {}
  const listeners = new Map<string, (...given: unknown[]) => void>()
  const invoked: unknown[][] = []
  const posted: unknown[][] = []
  const electron = {
    contextBridge: {
      exposeInMainWorld: (name: string, api: Record<string, unknown>) => {
        exposed[name] = api
      },
    },
    ipcRenderer: {
      on: (channel: string, listener: (...given: unknown[]) => void) => void listeners.set(channel, listener),
      invoke: async (...given: unknown[]) => void invoked.push(given),
    },
    webUtils: { getPathForFile: () => '/home/a/x.docx' },
  }
  const required: string[] = []
  runInNewContext(preload, {
    require: (name: string) => {
      required.push(name)
      return electron
    },
    process: { platform: 'linux' },
    window: { postMessage: (...given: unknown[]) => void posted.push(given) },
    module: { exports: {} },
    exports: {},
  })
  return { exposed, listeners, invoked, posted, required }
}

describe('the preload script as built', () => {
  it('requires nothing but Electron', () => {
    expect(runPreload().required).toEqual(['electron'])
    expect(preload).not.toMatch(/\bimport\b\s*[({*]|node:|\bzod\b|https?:\/\//)
    expect(preload.length).toBeLessThan(4000)
  })

  it('exposes one object with exactly the agreed members', () => {
    const { exposed } = runPreload()
    expect(Object.keys(exposed)).toEqual(['tandemDesktop'])
    const api = exposed.tandemDesktop ?? {}
    expect(Object.keys(api).sort()).toEqual(
      [
        'chooseFiles',
        'chooseFolder',
        'onCommand',
        'pathForFile',
        'platform',
        'requestPort',
        'reveal',
        'saveAs',
        'setMenu',
      ].sort(),
    )
    expect(api.platform).toBe('linux')
    for (const [name, member] of Object.entries(api)) {
      expect([name, typeof member]).toEqual([name, name === 'platform' ? 'string' : 'function'])
    }
  })

  it('leaks nothing of Electron’s: no ipcRenderer handed out, no general send, no event passed on', () => {
    const { exposed, listeners } = runPreload()
    expect(preload).not.toMatch(/ipcRenderer\.(send|sendSync|sendToHost|postMessage|once|addListener)\b/)
    expect(preload.match(/exposeInMainWorld/g)).toHaveLength(1)
    expect([...listeners.keys()].sort()).toEqual(Object.values(tells).sort())
    const heard: unknown[][] = []
    const onCommand = exposed.tandemDesktop?.onCommand as (listener: (...given: unknown[]) => void) => void
    onCommand((...given) => heard.push(given))
    listeners.get(tells.command)?.({ sender: 'ipcRenderer' }, 'study.new', 'more')
    expect(heard).toEqual([['study.new']])
  })

  it('asks main only by the agreed names, with one argument', async () => {
    const { exposed, invoked } = runPreload()
    const api = exposed.tandemDesktop as Record<string, (...given: unknown[]) => unknown>
    for (const name of ['requestPort', 'chooseFolder', 'chooseFiles', 'saveAs', 'reveal', 'setMenu']) {
      await api[name]?.('argument', 'more')
    }
    expect(invoked.map(([channel]) => channel).sort()).toEqual(Object.values(asks).sort())
    expect(invoked.every(given => given.length <= 2 && !given.includes('more'))).toBe(true)
  })

  it('passes the engine’s port on to the page itself and to no other origin', () => {
    const { listeners, posted } = runPreload()
    const ports = ['port']
    listeners.get(tells.port)?.({ ports })
    expect(posted).toEqual([[portArrived, 'app://ui', ports]])
  })
})

describe('the main process as built', () => {
  it('imports only Electron and Node', () => {
    const imports = [...main.matchAll(/^import .*? from "([^"]+)"/gm)].map(([, name]) => name ?? '')
    expect(imports.length).toBeGreaterThan(3)
    expect(imports.filter(name => name !== 'electron' && !name.startsWith('node:'))).toEqual([])
  })

  it('carries its list of files', () => {
    expect(main).toContain('"/index.html": "text/html"')
    expect(main).not.toMatch(/\bbuiltFiles\b/)
  })

  it('names no address of the network except the names of JSON Schema’s dialects', () => {
    const code = main.replace(/^\s*(\/\/|\/\*|\*).*$/gm, '')
    const addresses = code.match(/(https?|wss?|ftp):\/\/[\w.-]+/g) ?? []
    expect(addresses.filter(address => !/^https?:\/\/json-schema\.org$/.test(address))).toEqual([])
    expect(code).not.toMatch(/\b(fetch|XMLHttpRequest|WebSocket)\(/)
  })
})

describe('a list of built files', () => {
  it('names each with its type and leaves the gallery out', () => {
    const folder = mkdtempSync(join(tmpdir(), 'built-'))
    mkdirSync(join(folder, 'assets'))
    for (const name of ['index.html', 'gallery.html', 'assets/a.js', 'assets/a.css', 'assets/f.woff2']) {
      writeFileSync(join(folder, name), '')
    }
    expect(builtFiles(folder)).toEqual({
      '/assets/a.css': 'text/css; charset=utf-8',
      '/assets/a.js': 'text/javascript; charset=utf-8',
      '/assets/f.woff2': 'font/woff2',
      '/index.html': 'text/html; charset=utf-8',
    })
    writeFileSync(join(folder, 'assets', 'odd.exe'), '')
    expect(() => builtFiles(folder)).toThrow(/odd\.exe/)
  })
})

describe('a digest of inputs', () => {
  it('changes with a byte, a name, a new file, and with nothing else', () => {
    mkdirSync(join(root, '.cache'), { recursive: true })
    const folder = mkdtempSync(join(root, '.cache', 'digest-'))
    const inputs = [folder.slice(root.length)]
    try {
      writeFileSync(join(folder, 'a.ts'), 'one')
      const first = digestOf(inputs)
      writeFileSync(join(folder, 'a.ts'), 'one')
      expect(digestOf(inputs)).toBe(first)
      writeFileSync(join(folder, 'a.ts'), 'onf')
      const second = digestOf(inputs)
      writeFileSync(join(folder, 'b.ts'), '')
      const third = digestOf(inputs)
      rmSync(join(folder, 'a.ts'))
      const fourth = digestOf(inputs)
      expect(new Set([first, second, third, fourth]).size).toBe(4)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describe('the engine’s files, bundled flat', () => {
  it('are found where they stand, and workers in their own bundles', async () => {
    const app = mkdtempSync(join(tmpdir(), 'engine-'))
    const write = (path: string, text: string) => {
      mkdirSync(join(app, path, '..'), { recursive: true })
      writeFileSync(join(app, path), text)
    }
    write('package.json', '{"type":"module"}')
    write('engine/codebook/library/npt.json', '{"name":"NPT"}')
    write('migrations/0001.sql', 'create')
    write(
      'engine/jobs/count.ts',
      "import { parentPort } from 'node:worker_threads'\nparentPort?.postMessage('counted')\n",
    )
    write(
      'engine/codebook/library/index.ts',
      "import { readFileSync } from 'node:fs'\nexport const npt = (id: string) => readFileSync(new URL('./' + id + '.json', import.meta.url), 'utf8')\n",
    )
    write(
      'engine/doors/door.ts',
      `import { readdirSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { npt } from '../codebook/library/index.ts'
const migrations = readdirSync(new URL('../../migrations/', import.meta.url))
const worker = new Worker(new URL('../jobs/count.ts', import.meta.url))
worker.once('message', said => console.log(JSON.stringify([migrations, npt('npt'), said])))
`,
    )
    await build({
      root: app,
      configFile: false,
      logLevel: 'error',
      plugins: [engineFiles(app)],
      build: {
        ssr: true,
        outDir: join(app, 'dist/engine'),
        rolldownOptions: {
          input: { door: join(app, 'engine/doors/door.ts') },
          output: { entryFileNames: '[name].js' },
        },
      },
    })
    // What is packed: no TypeScript.
    for (const source of ['engine/jobs', 'engine/doors']) rmSync(join(app, source), { recursive: true })
    rmSync(join(app, 'engine/codebook/library/index.ts'))
    expect(readdirSync(join(app, 'dist/engine')).sort()).toEqual(['count.js', 'door.js'])
    const said = execFileSync(process.execPath, [join(app, 'dist/engine/door.js')], { encoding: 'utf8' })
    expect(JSON.parse(said)).toEqual([['0001.sql'], '{"name":"NPT"}', 'counted'])
  })
})
