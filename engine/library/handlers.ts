import type { library } from '#shared/contract/library.ts'
import { TandemError } from '#shared/errors.ts'
import type { OpenStudy } from '#shared/model/study.ts'
import { type LibraryCode, libraryFrameworks } from '../codebook/library/index.ts'
import type { WindowHandlers } from '../handler-types.ts'
import type { Host, Window } from '../host.ts'
import { makeSample } from '../sample/make-sample.ts'
import { createStudy, type StudyHandle } from '../studies/handle.ts'
import { furnish } from './furnish.ts'

export const libraryHandlers: WindowHandlers<typeof library> = {
  recent: ({ host }) => ({
    folder: host.library.folder,
    version: host.version,
    studies: host.library.recent(),
  }),

  create(window, { title, folder, passphrase, frameworks, stance }) {
    const { host } = window
    const study = createStudy(host.library.freePath(title, folder), {
      title,
      stance,
      passphrase,
      at: Date.now(),
    })
    try {
      furnish(study, frameworks)
    } catch (error) {
      study.close()
      throw error
    }
    host.adopt(study)
    return enter(window, study)
  },

  open: (window, { path, passphrase }) => enter(window, window.host.enter(path, passphrase)),

  frameworks: () =>
    libraryFrameworks().map(({ id, name, description, codes }) => ({
      id,
      name,
      description,
      codes: countCodes(codes),
    })),

  async openSample(window, _, working) {
    const { host } = window
    const path = host.library.freePath('Sample study')
    await makeSample(host, path, working)
    return enter(window, host.enter(path))
  },

  close(window) {
    window.show(null)
    return null
  },

  forget(window, { path }) {
    window.host.library.forget(path)
    return null
  },

  preferences: ({ host }) => host.library.preferences(),

  setPreferences: ({ host }, preferences) => host.library.setPreferences(preferences),
}

function enter(window: Window, study: StudyHandle): OpenStudy {
  window.show(study)
  const described = study.describe()
  remember(window.host, study.folder.path, described.title)
  return described
}

/** Puts a study on this person's list. The list is a courtesy: a full disk does not keep a study from opening. */
export function remember(host: Host, path: string, title: string): void {
  try {
    host.library.remember(path, title)
  } catch (error) {
    if (!(error instanceof TandemError)) host.log.fault('library.remember', error)
  }
}

const countCodes = (codes: readonly LibraryCode[]): number =>
  codes.reduce((n, code) => n + 1 + countCodes(code.children), 0)
