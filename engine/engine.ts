import { type Client, connect } from '#shared/contract/client.ts'
import type { FromEngine } from '#shared/contract/wire.ts'
import { newId } from './db/ids.ts'
import { type Connected, connectWindow } from './dispatch.ts'
import { createHost, type Host } from './host.ts'
import { createNodeParser } from './import/node-parser.ts'
import type { Parser } from './import/parser.ts'
import { type Library, openLibrary } from './library/library.ts'
import { fileLog } from './log.ts'
import type { StudyHandle } from './studies/handle.ts'
import { version } from './version.ts'

export interface EngineOptions {
  library?: Library
  parser?: Parser
}

/** A window of this process's own: the command line's, or one that makes the sample. */
export interface OwnWindow {
  client: Client
  connected: Connected
  /** Shows this window a study that is already open in this process. */
  show(study: StudyHandle): void
  close(): void
}

/** The engine of this process, with this person's library. */
export function createEngine({
  library = openLibrary(),
  parser = createNodeParser(),
}: EngineOptions = {}): Host {
  const host: Host = createHost({
    library,
    parser,
    log: fileLog(library.logFile),
    version: version(),
    openWindow: manages => ownWindow(host, manages),
  })
  return host
}

/** A window without a wire. `manages` makes it the command line's: nobody's coder, setting up and taking out. */
export function ownWindow(host: Host, manages: boolean): OwnWindow {
  let listener: (message: FromEngine) => void = () => {}
  const connected = connectWindow(host, message => listener(message), { manages })
  const { client } = connect(
    {
      send: message => connected.receive(message),
      listen: onMessage => {
        listener = onMessage
      },
    },
    newId,
  )
  return {
    client,
    connected,
    show(study) {
      host.adopt(study)
      connected.window.show(study)
    },
    close: () => connected.close(),
  }
}
