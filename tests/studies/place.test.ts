import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openStudy } from '#engine/studies/handle.ts'
import { placeWarning, type Surroundings } from '#engine/studies/place.ts'
import { closedStudy } from '../helpers/closed-study.ts'
import { tandem } from '../helpers/command-line.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

/** A machine as it might be: what its links lead to, which files it has. */
const machine = (some: Partial<Surroundings> & { files?: Record<string, string> } = {}): Surroundings => ({
  platform: 'linux',
  env: {},
  home: '/home/me',
  real: path => path,
  exists: path => path in (some.files ?? {}),
  read: path => some.files?.[path] ?? null,
  ...some,
})

describe('the place of a study', () => {
  it.each([
    ['/home/me/OneDrive/Trial.tandem', 'OneDrive'],
    ['C:\\Users\\me\\OneDrive - University of Leeds\\Trial.tandem', 'OneDrive'],
    ['/Users/me/Library/CloudStorage/OneDrive-Personal/Trial.tandem', 'OneDrive'],
    ['/home/me/Dropbox/a/b/Trial.tandem', 'Dropbox'],
    ['/home/me/Dropbox (Lab)/Trial.tandem', 'Dropbox'],
    ['/Users/me/Library/Mobile Documents/com~apple~CloudDocs/Trial.tandem', 'iCloud Drive'],
    ['C:\\Users\\me\\iCloudDrive\\Trial.tandem', 'iCloud Drive'],
    ['G:\\My Drive\\Trial.tandem', 'Google Drive'],
    [
      '/Users/me/Library/CloudStorage/GoogleDrive-me@example.org/Shared drives/x/Trial.tandem',
      'Google Drive',
    ],
    ['/Users/me/Library/CloudStorage/Other-x/Trial.tandem', 'a cloud drive'],
    ['/home/me/Nextcloud/Trial.tandem', 'Nextcloud'],
  ])('%s lies in %s', (path, program) => {
    expect(placeWarning(path, machine())).toContain(
      `lies in ${program}, which copies files while they are in use`,
    )
    expect(placeWarning(path, machine())).toContain('backups travel, studies stay')
  })

  it.each([
    ['\\\\server\\share\\Trial.tandem'],
    ['\\\\?\\UNC\\server\\share\\Trial.tandem'],
    ['//server/share/Trial.tandem'],
    ['/net/server/Trial.tandem'],
  ])('%s lies on a network disk', path => {
    expect(placeWarning(path, machine({ platform: 'win32' }))).toContain('on a network disk')
  })

  it.each([
    ['/home/me/studies/Dropbox.tandem'],
    ['/home/me/On Dropbox/Trial.tandem'],
    ['/home/me/Boxes/Trial.tandem'],
    ['C:\\Users\\me\\AppData\\Local\\Tandem\\studies\\Trial.tandem'],
    ['\\\\?\\C:\\studies\\Trial.tandem'],
  ])('%s is a disk of this computer', path => {
    expect(placeWarning(path, machine({ platform: 'win32' }))).toBeNull()
  })

  it('is known by what a program leaves in its folder, by its settings, and by the system’s own names', () => {
    const path = '/data/team/work/Trial.tandem'
    for (const [file, program] of [
      ['/data/team/.dropbox.cache', 'Dropbox'],
      ['/data/team/.dropbox', 'Dropbox'],
      ['/data/.849C9593-D756-4E56-8D6E-42412F2A707B', 'OneDrive'],
      ['/data/team/work/.stfolder', 'Syncthing'],
      ['/data/.tmp.driveupload', 'Google Drive'],
    ] as const) {
      expect(placeWarning(path, machine({ files: { [file]: '' } }))).toContain(`lies in ${program},`)
    }
    const settings = { '/home/me/.dropbox/info.json': '{"business": {"path": "/data/team"}}' }
    expect(placeWarning(path, machine({ files: settings }))).toContain('lies in Dropbox')
    expect(placeWarning(path, machine({ env: { OneDriveCommercial: '/data/team' } }))).toContain(
      'lies in OneDrive',
    )
    expect(placeWarning(path, machine({ env: { OneDriveCommercial: '/data/tea' } }))).toBeNull()
    expect(placeWarning('/home/me/Trial.tandem', machine({ files: { '/home/me/.dropbox': '' } }))).toBeNull()
    expect(placeWarning(path, machine({ files: { '/home/me/.dropbox/info.json': '[null, 1' } }))).toBeNull()
  })

  it('is judged by the file system it is on, as Linux tells it', () => {
    const mounts = [
      '22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw',
      '30 22 0:40 / /srv/project\\040share rw - cifs //server/share rw',
      '31 22 0:41 / /srv/project rw - nfs4 server:/x rw',
      '32 22 0:42 / /home/me/far rw - fuse.sshfs me@server: rw',
      '33 22 0:43 / /home/me/stick rw - fuseblk /dev/sdb1 rw',
    ].join('\n')
    const around = machine({ files: { '/proc/self/mountinfo': mounts } })
    for (const path of ['/srv/project share/T.tandem', '/srv/project/x/T.tandem', '/home/me/far/T.tandem'])
      expect(placeWarning(path, around)).toContain('on a network disk')
    for (const path of ['/srv/projects/T.tandem', '/home/me/T.tandem', '/home/me/stick/T.tandem'])
      expect(placeWarning(path, around)).toBeNull()
    expect(placeWarning('/media/me/stick/T.tandem', around)).toContain('network or removable disk')
  })

  it('is where its links lead: a drive letter of a share, a link into Dropbox', () => {
    const letter = machine({ platform: 'win32', real: () => '\\\\server\\share\\Trial.tandem' })
    expect(placeWarning('Z:\\Trial.tandem', letter)).toContain('on a network disk')
    const gone = machine({
      real() {
        throw new Error('ENOENT')
      },
    })
    expect(placeWarning('/home/me/T.tandem', gone)).toBeNull()
  })

  it('is told to whoever opens the study, through a link too, and the study opens', async () => {
    const path = await closedStudy()
    const base = temporaryFolder()
    mkdirSync(join(base, 'Dropbox'))
    cpSync(path, join(base, 'Dropbox', 'Trial.tandem'), { recursive: true })
    symlinkSync(join(base, 'Dropbox'), join(base, 'work'))
    const study = openStudy(join(base, 'work', 'Trial.tandem'), 'read')
    expect(study.describe().placeWarning).toContain('lies in Dropbox')
    study.close()
    const ran = await tandem(base, ['sources', join(base, 'work', 'Trial.tandem'), '--json'])
    expect(ran).toMatchObject({ code: 0, stderr: expect.stringContaining('backups travel, studies stay') })
    expect(JSON.parse(ran.stdout)).toHaveLength(1)
    mkdirSync(join(base, 'marked'))
    writeFileSync(join(base, 'marked', '.dropbox.cache'), '')
    cpSync(path, join(base, 'marked', 'Trial.tandem'), { recursive: true })
    const marked = openStudy(join(base, 'marked', 'Trial.tandem'), 'read')
    expect(marked.describe().placeWarning).toContain('lies in Dropbox')
    marked.close()
  })
})
