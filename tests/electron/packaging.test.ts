import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FuseV1Options } from '@electron/fuses'
import { describe, expect, it } from 'vitest'
import afterPack from '../../scripts/after-pack.ts'
import { fuses } from '../../scripts/fuses.ts'
import { wrongFuses } from '../../scripts/read-fuses.ts'

const config = readFileSync(new URL('../../electron-builder.yml', import.meta.url), 'utf8')
const reader = 'js-yaml'
const validator = 'app-builder-lib/out/util/config/config'
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

/** A program with a fuse wire of `length` fuses, all the other way round than decided. */
function program(length: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'fuses-'))
  const decided: Readonly<Record<string, unknown>> = { ...fuses }
  const wire = Array.from({ length }, (_, at) => (decided[at] ? '0' : '1')).join('')
  const text = `${'x'.repeat(3000)}${sentinel}\x01${String.fromCharCode(length)}${wire}${'x'.repeat(3000)}`
  writeFileSync(join(folder, 'tandem'), text, 'latin1')
  return folder
}

const packed = (appOutDir: string) => ({
  appOutDir,
  electronPlatformName: 'linux',
  packager: { appInfo: { productFilename: 'Tandem' }, executableName: 'tandem' },
})

describe('fuses', () => {
  it.each([
    ['RunAsNode', false],
    ['EnableCookieEncryption', true],
    ['EnableNodeOptionsEnvironmentVariable', false],
    ['EnableNodeCliInspectArguments', false],
    ['EnableEmbeddedAsarIntegrityValidation', true],
    ['OnlyLoadAppFromAsar', true],
    ['LoadBrowserProcessSpecificV8Snapshot', false],
    ['GrantFileProtocolExtraPrivileges', false],
    ['WasmTrapHandlers', true],
  ] as const)('%s is %s', (name, value) => expect(fuses[FuseV1Options[name]]).toBe(value))

  it('are all named: none can be forgotten', () => {
    const known = Object.values(FuseV1Options).filter(value => typeof value === 'number')
    expect(known).toHaveLength(9)
    expect(fuses.strictlyRequireAllFuses).toBe(true)
  })

  it('are set in the packed program and read back', async () => {
    const folder = program(9)
    expect(await wrongFuses(join(folder, 'tandem'))).toHaveLength(9)
    await afterPack(packed(folder))
    expect(await wrongFuses(join(folder, 'tandem'))).toEqual([])
  })

  it('stop the packaging when Electron has grown one that is not decided', async () => {
    await expect(afterPack(packed(program(10)))).rejects.toThrow(/strictlyRequireAllFuses/)
  })

  it('stop the packaging for an unknown system', async () => {
    await expect(afterPack({ ...packed(program(9)), electronPlatformName: 'mas' })).rejects.toThrow(/mas/)
  })
})

describe('electron-builder.yml', () => {
  // The packager's own parts, as it finds them itself.
  const ofPackager = createRequire(createRequire(import.meta.url).resolve('electron-builder'))
  const { load } = ofPackager(reader) as { load: (text: string) => Record<string, unknown> }
  const built = load(config) as {
    files: string[]
    asar: boolean
    asarUnpack: string[]
    publish: unknown
    afterPack: string
    win: { target: { target: string }[] }
    nsis: { perMachine: boolean }
    msi: { perMachine: boolean }
    mac: { target: { target: string }[]; fileAssociations: { ext: string; isPackage: boolean }[] }
    linux: { target: { target: string }[] }
  }

  it('is what this electron-builder understands', async () => {
    const { validateConfiguration } = ofPackager(validator) as {
      validateConfiguration: (config: object, log: object) => Promise<void>
    }
    const log = { isEnabled: false, add: () => {} }
    await validateConfiguration(load(config), log)
    await expect(validateConfiguration({ ...load(config), asars: true }, log)).rejects.toThrow(/asars/)
  })

  it('packs into an archive with native code beside it, sets the fuses and publishes nowhere', () => {
    expect(built.asar).toBe(true)
    expect(built.asarUnpack).toEqual(['**/*.node'])
    expect(built.afterPack).toBe('./scripts/after-pack.ts')
    expect(built.publish).toBeNull()
  })

  it('makes what each system installs', () => {
    const targets = (system: { target: { target: string }[] }) => system.target.map(({ target }) => target)
    expect(targets(built.win)).toEqual(['nsis', 'msi'])
    expect(targets(built.mac)).toEqual(['dmg', 'zip'])
    expect(targets(built.linux)).toEqual(['AppImage', 'deb'])
    expect([built.nsis.perMachine, built.msi.perMachine]).toEqual([false, true])
    expect(built.mac.fileAssociations).toMatchObject([{ ext: 'tandem', isPackage: true }])
  })

  it('takes in what the app runs on, not its sources, tests or pages', () => {
    const taken = built.files.filter(pattern => !pattern.startsWith('!'))
    expect(taken).toEqual(['package.json', 'dist/**', 'migrations/**/*.sql', 'engine/**'])
    const left = built.files.filter(pattern => pattern.startsWith('!'))
    expect(left).toContain('!engine/**/*.{ts,tsx}')
    expect(left).toContainEqual(expect.stringMatching(/prebuilds\/!\(\$\{platform\}-\$\{arch\}\)\.node$/))
  })
})
