import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { build, type InlineConfig, preview } from 'vite'
import { root } from '#tests/e2e/door.ts'
import { firstLine } from '../../../scripts/window-code.ts'

/** The contestants' pages, served, and the script that measures the Code screen. */
export interface Pages {
  /** Address of the page that shows the contestant its query names. */
  address: string
  /** To be run in a window of the app. */
  screenScript: string
  stop(): Promise<void>
}

const here = import.meta.dirname
const out = join(root, '.cache/viewer-bench')
const shared: InlineConfig = {
  configFile: false,
  root: here,
  base: './',
  logLevel: 'error',
  mode: 'production',
  plugins: [react()],
}

/** Builds the pages as the app is built, for production, and serves them on a free port of this machine. */
export async function servePages(): Promise<Pages> {
  await build({
    ...shared,
    build: {
      outDir: join(out, 'pages'),
      emptyOutDir: true,
      rolldownOptions: { input: join(here, 'page.html'), output: { postBanner: firstLine } },
    },
  })
  await build({
    ...shared,
    build: {
      outDir: join(out, 'screen'),
      emptyOutDir: true,
      rolldownOptions: {
        input: join(here, 'screen-page.ts'),
        output: { format: 'iife', entryFileNames: 'screen.js' },
      },
    },
  })
  const server = await preview({
    ...shared,
    build: { outDir: join(out, 'pages') },
    preview: { host: '127.0.0.1', port: 4199 },
  })
  const address = server.resolvedUrls?.local[0]
  if (address === undefined) throw new Error('The pages are not served')
  return {
    address: new URL('page.html', address).href,
    screenScript: await readFile(join(out, 'screen/screen.js'), 'utf8'),
    stop: () => server.close(),
  }
}
