import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import type { Preferences, RecentStudy, RememberedHandout } from '#shared/model/study.ts'
import { writeDurably } from '../studies/durable-file.ts'
import { folderName } from '../studies/folder.ts'

/** This person's corner of this machine: where new studies go, which were open lately, and their preferences. */
export interface Library {
  /** Folder that new studies are made in. */
  folder: string
  logFile: string
  /** The private half of this computer's cards; see packages/card.ts. */
  cardKey: string
  recent(): RecentStudy[]
  remember(path: string, title: string, handout?: RememberedHandout): void
  forget(path: string): void
  preferences(): Preferences
  setPreferences(some: { [Key in keyof Preferences]?: Preferences[Key] | undefined }): Preferences
  /** A folder of that title that is not taken yet, in `folder` or the library's own. */
  freePath(title: string, folder?: string): string
  absolute(path: string): string
}

const defaults: Preferences = {
  theme: 'system',
  readingSize: 18,
  readingWidth: 72,
  readingFace: 'serif',
  turnNumbers: 1,
  showSpeakers: true,
  showTimes: true,
  wholeText: false,
  singleKeys: true,
  seenHints: [],
  pins: {},
  frameworks: {},
  columns: {},
  panes: {},
  lockAfter: 15,
  keyPlaces: {},
}

const recentFile = z.array(
  z.object({
    path: z.string(),
    title: z.string(),
    openedAt: z.string(),
    handout: z
      .object({
        package: z.string(),
        study: z.string(),
        key: z.string(),
        coder: z.string(),
        round: z.string(),
      })
      .optional(),
  }),
)
/** What each preference may be; one that is missing or of another version's making is as usual. */
const preferencesFile = z.object({
  theme: z.enum(['system', 'light', 'dark', 'high-contrast']),
  readingSize: z.number(),
  readingWidth: z.number(),
  readingFace: z.enum(['serif', 'sans']),
  turnNumbers: z.literal([0, 1, 5, 10]),
  showSpeakers: z.boolean(),
  showTimes: z.boolean(),
  wholeText: z.boolean(),
  singleKeys: z.boolean(),
  seenHints: z.array(z.string()),
  pins: z.record(z.string(), z.array(z.string())),
  frameworks: z.record(
    z.string(),
    z.object({ allFolded: z.boolean(), except: z.array(z.string()), hidden: z.array(z.string()) }),
  ),
  columns: z.record(z.string(), z.array(z.string())),
  panes: z.record(z.string(), z.array(z.number())),
  lockAfter: z.literal([0, 5, 15, 30, 60]),
  keyPlaces: z.record(z.string(), z.string()),
})

/** The library in `base`; the place each system keeps an application's local data where none is named. */
export function openLibrary(base: string = defaultBase()): Library {
  const recentPath = join(base, 'recent.json')
  const preferencesPath = join(base, 'preferences.json')
  const save = (path: string, content: unknown) => {
    mkdirSync(base, { recursive: true, mode: 0o700 })
    writeDurably(path, `${JSON.stringify(content, null, 2)}\n`)
  }
  const readRecent = () => readJson(recentPath, recentFile) ?? []
  const library: Library = {
    folder: join(base, 'studies'),
    logFile: join(base, 'faults.jsonl'),
    cardKey: join(base, 'card-key.json'),
    recent: () =>
      readRecent().map(study => ({ ...study, present: existsSync(join(study.path, 'study.db')) })),
    remember(path, title, handout) {
      const others = readRecent().filter(study => study.path !== path)
      save(recentPath, [{ path, title, openedAt: new Date().toISOString(), handout }, ...others].slice(0, 30))
    },
    forget(path) {
      save(
        recentPath,
        readRecent().filter(study => study.path !== path),
      )
    },
    preferences() {
      const kept = readJson(preferencesPath, z.record(z.string(), z.unknown())) ?? {}
      const sound = Object.entries(preferencesFile.shape).flatMap(([name, schema]) => {
        const read = schema.safeParse(kept[name])
        return read.success ? [[name, read.data]] : []
      })
      return { ...defaults, ...Object.fromEntries(sound) } as Preferences
    },
    setPreferences(some) {
      const given = Object.fromEntries(Object.entries(some).filter(([, value]) => value !== undefined))
      const next = { ...library.preferences(), ...given }
      save(preferencesPath, next)
      return next
    },
    freePath(title, folder = library.folder) {
      const name = folderName(title)
      let path = resolve(folder, name)
      for (let n = 2; existsSync(path); n++) path = resolve(folder, name.replace(/\.tandem$/, ` ${n}.tandem`))
      return path
    },
    absolute: path => resolve(path),
  }
  return library
}

function readJson<T>(path: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return null
  }
}

function defaultBase(): string {
  const named = process.env.TANDEM_LIBRARY
  if (named) return resolve(named)
  const home = homedir()
  if (process.platform === 'win32')
    return join(process.env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'Tandem')
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support', 'Tandem')
  return join(process.env.XDG_DATA_HOME ?? join(home, '.local', 'share'), 'tandem')
}
