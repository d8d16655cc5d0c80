/** A kind of export the study can make. */
export interface ReportKind {
  id: string
  name: string
  description: string
  formats: { id: string; name: string; extension: string }[]
}

/** A report that was made and is held for fetching or saving. */
export interface MadeReport {
  id: string
  fileName: string
  mediaType: string
  bytes: number
  /** What else in it may identify people, such as `2 phone numbers`; null where nothing does. */
  remark: string | null
}
