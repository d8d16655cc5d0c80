import { readFileSync } from 'node:fs'

const typings = readFileSync(new URL('../../node_modules/electron/electron.d.ts', import.meta.url), 'utf8')

/** Every permission name that Electron's own typings give to a session's handler. */
export function permissionNames(
  handler: 'setPermissionRequestHandler' | 'setPermissionCheckHandler',
): string[] {
  const line = new RegExp(`${handler}\\(handler: .*?permission: ([^,]*),`).exec(typings)?.[1]
  if (!line) throw new Error(`electron.d.ts no longer has ${handler} in the form this test reads.`)
  return [...line.matchAll(/'([^']+)'/g)].flatMap(match => match[1] ?? [])
}

/** Every name of `WebPreferences`. */
export function webPreferenceNames(): string[] {
  const body = /interface WebPreferences \{([\s\S]*?)\n {2}\}/.exec(typings)?.[1] ?? ''
  return [...body.matchAll(/^ {4}(\w+)\?:/gm)].flatMap(match => match[1] ?? [])
}
