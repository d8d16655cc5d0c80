import { type Span, unite } from '#shared/text/span.ts'
import { aroundMail } from '../sources/around-mail.ts'
import { spokenBy, type UnitSource } from './units.ts'

/**
 * What of a source is not compared, united: turns of speakers who are left out and, where asked, quoted replies and
 * signatures of an email.
 */
export const leftOutOf = (source: UnitSource, skipAroundMail: boolean): Span[] =>
  unite([...spokenBy(source), ...(skipAroundMail ? aroundMail(source.segments(), source.length) : [])])
