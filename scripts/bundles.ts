import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, extname, join, relative, resolve } from 'node:path'
import { build, type InlineConfig, type Plugin } from 'vite'

/** The checkout. */
export const root = resolve(import.meta.dirname, '..')

/** One part of the app that is built on its own. */
export interface Bundle {
  name: string
  /** Without all of these files there is nothing to build yet. */
  entries: string[]
  /** Files and folders it is made of; it is stale when any of their bytes change. */
  inputs: string[]
  /** The file that must be there for it to count as built. */
  proof: string
  build(): Promise<void>
}

const always = ['package-lock.json', 'scripts/bundles.ts', 'shared']

/** In the order they are built: the desktop shell lists the window's built files, so the window comes first. */
export const bundles: readonly Bundle[] = [
  {
    name: 'window',
    entries: ['renderer/index.html', 'renderer/main.tsx', 'renderer/gallery.html', 'renderer/gallery.tsx'],
    inputs: [...always, 'renderer', 'vite.config.ts', 'scripts/window-code.ts'],
    proof: 'dist/renderer/index.html',
    build: () => run({ root: join(root, 'renderer'), configFile: join(root, 'vite.config.ts') }),
  },
  {
    name: 'engine',
    entries: ['engine/doors/utility-process.ts', 'engine/import/parse-process.ts'],
    inputs: [...always, 'engine', 'migrations'],
    proof: 'dist/engine/utility-process.js',
    build: () =>
      run(
        nodeBundle(join(root, 'dist/engine'), {
          input: {
            'utility-process': join(root, 'engine/doors/utility-process.ts'),
            'parse-process': join(root, 'engine/import/parse-process.ts'),
          },
          external: true,
          plugins: [engineFiles()],
        }),
      ),
  },
  {
    name: 'desktop shell',
    entries: ['electron/main.ts', 'electron/preload.ts'],
    inputs: [...always, 'electron', 'dist/renderer'],
    proof: 'dist/electron/preload.cjs',
    build: buildShell,
  },
]

/** A digest of every byte a bundle is made of, with the files' names. */
export function digestOf(inputs: readonly string[]): string {
  const hash = createHash('sha256')
  for (const input of inputs) {
    for (const file of filesIn(join(root, input))) {
      const content = readFileSync(file)
      hash.update(`${relative(root, file)}\0${content.length}\0`).update(content)
    }
  }
  return hash.digest('hex')
}

function filesIn(path: string): string[] {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
}

async function buildShell(): Promise<void> {
  const files = builtFiles(join(root, 'dist/renderer'))
  for (const config of shellBundles(join(root, 'dist/electron'), files)) await run(config)
}

/** The desktop shell's two bundles, in the order they are built. `files` becomes main's list of the window's files. */
export function shellBundles(outDir: string, files: Readonly<Record<string, string>>): InlineConfig[] {
  const main = join(root, 'electron/main.ts')
  const preload = join(root, 'electron/preload.ts')
  return [
    nodeBundle(outDir, { input: { main }, external: false, define: { builtFiles: JSON.stringify(files) } }),
    // A sandboxed preload script is one CommonJS file that may require nothing but Electron.
    nodeBundle(outDir, { input: { preload }, external: false, commonJs: true }),
  ]
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
}

/** Every file of a built window by the path a page asks for it, with its media type; the gallery stays out. */
export function builtFiles(folder: string): Record<string, string> {
  return Object.fromEntries(
    filesIn(folder)
      .map(file => `/${relative(folder, file).replaceAll('\\', '/')}`)
      .filter(path => path !== '/gallery.html')
      .map(path => {
        const type = mediaTypes[extname(path)]
        if (!type)
          throw new Error(`${path}: no media type is known for this kind of file; add it in bundles.ts.`)
        return [path, type]
      }),
  )
}

interface NodeBundle {
  input: Record<string, string>
  /** Whether packages stay outside and are loaded from node_modules. */
  external: boolean
  commonJs?: boolean
  define?: Record<string, string>
  plugins?: Plugin[]
}

/** How code for Node and Electron is bundled: readable, unhashed, flat in one folder. */
function nodeBundle(
  outDir: string,
  { input, external, commonJs, define, plugins }: NodeBundle,
): InlineConfig {
  return {
    configFile: false,
    publicDir: false,
    define: define ?? {},
    plugins: plugins ?? [],
    ssr: external ? { external: true } : { noExternal: true, external: ['electron'] },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: commonJs !== true,
      target: 'node24',
      minify: false,
      rolldownOptions: {
        input,
        output: {
          format: commonJs ? 'cjs' : 'es',
          entryFileNames: commonJs ? '[name].cjs' : '[name].js',
          chunkFileNames: '[name]-[hash].js',
        },
      },
    },
  }
}

async function run(config: InlineConfig): Promise<void> {
  await build({ root, logLevel: 'error', ...config })
}

/**
 * Engine sources find their data (`new URL('../../migrations/', import.meta.url)`) and start their workers
 * (`new URL('./worker.ts', import.meta.url)`) from where they stand. In one flat folder, two below the app's root,
 * the first is given its source's old place and the second its own bundle.
 */
export function engineFiles(app: string = root): Plugin {
  const engine = join(app, 'engine')
  const worker = /new URL\(\s*(['"])(\.[^'"]+)\.ts\1,\s*import\.meta\.url\s*\)/g
  return {
    name: 'engine-files',
    transform(code, id) {
      if (!id.startsWith(engine) || !code.includes('import.meta.url')) return null
      const own = relative(app, id).replaceAll('\\', '/')
      const changed = code
        .replace(worker, (_all, _quote, path: string) => {
          const source = join(dirname(id), `${path}.ts`)
          const name = `${basename(path)}.js`
          if (name !== 'parse-process.js') this.emitFile({ type: 'chunk', id: source, fileName: name })
          return `new URL(${JSON.stringify(`./${name}`)}, import.meta.bundled)`
        })
        .replaceAll('import.meta.url', `new URL(${JSON.stringify(`../../${own}`)}, import.meta.bundled).href`)
        .replaceAll('import.meta.bundled', 'import.meta.url')
      return { code: changed, map: null }
    },
  }
}
