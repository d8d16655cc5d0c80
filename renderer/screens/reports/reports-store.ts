import { create } from 'zustand'
import type { Layer } from '#shared/model/coding.ts'
import { type JournalChoice, wholeJournal } from '#shared/model/journal.ts'
import type {
  AgreementChoice,
  ContactsChoice,
  ParticipantsChoice,
  ReportChoices,
  SummariesChoice,
} from '#shared/model/report.ts'
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

interface ReportsState extends ReportChoices {
  /** Whose choices these are, as `ownerOf` says; null before the first. */
  owner: string | null
  /** What was last made, by kind. */
  made: Readonly<Record<string, Made>>
  /** Takes up what somebody chose earlier; null: nothing. */
  begin(owner: string, choices: ReportChoices | null): void
  chooseFormat(kind: string, format: string): void
  chooseLayer(layer: Layer | null): void
  chooseSummaries(choice: SummariesChoice): void
  chooseParticipants(choice: ParticipantsChoice): void
  chooseAgreement(choice: Partial<AgreementChoice>): void
  chooseAudit(choice: JournalChoice): void
  chooseContacts(choice: ContactsChoice): void
  leaveOut(kinds: string[]): void
  keep(kind: string, made: Made): void
}

/** What holds until somebody chooses. */
const usual: ReportChoices = {
  formats: {},
  layer: null,
  summaries: { kind: 'person' },
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
  contacts: { cutOff: null },
  leftOut: [],
}

/** What is chosen, without anything else. */
export const choicesIn = ({
  formats,
  layer,
  summaries,
  participants,
  agreement,
  audit,
  contacts,
  leftOut,
}: ReportChoices): ReportChoices => ({
  formats,
  layer,
  summaries,
  participants,
  agreement,
  audit,
  contacts,
  leftOut,
})

/** A person in a study. */
export const ownerOf = ({ study, member }: Session): string => `${study?.id ?? ''} ${member?.id ?? ''}`

/** What is chosen on the Reports screen, and what was made through this window. */
export const useReports = create<ReportsState>(set => ({
  ...usual,
  owner: null,
  made: {},
  begin: (owner, choices) => set({ owner, ...usual, ...choices }),
  chooseFormat: (kind, format) => set(({ formats }) => ({ formats: { ...formats, [kind]: format } })),
  chooseLayer: layer => set({ layer }),
  chooseSummaries: summaries => set({ summaries }),
  chooseParticipants: participants => set({ participants }),
  chooseAgreement: choice => set(({ agreement }) => ({ agreement: { ...agreement, ...choice } })),
  chooseAudit: audit => set({ audit }),
  chooseContacts: contacts => set({ contacts }),
  leaveOut: leftOut => set({ leftOut }),
  keep: (kind, made) => set(state => ({ made: { ...state.made, [kind]: made } })),
}))
