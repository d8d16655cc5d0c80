import { create } from 'zustand'
import type { Layer } from '#shared/model/coding.ts'
import { type JournalChoice, wholeJournal } from '#shared/model/journal.ts'
import type { AgreementChoice, ParticipantsChoice } from '#shared/model/report.ts'
import type { Session } from '#shared/model/study.ts'

/** A report made through this window. */
export interface Made {
  /** What the engine holds it as. */
  report: string
  format: string
  fileName: string
  bytes: number
  /** Milliseconds since 1970. */
  at: number
  /** What else in it may identify people, in words, or null. */
  remark: string | null
  /** Where it was saved on this machine, or null. */
  path: string | null
  /** Whose it is, as `ownerOf` says: what one person made is not offered to the next at the same window. */
  owner: string
}

interface ReportsState {
  /** The format last chosen, by kind. */
  formats: Readonly<Record<string, string>>
  /** Which codings; null: both layers, each named. */
  layer: Layer | null
  /** What the participants table shows. */
  participants: ParticipantsChoice
  /** What the agreement report compares, and how. */
  agreement: AgreementChoice
  /** Which steps the audit trail has. */
  audit: JournalChoice
  /** What was last made, by kind. */
  made: Readonly<Record<string, Made>>
  chooseFormat(kind: string, format: string): void
  chooseLayer(layer: Layer | null): void
  chooseParticipants(choice: ParticipantsChoice): void
  chooseAgreement(choice: Partial<AgreementChoice>): void
  chooseAudit(choice: JournalChoice): void
  keep(kind: string, made: Made): void
}

/** A person in a study. */
export const ownerOf = ({ study, member }: Session): string => `${study?.id ?? ''} ${member?.id ?? ''}`

/** What was made through this window and in which formats; forgotten with the window. */
export const useReports = create<ReportsState>(set => ({
  formats: {},
  layer: null,
  participants: { kind: 'person', groupBy: null, attributes: null, decimals: 1 },
  agreement: {
    round: null,
    coders: null,
    unit: null,
    withInterviewer: true,
    withQuoted: false,
    coefficients: false,
  },
  audit: wholeJournal,
  made: {},
  chooseFormat: (kind, format) => set(({ formats }) => ({ formats: { ...formats, [kind]: format } })),
  chooseLayer: layer => set({ layer }),
  chooseParticipants: participants => set({ participants }),
  chooseAgreement: choice => set(({ agreement }) => ({ agreement: { ...agreement, ...choice } })),
  chooseAudit: audit => set({ audit }),
  keep: (kind, made) => set(state => ({ made: { ...state.made, [kind]: made } })),
}))
