import { join } from 'node:path'
import { flipFuses } from '@electron/fuses'
import { fuses } from './fuses.ts'

/** What electron-builder says of the app it has just packed. */
interface Packed {
  appOutDir: string
  electronPlatformName: string
  packager: { appInfo: { productFilename: string }; executableName?: string }
}

/** Sets the fuses in the packed app's program, before it is signed. electron-builder's own fuse tool is too old. */
export default async function afterPack({
  appOutDir,
  electronPlatformName,
  packager,
}: Packed): Promise<void> {
  const { productFilename } = packager.appInfo
  const program = {
    darwin: `${productFilename}.app`,
    win32: `${productFilename}.exe`,
    linux: packager.executableName ?? productFilename,
  }[electronPlatformName]
  if (!program)
    throw new Error(`${electronPlatformName}: the fuses cannot be set for a system Tandem is not made for.`)
  await flipFuses(join(appOutDir, program), {
    ...fuses,
    resetAdHocDarwinSignature: electronPlatformName === 'darwin',
  })
}
