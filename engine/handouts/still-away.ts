import { all, type Db } from '../db/sql.ts'

/** A person whose hand-out of a round has not come back, by the id of the hand-out. */
export interface StillAway {
  handout: string
  round: string
  name: string
}

/**
 * The hand-outs that have not come back: of each person and round the newest, where no return of it stands in the study, a
 * coder's with which they hand in. A coder who handed in since it was made, from elsewhere, is waited for no more.
 */
export const stillAway = (db: Db): StillAway[] =>
  all<StillAway>(
    db,
    `SELECT h.id AS handout, h.round, m.name FROM handouts h JOIN members m ON m.id = h.coder
     WHERE NOT EXISTS (SELECT 1 FROM handouts n WHERE n.round = h.round AND n.coder = h.coder
         AND (n.made_at, n.id) > (h.made_at, h.id))
       AND NOT EXISTS (SELECT 1 FROM returns x WHERE x.handout = h.id AND x.undone = 0
         AND (x.submits = 1 OR NOT EXISTS (
           SELECT 1 FROM round_coders c WHERE c.round = h.round AND c.coder = h.coder)))
       AND NOT EXISTS (SELECT 1 FROM round_coders c WHERE c.round = h.round AND c.coder = h.coder
         AND c.submitted_at >= h.made_at)
     ORDER BY m.name, h.id`,
  )
