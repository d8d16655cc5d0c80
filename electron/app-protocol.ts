import type { CustomScheme } from 'electron'
import { pageHeaders } from '#shared/model/content-security-policy.ts'
import { origin } from './security-policy.ts'

/** Registered before `ready`: what lets `app://ui` be an origin of its own with modules and `fetch`. */
export const appScheme: CustomScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: true },
}

/** The window's built files: the path asked for → its media type. Made when the app is built. */
export type BuiltFiles = Readonly<Record<string, string>>

/**
 * Answers `app://ui/…` from the fixed list of built files. The address is compared as text, never decoded and never
 * joined to a folder, so what is not in the list does not exist. `read` is given a path of the list only.
 */
export function servePages(files: BuiltFiles, read: (path: string) => Promise<Uint8Array<ArrayBuffer>>) {
  const types = new Map(Object.entries(files))
  return async ({ method, url }: Pick<Request, 'method' | 'url'>): Promise<Response> => {
    if (method !== 'GET' && method !== 'HEAD') return refuse(405)
    const path = url.startsWith(`${origin}/`) ? url.slice(origin.length).replace(/[?#].*$/s, '') : ''
    const type = types.get(path)
    if (type === undefined) return refuse(404)
    const headers = { ...pageHeaders, 'Content-Type': type }
    return new Response(method === 'HEAD' ? null : await read(path), { headers })
  }
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: pageHeaders })
}
