import { z } from 'zod'
import type { Saturation, Theme, ThemeEvidence, ThemeMarks, ThemeReach } from '../model/theme.ts'
import { id, layer, longText, nothing, polarity, shortText } from './fields.ts'
import { read, write } from './method.ts'

/** The thematic map. */
export const themes = {
  list: read(nothing).returns<Theme[]>('themes'),
  add: write(
    z.strictObject({ name: shortText, parent: id.nullable().default(null), summary: longText.default('') }),
  ).returns<Theme>('themes'),
  update: write(
    z.strictObject({ theme: id, name: shortText.optional(), summary: longText.optional() }),
  ).returns<Theme>('themes'),
  /** In one step: themes under `parent`, before a sibling or last, and codes out of their themes into another. */
  move: write(
    z.strictObject({
      themes: z.array(id).max(1000).default([]),
      parent: id.nullable().default(null),
      before: id.nullable().default(null),
      codes: z
        .array(z.strictObject({ theme: id, code: id }))
        .max(1000)
        .default([]),
      into: id.nullable().default(null),
    }),
  ).returns<null>('themes'),
  /** Removes a theme and those under it; answers what went with it, each kind in words. Refused where a memo about one is confirmed. */
  remove: write(z.strictObject({ theme: id })).returns<{ went: string[] }>('themes', 'memos'),
  addCodes: write(z.strictObject({ theme: id, codes: z.array(id).min(1).max(1000) })).returns<Theme>(
    'themes',
  ),
  removeCode: write(z.strictObject({ theme: id, code: id })).returns<Theme>('themes'),
  /** `code`: one of the theme's, with those beneath it. `limit`: how many passages of each data set come with their words. */
  evidence: read(
    z.strictObject({
      theme: id,
      code: id.nullable().default(null),
      polarity: polarity.nullable().default(null),
      layer: layer.default('consensus'),
      limit: z.int().min(1).max(10_000).default(100),
    }),
  ).returns<ThemeEvidence>('themes', 'codings', 'codebook', 'sources', 'session', 'rounds'),
  /** Who speaks in a theme and those under it, or in one of its codes and those beneath that, from which sites, and what they say. */
  reach: read(
    z.strictObject({ theme: id, code: id.nullable().default(null), layer: layer.default('consensus') }),
  ).returns<ThemeReach>('themes', 'codings', 'codebook', 'cases', 'sources', 'session', 'rounds'),
  /** The same in figures, for every theme and every code on one: what the map shows of its cards. */
  marks: read(z.strictObject({ layer: layer.default('consensus') })).returns<ThemeMarks>(
    'themes',
    'codings',
    'codebook',
    'cases',
    'sources',
    'session',
    'rounds',
  ),
  /** New codes source by source, in the order of their dates, else as they came; null: all codes that are not deductive. */
  saturation: read(
    z.strictObject({ theme: id.nullable().default(null), layer: layer.default('consensus') }),
  ).returns<Saturation>('themes', 'codings', 'codebook', 'sources', 'session', 'rounds'),
}
