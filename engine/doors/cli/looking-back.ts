import type { RulingOutcome } from '#shared/model/disagreement.ts'
import type { CodingFate } from '#shared/model/mirror.ts'
import { counted } from '../../export/agreement-words.ts'
import type { Command } from './command.ts'
import { allCodes, memberNamed, needed, roundNamed, text } from './lookups.ts'

export const mirrorCommand: Command = {
  name: 'mirror',
  summary:
    'how the rulings of a round fall: by side, by code, by what was shown first, and what was reversed',
  usage: 'STUDY --round R [--reviewer I]',
  options: { round: { type: 'string' }, reviewer: { type: 'string' } },
  explains: { reviewer: 'whose rulings; everybody’s where absent' },
  words: [1, 1],
  study: 'read',
  async run({ values, client, answer }) {
    const { id, coders } = await roundNamed(client, needed(values, 'round'))
    const word = text(values, 'reviewer')
    const mirror = await client.adjudication.mirror({
      round: id,
      ...(word === undefined ? {} : { reviewer: (await memberNamed(client, word)).id }),
    })
    const sides =
      mirror.sides === 'coders' ? coders.map(({ initials }) => initials) : ['shown first', 'shown second']
    const names: Record<RulingOutcome, string> = {
      a: sides[0] ?? 'a',
      b: sides[1] ?? 'b',
      both: 'both',
      extent: 'another extent',
      code: 'another code',
      neither: 'neither',
    }
    const codes = new Map((await allCodes(client)).map(code => [code.id, code.name]))
    const members = new Map((await client.members.list({})).map(({ id, initials }) => [id, initials]))
    const said = (counts: typeof mirror.outcomes) =>
      counts.map(({ outcome, items }) => `${names[outcome]} ${items.length}`).join(', ')
    answer(mirror, () =>
      [
        `${mirror.ruled.length} ruled: ${said(mirror.outcomes)}`,
        ...(mirror.askedAgain.length > 0
          ? [`${mirror.askedAgain.length} asked again, since a coder worked on; counted in no other line`]
          : []),
        ...(mirror.left > 0 ? [`${mirror.left} without a difference; counted in no other line`] : []),
        `for the reading shown first ${mirror.shown.first.length}, second ${mirror.shown.second.length}, not known ${mirror.shown.unknown.length}`,
        `${counted(new Set(mirror.reversals.flatMap(({ item }) => item ?? [])).size, 'difference')} had a ruling changed or withdrawn`,
        ...mirror.judgings.map(({ judge, drawn, judged, leftOut, changed, percent, kappa }) =>
          [
            `judged again by ${members.get(judge) ?? 'somebody who is gone'}`,
            `${judged} of ${drawn}`,
            ...(leftOut > 0 ? [`${leftOut} left out: changed before they were judged`] : []),
            ...(percent.value === null ? [] : [`alike ${(percent.value * 100).toFixed(1)} %`]),
            `kappa ${kappa.value === null ? (kappa.why ?? 'undefined') : kappa.value.toFixed(3)}`,
            ...(changed.length > 0
              ? [`${changed.length} ruled otherwise since: compared as they stood when the sample was drawn`]
              : []),
          ].join(', '),
        ),
        ...mirror.codes.map(({ code, outcomes }) => `${codes.get(code) ?? code}\t${said(outcomes)}`),
      ].join('\n'),
    )
  },
}

const fateNames: Record<CodingFate, string> = {
  agreed: 'both agree',
  rule: 'agreed by the round’s rule',
  stands: 'stands',
  both: 'stands, with the other',
  extent: 'another extent',
  code: 'another code',
  other: 'the other reading stands',
  neither: 'neither stands',
  changed: 'changed since it was ruled: asked again',
  open: 'not settled yet',
}

export const decidedCommand: Command = {
  name: 'decided',
  summary: 'what was decided about a coder’s own codings in a round, and why',
  usage: 'STUDY --round R --coder I',
  options: { round: { type: 'string' }, coder: { type: 'string' } },
  words: [1, 1],
  study: 'read',
  async run({ values, client, answer }) {
    const { id: round } = await roundNamed(client, needed(values, 'round'))
    const coder = await memberNamed(client, needed(values, 'coder'))
    const decided = await client.adjudication.decidedForMe({ round, coder: coder.id })
    const codes = new Map((await allCodes(client)).map(code => [code.id, code.name]))
    answer(decided, () =>
      decided
        .map(({ start, end, code, fate, ruling }) =>
          [`${start}-${end}`, codes.get(code) ?? code, fateNames[fate], ruling?.reason ?? ''].join('\t'),
        )
        .join('\n'),
    )
  },
}
