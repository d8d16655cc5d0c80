import type { Unit } from '#shared/model/agreement.ts'
import { coveredLength, unite } from '#shared/text/span.ts'
import { aroundMail } from '../sources/around-mail.ts'
import { spokenBy, type UnitScale, type UnitSource, unitScale } from './units.ts'

/** What of a source is compared: its units and its characters, without what is left out. */
export interface ComparedText {
  scale: UnitScale
  /** The same object as `scale` where characters are the unit. */
  characters: UnitScale
  leftOutCharacters: number
  /** How many of those stand in quoted replies and signatures. */
  aroundMailCharacters: number
  /** True where no character is left out. */
  isWhole: boolean
}

/** The units of a source without the speakers it leaves out and, where asked for, without what stands around mail. */
export function comparedText(source: UnitSource, unit: Unit, skipAroundMail: boolean): ComparedText {
  const around = skipAroundMail ? aroundMail(source.segments(), source.length) : []
  const leftOut = unite([...spokenBy(source), ...around])
  const characters = unitScale(source, 'character', leftOut)
  return {
    scale: unit === 'character' ? characters : unitScale(source, unit, leftOut),
    characters,
    leftOutCharacters: source.length - characters.count,
    aroundMailCharacters: coveredLength(around),
    isWhole: leftOut.length === 0,
  }
}
