import { makeStudy, someText, type TestStudy } from './study.ts'

export interface SettledRound {
  study: TestStudy
  source: string
  code: string
  round: string
  /** The one difference of the round, without a ruling. */
  item: string
}

/** A study with one round that both coders submitted: KM coded the first five characters, TS nothing. */
export async function settledRound(): Promise<SettledRound> {
  const study = await makeStudy()
  const source = await study.source('Interview 1', someText(3))
  const { id: code } = await study.code('Waiting')
  const [km, ts] = [await study.as('KM'), await study.as('TS')]
  const { id: round } = await study.setUp.rounds.open({
    title: 'Round 1',
    sources: [source],
    coders: [study.people.KM, study.people.TS],
  })
  await km.codings.add({ source, start: 0, end: 5, code })
  await km.rounds.submit({ round, coder: study.people.KM })
  await ts.rounds.submit({ round, coder: study.people.TS })
  const [item] = await ts.adjudication.disagreements({ round })
  return { study, source, code, round, item: item?.id ?? '' }
}
