import { createEngine } from '../engine.ts'
import { createPortParser } from '../import/port-parser.ts'
import { askForParsers, openDesktopDoor, type ParentPort } from './desktop.ts'

/*
 * The engine as a process of the desktop app. Electron gives such a process `parentPort`; nothing else of Electron is
 * needed here.
 */
const parent: ParentPort | undefined = Reflect.get(process, 'parentPort')
if (!parent) throw new Error('This program is started by the desktop app.')
const parsers = askForParsers(parent)
const host = createEngine({ parser: createPortParser(parsers.begin) })
process.on('uncaughtException', error => {
  host.log.fault('engine', error)
  process.exit(1)
})
openDesktopDoor(host, parent, parsers, () => process.exit(0))
