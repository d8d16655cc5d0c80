import { createHash } from 'node:crypto'
import { unzipSync } from 'fflate'
import { expect } from 'vitest'
import { exportFormats } from '#engine/export/formats/index.ts'
import type { Checks } from './read-as.ts'
import { utf8 } from './read-back.ts'

/** Every kind that can be exported but the pack, in order, with the first of its formats. */
export const firstFormats = [
  ...new Map(
    exportFormats
      .filter(({ what }) => what !== 'pack')
      .toReversed()
      .map(format => [format.what, format]),
  ).values(),
].toReversed()

export const packChecks: Checks = {
  'pack.zip': async (bytes, made) => {
    const files = new Map(Object.entries(unzipSync(bytes)))
    expect([...files.keys()]).toEqual([
      'README.txt',
      'SHA256SUMS.txt',
      ...[...firstFormats, { whatName: 'Methods paragraph', extension: 'txt' }].map(
        ({ whatName, extension }, n) => `${String(n + 1).padStart(2, '0')} ${whatName}.${extension}`,
      ),
    ])
    const readme = utf8(files.get('README.txt') ?? new Uint8Array())
    const sums = utf8(files.get('SHA256SUMS.txt') ?? new Uint8Array())
    for (const [name, content] of files) {
      if (!/^\d/.test(name)) continue
      expect(readme).toContain(`\n${name}\n`)
      expect(sums).toContain(`${createHash('sha256').update(content).digest('hex')}  ${name}\n`)
    }
    for (const [n, { what, format }] of firstFormats.entries()) {
      if (format === 'docx') continue
      const inPack = [...files].find(([name]) => name.startsWith(String(n + 1).padStart(2, '0')))?.[1]
      expect(inPack, what).toEqual(new Uint8Array(await made.bytesOf(what, format)))
    }
    const paragraph = [...files].find(([name]) => name.endsWith('Methods paragraph.txt'))?.[1]
    expect(utf8(paragraph ?? new Uint8Array())).toBe(
      `${(await made.client.reports.methods({ agreement: {} })).paragraph}\n`,
    )
  },
}
