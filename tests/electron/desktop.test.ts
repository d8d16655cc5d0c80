import type { BrowserWindow, IpcMainInvokeEvent } from 'electron'
import { describe, expect, it } from 'vitest'
import { answerPages } from '#electron/desktop.ts'
import { asks, type DesktopPlatform } from '#shared/model/desktop-bridge.ts'

type Handler = (event: IpcMainInvokeEvent, ...given: unknown[]) => unknown

const from = (sender: object, senderFrame: object | null) =>
  ({ sender, senderFrame }) as unknown as IpcMainInvokeEvent

function desktop(platform: DesktopPlatform = 'linux') {
  const handlers = new Map<string, Handler>()
  const calls: unknown[][] = []
  const answers = { filePaths: ['/home/a/One.tandem'], filePath: '/home/a/out.docx' }
  const mainFrame = { origin: 'app://ui', url: 'app://ui/index.html' }
  const sender = { mainFrame }
  const window = { id: 7, webContents: sender } as unknown as BrowserWindow
  answerPages({
    ipcMain: { handle: (channel: string, handler: Handler) => void handlers.set(channel, handler) },
    dialog: {
      showOpenDialog: async (...given: unknown[]) => {
        calls.push(['open', ...given])
        return { canceled: answers.filePaths.length === 0, filePaths: answers.filePaths }
      },
      showSaveDialog: async (...given: unknown[]) => {
        calls.push(['save', ...given])
        return { canceled: answers.filePath === '', filePath: answers.filePath }
      },
    },
    shell: { showItemInFolder: path => void calls.push(['reveal', path]) },
    platform,
    windowOf: given => (given === sender ? window : null),
    connect: given => void calls.push(['connect', given]),
    setMenu: (given, commands) => void calls.push(['menu', given, commands]),
  })
  const ask = async (channel: string, ...given: unknown[]) =>
    handlers.get(channel)?.(from(sender, mainFrame), ...given)
  return { ask, calls, handlers, answers, window, mainFrame }
}

const kinds = [{ name: 'Word document', extensions: ['docx'] }]

describe('the desktop', () => {
  it('answers exactly what was agreed', () => {
    expect([...desktop().handlers.keys()].sort()).toEqual(Object.values(asks).sort())
  })

  it.each(Object.values(asks))(
    'refuses %s from a frame inside a page, and from a page that is not ours',
    async channel => {
      const { handlers, calls, mainFrame } = desktop()
      const handle = handlers.get(channel)
      for (const event of [
        from({ mainFrame }, mainFrame),
        from({ mainFrame }, { ...mainFrame }),
        from({ mainFrame }, null),
      ]) {
        expect(() => handle?.(event, { title: 'x', kinds, several: true })).toThrow(/Refused/)
      }
      expect(calls).toEqual([])
    },
  )

  it('chooses a folder', async () => {
    const { ask, calls, window, answers } = desktop()
    expect(await ask(asks.chooseFolder, { title: 'Open a study', study: true })).toBe('/home/a/One.tandem')
    expect(calls).toEqual([
      [
        'open',
        window,
        { title: 'Open a study', properties: ['openDirectory', 'createDirectory', 'dontAddToRecent'] },
      ],
    ])
    answers.filePaths = []
    expect(await ask(asks.chooseFolder, { title: 'Open a study' })).toBeNull()
  })

  it('chooses a study as a file on macOS, where the Finder shows it as one', async () => {
    const { ask, calls } = desktop('darwin')
    await ask(asks.chooseFolder, { title: 'Open a study', study: true })
    await ask(asks.chooseFolder, { title: 'Export to' })
    expect(calls.map(([, , options]) => options)).toEqual([
      {
        title: 'Open a study',
        properties: ['openDirectory', 'createDirectory', 'dontAddToRecent', 'openFile'],
        filters: [{ name: 'Tandem study', extensions: ['tandem'] }],
      },
      { title: 'Export to', properties: ['openDirectory', 'createDirectory', 'dontAddToRecent'] },
    ])
  })

  it('chooses one file or several', async () => {
    const { ask, calls } = desktop()
    await ask(asks.chooseFiles, { title: 'Import', kinds, several: true })
    await ask(asks.chooseFiles, { title: 'Import', kinds, several: false })
    expect(calls.map(([, , options]) => (options as { properties: string[] }).properties)).toEqual([
      ['openFile', 'dontAddToRecent', 'multiSelections'],
      ['openFile', 'dontAddToRecent'],
    ])
  })

  it('saves under a harmless name', async () => {
    const { ask, calls, answers } = desktop()
    const asked = { title: 'Export', suggested: '../../framework.docx', kinds }
    expect(await ask(asks.saveAs, asked)).toBe('/home/a/out.docx')
    expect(calls[0]?.[2]).toMatchObject({ defaultPath: '-..-framework.docx' })
    answers.filePath = ''
    expect(await ask(asks.saveAs, asked)).toBeNull()
  })

  it('reveals what is on this machine, and on a server what the person chose', async () => {
    const { ask, calls, answers } = desktop()
    await ask(asks.reveal, '/home/a/out.docx')
    await expect(ask(asks.reveal, '//server/share/a.docx')).rejects.toThrow(/Refused/)
    answers.filePath = '//server/share/a.docx'
    await ask(asks.saveAs, { title: 'Export', suggested: 'a.docx', kinds })
    await ask(asks.reveal, '//server/share/a.docx')
    expect(calls.filter(([name]) => name === 'reveal')).toEqual([
      ['reveal', '/home/a/out.docx'],
      ['reveal', '//server/share/a.docx'],
    ])
  })

  it('connects the page’s own window', async () => {
    const { ask, calls, window } = desktop()
    await ask(asks.port)
    expect(calls).toEqual([['connect', window]])
  })

  it.each([
    [asks.port, 1],
    [asks.chooseFolder, undefined],
    [asks.chooseFolder, { title: 'x', defaultPath: '/etc' }],
    [asks.chooseFiles, { title: 'x', kinds: [{ name: 'x', extensions: ['../x'] }], several: true }],
    [asks.chooseFiles, { title: 'x', kinds, several: 'yes' }],
    [asks.saveAs, { title: 'x', suggested: 1, kinds }],
    [asks.reveal, 'relative/path'],
    [asks.reveal, ''],
    [asks.reveal, { path: '/etc' }],
    [asks.menu, [{ id: 'x', label: 'x', menu: 'File', group: 1, enabled: true, role: 'quit' }]],
  ])('refuses %s with %j', async (channel, given) => {
    const { ask, calls } = desktop()
    await expect(ask(channel, given)).rejects.toThrow()
    expect(calls).toEqual([])
  })
})
