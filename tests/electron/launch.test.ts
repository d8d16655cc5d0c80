import { mkdirSync, mkdtempSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dataFolders, lockingEvents, mayReveal, studyFromArgs } from '#electron/launch.ts'
import { safeFileName } from '#shared/model/desktop-requests.ts'

const folder = mkdtempSync(join(tmpdir(), 'launch-'))
for (const name of ['One.tandem', 'Two words.TANDEM', 'Émile ✓.tandem', '-odd.tandem', 'plain']) {
  mkdirSync(join(folder, name))
}
writeFileSync(join(folder, 'file.tandem'), '')
const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
const study = (...args: string[]) => studyFromArgs(args, folder, isFolder, isFile)

describe('a study on the command line', () => {
  it.each(['One.tandem', 'Two words.TANDEM', 'Émile ✓.tandem'])(
    'is %s, by name, by path and by address',
    name => {
      const path = join(folder, name)
      expect(study(name)).toBe(path)
      expect(study(path)).toBe(path)
      expect(study(`${path}/`)).toBe(path)
      expect(study(pathToFileURL(path).href)).toBe(path)
    },
  )

  it('is the first that is one, among switches and other words', () => {
    expect(
      study('.', '--sample', '--inspect=0', 'plain', 'missing.tandem', 'One.tandem', 'Two words.TANDEM'),
    ).toBe(join(folder, 'One.tandem'))
  })

  it.each([
    [[]],
    [['']],
    [['missing.tandem']],
    [['file.tandem']],
    [['plain']],
    [['.']],
    [['-odd.tandem']],
    [['--open=One.tandem']],
    [['One.tandem\0']],
    [['One.tandem/..']],
    [['file://elsewhere/One.tandem']],
    [['https://example.org/One.tandem']],
    [[`${'a'.repeat(5000)}.tandem`]],
  ])('is none in %j', args => expect(study(...args)).toBeNull())

  it('may be a hand-out’s file instead', () => {
    writeFileSync(join(folder, 'Beth.tandem-handout'), 'x')
    mkdirSync(join(folder, 'folder.tandem-handout'), { recursive: true })
    expect(study('Beth.tandem-handout')).toBe(join(folder, 'Beth.tandem-handout'))
    expect(study('folder.tandem-handout')).toBeNull()
    expect(study('missing.tandem-handout')).toBeNull()
  })

  it('is taken from where the second start was made', () => {
    expect(studyFromArgs(['One.tandem'], '/nowhere', isFolder, isFile)).toBeNull()
  })

  it('is never anything but an existing .tandem folder (law)', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.webUrl(), fc.constant('One.tandem'))), args => {
        const found = study(...args)
        expect(found === null || (/\.tandem$/i.test(found) && isFolder(found))).toBe(true)
      }),
    )
  })
})

describe('settings stand', () => {
  it('in the local profile on Windows, never the roaming one', () => {
    const folders = dataFolders('win32', { LOCALAPPDATA: 'L' }, 'R')
    expect(folders).toEqual({ userData: join('L', 'Tandem'), sessionData: join('L', 'Tandem', 'session') })
  })
  it('in the usual place where Windows names no local profile, and elsewhere', () => {
    expect(dataFolders('win32', {}, 'R').userData).toBe(join('R', 'Tandem'))
    expect(dataFolders('linux', { LOCALAPPDATA: 'L' }, 'R').userData).toBe(join('R', 'Tandem'))
    expect(dataFolders('darwin', {}, 'R').userData).toBe(join('R', 'Tandem'))
  })
})

it('studies lock with the screen and before sleep', () =>
  expect(lockingEvents).toEqual(['lock-screen', 'suspend']))

describe('a path is shown in the file manager', () => {
  it('when it is a whole path on this machine', () => {
    expect(mayReveal('/home/a/out.docx', [])).toBe(true)
    expect(mayReveal('out.docx', [])).toBe(false)
    expect(mayReveal('../out.docx', [])).toBe(false)
    expect(mayReveal('/home/a\0', [])).toBe(false)
  })
  it('on a server only inside what was chosen in a dialog', () => {
    expect(mayReveal('//server/share/out.docx', [])).toBe(false)
    expect(mayReveal('//server/share/out.docx', ['//other/share/out.docx'])).toBe(false)
    expect(mayReveal('//server/share/out.docx', ['//server/share/out.docx'])).toBe(true)
  })
})

describe('a suggested file name', () => {
  it.each([
    ['Framework.docx', 'Framework.docx'],
    ['Étude nº 3 – codes.xlsx', 'Étude nº 3 – codes.xlsx'],
    ['../../etc/passwd', '-..-etc-passwd'],
    ['C:\\a\\b.csv', 'C-a-b.csv'],
    ['report\u202Excod.exe', 'report-xcod.exe'],
    ['a\0b\nc', 'a-b-c'],
    ['a\uD800b', 'a-b'],
    ['...', 'Untitled'],
    ['', 'Untitled'],
    ['name. ', 'name'],
  ])('%j becomes %j', (given, name) => expect(safeFileName(given)).toBe(name))

  it('never leads elsewhere (law)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), given => {
        const name = safeFileName(given)
        expect(name).not.toMatch(/[\\/:*?"<>|\p{Cc}\p{Cf}]|^\.|^$/u)
        expect(name.length).toBeLessThanOrEqual(200)
      }),
    )
  })
})
