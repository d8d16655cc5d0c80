import { type FuseConfig, FuseV1Options, FuseVersion } from '@electron/fuses'

/**
 * What Electron's program is shipped able to do. Every fuse is named, so an upgrade that adds one stops the packaging
 * until it is decided here.
 */
export const fuses: FuseConfig = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // macOS and Windows check it; Linux does not know how.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // libxml2 is WebAssembly and is several times slower without.
  [FuseV1Options.WasmTrapHandlers]: true,
}
