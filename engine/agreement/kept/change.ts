import type { FigureName } from '#shared/model/agreement.ts'
import type {
  AgreementChange,
  ChangedCell,
  KeptCell,
  KeptCode,
  KeptSummary,
} from '#shared/model/kept-agreement.ts'

/** One side of a change: the result without and with its codes, and the sources it was computed from. */
export interface Side {
  summary: KeptSummary
  codes: readonly KeptCode[]
  sources: ReadonlySet<string>
}

/**
 * Two kept results side by side, overall and per code. Where they count different things (unit, what was left out,
 * version of the computation) no difference is taken and `whyNot` says why; where only the codes asked for differ, none
 * is taken for all codes together.
 */
export function changeBetween(from: Side, to: Side): AgreementChange {
  const whyNot = notComparable(from.summary, to.summary)
  const overallWhyNot =
    whyNot[0] ??
    (sameCodes(from.summary.options.codes, to.summary.options.codes)
      ? null
      : 'The two were asked for different codes, so all codes together are not the same thing in both.')
  const earlier = new Map(from.codes.map(code => [code.code, code]))
  const later = new Map(to.codes.map(code => [code.code, code]))
  const listed = [...to.codes, ...from.codes.filter(({ code }) => !later.has(code))]
  return {
    from: from.summary,
    to: to.summary,
    whyNot,
    overallWhyNot,
    notes: notesOn(from, to),
    overall: changed(from.summary.overall, to.summary.overall, overallWhyNot === null),
    codes: listed.map(({ code, name, path }) => ({
      code,
      name,
      path,
      ...changed(cell(earlier.get(code)), cell(later.get(code)), whyNot.length === 0),
    })),
  }
}

function notComparable(from: KeptSummary, to: KeptSummary): string[] {
  const what = (is: boolean): string => (is ? 'counts' : 'leaves out')
  return [
    from.unit !== to.unit &&
      `The first counts ${unitsNamed[from.unit]} and the second ${unitsNamed[to.unit]}.`,
    from.options.withInterviewer !== to.options.withInterviewer &&
      `The first ${what(from.options.withInterviewer)} the interviewer’s turns and the second ${what(to.options.withInterviewer)} them.`,
    from.options.withQuoted !== to.options.withQuoted &&
      `The first ${what(from.options.withQuoted)} quoted replies and signatures and the second ${what(to.options.withQuoted)} them.`,
    from.computation !== to.computation &&
      `The first was computed by version ${from.computation} of the figures and the second by version ${to.computation}: a difference may come of that alone. Keep both anew.`,
  ].filter(sentence => sentence !== false)
}

const unitsNamed = {
  character: 'characters',
  word: 'words',
  sentence: 'sentences',
  segment: 'turns',
  source: 'sources',
} as const

function notesOn(from: Side, to: Side): string[] {
  const shared = [...to.sources].filter(source => from.sources.has(source)).length
  const [before, after] = [from.summary, to.summary]
  const initials = ({ coders }: KeptSummary): string => coders.map(coder => coder.initials).join(' and ')
  const people = ({ coders }: KeptSummary): string => coders.map(coder => coder.id).join()
  return [
    people(before) !== people(after) &&
      `The first compares ${initials(before)}, the second ${initials(after)}.`,
    shared === 0 && 'The two have no source in common: other texts may be easier or harder to agree on.',
    shared > 0 &&
      (shared < to.sources.size || shared < from.sources.size) &&
      `Of ${from.sources.size} and ${to.sources.size} sources, ${shared} are in both.`,
    before.codes !== after.codes &&
      `All codes together are ${before.codes} in the first and ${after.codes} in the second: more codes that nobody used there make percent agreement higher.`,
  ].filter(sentence => sentence !== false)
}

function changed(from: KeptCell | null, to: KeptCell | null, isTaken: boolean): ChangedCell {
  const differences: ChangedCell['differences'] = {}
  if (isTaken && from && to) {
    for (const name of Object.keys(from.figures) as FigureName[]) {
      const [before, after] = [from.figures[name]?.value ?? null, to.figures[name]?.value ?? null]
      if (before !== null && after !== null) differences[name] = after - before
    }
  }
  return { from, to, differences }
}

const cell = (code: KeptCode | undefined): KeptCell | null =>
  code ? { counts: code.counts, passages: code.passages, figures: code.figures } : null

const sameCodes = (x: readonly string[] | null, y: readonly string[] | null): boolean =>
  JSON.stringify(x && [...x].sort()) === JSON.stringify(y && [...y].sort())
