import { makeStudy, someText } from './study.ts'

/** Where somebody coded eight characters: with “Waiting”, or with “Walking”. */
type Place = number | { other: number }

/** A study with a round of KM and TS, who coded what is given and submitted, and windows of all four people. */
export async function comparedRound(coded: { KM: readonly Place[]; TS: readonly Place[] }) {
  const study = await makeStudy()
  const source = await study.source('Interview 1', someText(4))
  const { id: code } = await study.code('Waiting')
  const { id: other } = await study.code('Walking')
  const { id: round } = await study.setUp.rounds.open({
    title: 'Round 1',
    sources: [source],
    coders: [study.people.KM, study.people.TS],
  })
  const at = (start: number, its = code) => ({ source, start, end: start + 8, code: its })
  for (const who of ['KM', 'TS'] as const) {
    const codings = coded[who].map(place => (typeof place === 'number' ? at(place) : at(place.other, other)))
    const client = await study.as(who)
    if (codings.length > 0) await client.codings.addMany({ codings })
    await client.rounds.submit({ round, coder: study.people[who] })
  }
  return {
    study,
    source,
    code,
    other,
    round,
    km: await study.as('KM'),
    ts: await study.as('TS'),
    rv: await study.as('RV'),
    ld: await study.as('LD'),
  }
}
