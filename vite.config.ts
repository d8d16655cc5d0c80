import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { codeFiles, firstLine } from './scripts/window-code.ts'

/** Builds the window: renderer/ into dist/renderer, with every asset as a file so the CSP needs no data: URL. */
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: ['renderer/index.html', 'renderer/gallery.html'],
      output: { codeSplitting: codeFiles, postBanner: firstLine },
    },
  },
})
