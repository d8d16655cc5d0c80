import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'

/** What a place is judged by; of this machine, unless a test says otherwise. */
export interface Surroundings {
  platform: NodeJS.Platform
  env: Record<string, string | undefined>
  home: string
  /** The path with links followed, and a Windows drive letter of a network share as its UNC path; may throw. */
  real(path: string): string
  exists(path: string): boolean
  /** A file's text, or null. */
  read(path: string): string | null
}

const thisMachine: Surroundings = {
  platform: process.platform,
  env: process.env,
  home: homedir(),
  real: path => realpathSync.native(path),
  exists: existsSync,
  read(path) {
    try {
      return readFileSync(path, 'utf8')
    } catch {
      return null
    }
  },
}

/** Folders that a program keeps the same on several computers, by the name they have. */
const named: readonly [RegExp, string][] = [
  [/^OneDrive( ?-.*)?$/i, 'OneDrive'],
  [/^Dropbox( \(.*\)|-.*)?$/i, 'Dropbox'],
  [/^(Google ?Drive(-.*)?|My Drive|Shared drives)$/i, 'Google Drive'],
  [/^(iCloud ?Drive|Mobile Documents|com~apple~CloudDocs)$/i, 'iCloud Drive'],
  [/^CloudStorage$/i, 'a cloud drive'],
  [/^Nextcloud$/i, 'Nextcloud'],
  [/^ownCloud$/i, 'ownCloud'],
  [/^(Box|Box Sync)$/i, 'Box'],
  [/^(pCloudDrive|pCloud Drive)$/i, 'pCloud'],
]

/** What such programs leave in the folder they look after, whatever it is called. */
const markers: readonly [string, string][] = [
  ['.dropbox', 'Dropbox'],
  ['.dropbox.cache', 'Dropbox'],
  ['.849C9593-D756-4E56-8D6E-42412F2A707B', 'OneDrive'],
  ['.tmp.driveupload', 'Google Drive'],
  ['.tmp.drivedownload', 'Google Drive'],
  ['.nextcloudsync.log', 'Nextcloud'],
  ['.owncloudsync.log', 'ownCloud'],
  ['.stfolder', 'Syncthing'],
]

/** File systems that lie on another machine, as Linux names them. */
const ofNetworks =
  /^(nfs4?|cifs|smb3?|smbfs|afs|ceph|coda|ncpfs|lustre|glusterfs|davfs2?|fuse\.(sshfs|rclone|gvfsd-fuse|davfs2?|glusterfs|ceph|s3fs|google-drive-ocamlfuse|onedriver))$/

/**
 * What to say of a study's place where another program copies its files while they are in use, or where it lies on another
 * machine's disk or one that can be pulled out; null for a disk of this computer. Links are followed.
 */
export function placeWarning(path: string, around: Surroundings = thisMachine): string | null {
  const places = [...new Set([path, realOf(path, around)])]
  for (const place of places) {
    const by = syncedBy(place, around)
    if (by !== null) {
      return `This study lies in ${by}, which copies files while they are in use and can damage it. ${safeWay}`
    }
  }
  if (places.some(place => isOnNetwork(place, around)))
    return `This study lies on a network disk, where a database can be damaged. ${safeWay}`
  if (places.some(place => /^\/(media|mnt|Volumes)\/|^\/run\/media\//.test(place)))
    return `This study lies on a network or removable disk, where a database can be damaged. ${safeWay}`
  return null
}

const safeWay =
  'Close it, move its whole folder to a local disk of this computer, and open it there. Finished backups may go where it lies now: backups travel, studies stay.'

function realOf(path: string, { real }: Surroundings): string {
  try {
    return real(path)
  } catch {
    return path
  }
}

function syncedBy(path: string, around: Surroundings): string | null {
  const { env, exists } = around
  for (const part of path.split(/[\\/]/).slice(0, -1).reverse()) {
    const found = named.find(([pattern]) => pattern.test(part))
    if (found) return found[1]
  }
  for (const name of ['OneDrive', 'OneDriveCommercial', 'OneDriveConsumer']) {
    if (isInside(path, env[name])) return 'OneDrive'
  }
  if (dropboxFolders(around).some(folder => isInside(path, folder))) return 'Dropbox'
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const marker = markers.find(([name]) => exists(join(folder, name)))
    if (marker && !(marker[0] === '.dropbox' && isHome(folder, around))) return marker[1]
    if (folder === dirname(folder)) return null
  }
}

/** In the home folder `.dropbox` holds the program's settings, and marks nothing. */
const isHome = (folder: string, { home }: Surroundings): boolean => folder === home

/** Where Dropbox says that its folders are: one for each account. */
function dropboxFolders({ platform, env, home, read }: Surroundings): string[] {
  const settings =
    platform === 'win32'
      ? [env.APPDATA, env.LOCALAPPDATA].flatMap(base => (base ? [join(base, 'Dropbox', 'info.json')] : []))
      : [join(home, '.dropbox', 'info.json')]
  return settings.flatMap(file => {
    try {
      const accounts: unknown = JSON.parse(read(file) ?? '{}')
      if (typeof accounts !== 'object' || accounts === null) return []
      return Object.values(accounts).flatMap(account =>
        typeof account?.path === 'string' ? [account.path as string] : [],
      )
    } catch {
      return []
    }
  })
}

function isOnNetwork(path: string, around: Surroundings): boolean {
  if (/^(\\\\(?![?.]\\)|\\\\\?\\UNC\\|\/\/|\/net\/)/i.test(path)) return true
  const mounts = around.platform === 'linux' ? around.read('/proc/self/mountinfo') : null
  return mounts !== null && ofNetworks.test(fileSystemOf(path, mounts))
}

/** The type of the file system a path lies on: that of the last, longest mount it is inside. */
function fileSystemOf(path: string, mounts: string): string {
  let best = { at: '', type: '' }
  for (const line of mounts.split('\n')) {
    const [before = '', after = ''] = line.split(' - ')
    const at = (before.split(' ')[4] ?? '').replace(/\\(\d{3})/g, (_, code) =>
      String.fromCharCode(parseInt(code, 8)),
    )
    if (at !== '' && at.length >= best.at.length && isInside(path, at))
      best = { at, type: after.split(' ')[0] ?? '' }
  }
  return best.type
}

function isInside(path: string, folder: string | undefined): boolean {
  if (!folder) return false
  const plain = (text: string) => text.replaceAll('\\', '/').replace(/\/+$/, '')
  const [inner, outer] = [plain(path), plain(folder)]
  return inner === outer || inner.startsWith(`${outer}/`)
}
