import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { DesktopBridge, DesktopPlatform } from '#shared/model/desktop-bridge.ts'
import { asks, portArrived, tells } from '#shared/model/desktop-bridge.ts'
import { origin } from './security-policy.ts'

let listener: (id: string) => void = () => {}

const bridge: DesktopBridge = {
  platform: process.platform as DesktopPlatform,
  requestPort: () => void ipcRenderer.invoke(asks.port),
  pathForFile: file => webUtils.getPathForFile(file as File),
  chooseFolder: options => ipcRenderer.invoke(asks.chooseFolder, options),
  chooseFiles: options => ipcRenderer.invoke(asks.chooseFiles, options),
  saveAs: options => ipcRenderer.invoke(asks.saveAs, options),
  reveal: path => ipcRenderer.invoke(asks.reveal, path),
  setMenu: commands => ipcRenderer.invoke(asks.menu, commands),
  onCommand: given => {
    listener = given
  },
}

ipcRenderer.on(tells.port, event => window.postMessage(portArrived, origin, event.ports))
ipcRenderer.on(tells.command, (_event, id: string) => listener(id))
contextBridge.exposeInMainWorld('tandemDesktop', bridge)
