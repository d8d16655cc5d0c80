/** A place in a source that matches; offsets of the match, with the text around it. */
export interface SearchHit {
  source: string
  sourceTitle: string
  start: number
  end: number
  before: string
  match: string
  after: string
  speaker: string | null
}

/** The first places that match, and how many there are. */
export interface SearchFound {
  hits: SearchHit[]
  total: number
  /** There are so many that `total` is no exact count: at least one in each passage not looked into. */
  isEstimate: boolean
}
