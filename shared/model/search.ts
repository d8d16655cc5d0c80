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
