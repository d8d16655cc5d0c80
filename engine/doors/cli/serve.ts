import { fileURLToPath } from 'node:url'
import { serve } from '../../serve.ts'
import type { Command } from './command.ts'
import { text, UsageError } from './lookups.ts'

export const serveCommand: Command = {
  name: 'serve',
  summary: 'open the app in a browser on this machine only; prints one address',
  usage: '[STUDY] [--port N] [--sample]',
  options: { port: { type: 'string' }, sample: { type: 'boolean' } },
  explains: { port: 'any free one where absent', sample: 'open a fresh copy of the sample study' },
  words: [0, 1],
  async run({ words, values, host, line, say, signal, surroundings }) {
    const port = Number(text(values, 'port') ?? 0)
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      throw new UsageError('--port is a number up to 65535.')
    const renderer =
      surroundings.env.TANDEM_RENDERER ?? fileURLToPath(new URL('../../../dist/renderer', import.meta.url))
    await serve(host, {
      renderer,
      port,
      study: words[0] ?? null,
      sample: values.sample === true,
      passphrase: surroundings.env.TANDEM_PASSPHRASE,
      onAddress: (address, first) =>
        line({ address }, () =>
          first
            ? `Tandem is open at ${address}\nThe address works once, on this machine only. Press Ctrl-C to close.`
            : `For another browser: ${address}`,
        ),
      say,
      signal,
    })
  },
}
