import { z } from 'zod'
import type { HandoutFile } from '../model/handout.ts'
import type { OpenStudy, Preferences, RecentStudy } from '../model/study.ts'
import { fileRef as file, nothing, shortText, stance } from './fields.ts'
import { act, job, read } from './method.ts'

const path = z.string().min(1).max(4096)
const secret = z.string().min(1).max(1000)

/** The studies on this machine, which one is open in this window, and what a person set for themself. */
export const library = {
  recent: read(nothing).returns<{ folder: string; version: string; studies: RecentStudy[] }>('library'),
  create: act(
    z.strictObject({
      title: shortText,
      /** Folder to make `TITLE.tandem` in; the app's own library where absent. */
      folder: path.optional(),
      passphrase: secret.optional(),
      frameworks: z.array(z.string().max(100)).max(20).default([]),
      stance: stance.default('codebook'),
    }),
    // With a passphrase comes a recovery key, to be shown once.
  ).returns<OpenStudy & { recoveryKey: string | null }>('library', 'session', 'study'),
  /** `computer`: by this computer's own lock, where the study has one. */
  open: act(
    z.strictObject({
      path,
      passphrase: secret.optional(),
      recovery: secret.optional(),
      computer: z.boolean().optional(),
    }),
  ).returns<OpenStudy>('library', 'session', 'study'),
  /** Opens a study whose passphrase was forgotten, and sets a new one. */
  recover: act(z.strictObject({ path, recovery: secret, passphrase: secret })).returns<OpenStudy>(
    'library',
    'session',
    'study',
  ),
  /** Whether this computer has a safe place for keys, and whether it holds one that opens this study. */
  computerLock: read(z.strictObject({ path })).returns<{ isPossible: boolean; isSet: boolean }>(
    'library',
    'study',
  ),
  /** Looks into a hand-out: whose it is, what for, who signed it. `locked` where it needs a passphrase. */
  lookAtHandout: job(z.strictObject({ file, passphrase: secret.optional() })).returns<HandoutFile>(),
  /**
   * Makes the coder's copy of a hand-out in a new folder, and opens it, signed in as the coder. The copy takes the
   * hand-out's passphrase as its own. Where there is a copy on this computer already: `exists`, unless `again`.
   */
  openHandout: job(
    z.strictObject({
      file,
      passphrase: secret.optional(),
      /** The copy's own folder; one in the app's library where absent. */
      path: path.optional(),
      again: z.boolean().default(false),
    }),
  ).returns<{ copy: OpenStudy; handout: HandoutFile }>('library', 'session', 'study'),
  /** Puts aside the hand-out that the system asked this window to open. */
  declineHandout: act(nothing).returns<null>('session'),
  /** The deductive frameworks Tandem ships, for a new study or one that is open. */
  frameworks: read(nothing).returns<{ id: string; name: string; description: string; codes: number }[]>(),
  /** Makes a fresh copy of the sample study by running the real import, coding, comparison and rulings; opens it. */
  openSample: job(nothing).returns<OpenStudy>('library', 'session', 'study'),
  close: act(nothing).returns<null>('session', 'study', 'library'),
  forget: act(z.strictObject({ path })).returns<null>('library'),
  preferences: read(nothing).returns<Preferences>('library'),
  setPreferences: act(
    z.strictObject({
      theme: z.enum(['system', 'light', 'dark', 'high-contrast']).optional(),
      readingSize: z.number().min(12).max(40).optional(),
      readingWidth: z.number().min(40).max(110).optional(),
      readingFace: z.enum(['serif', 'sans']).optional(),
      turnNumbers: z.literal([0, 1, 5, 10]).optional(),
      showSpeakers: z.boolean().optional(),
      showTimes: z.boolean().optional(),
      wholeText: z.boolean().optional(),
      singleKeys: z.boolean().optional(),
      seenHints: z.array(z.string().max(100)).max(200).optional(),
      pins: z.record(z.string().max(100), z.array(z.string().max(100)).max(9)).optional(),
      frameworks: z
        .record(
          z.string().max(100),
          z.strictObject({
            allFolded: z.boolean(),
            except: z.array(z.string().max(100)).max(20_000),
            hidden: z.array(z.string().max(100)).max(1000),
          }),
        )
        .optional(),
      columns: z.record(z.string().max(100), z.array(z.string().max(100)).max(100)).optional(),
      panes: z.record(z.string().max(100), z.array(z.number().min(0).max(100_000)).max(10)).optional(),
      lockAfter: z.literal([0, 5, 15, 30, 60]).optional(),
      keyPlaces: z.record(z.string().max(100), z.string().max(4096)).optional(),
    }),
  ).returns<Preferences>('library'),
}
