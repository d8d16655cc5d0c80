import type { Client } from '#shared/contract/client.ts'
import { makeStudy, type TestStudy } from '../helpers/study.ts'
import type { Spans } from './made.ts'

/** A study with as many coders as wanted, beside those every test study has. */
export interface CodersStudy {
  study: TestStudy
  client: Client
  /** Ids of the coders C1, C2, …, in order. */
  coders: string[]
  /** Ids of codes by name. */
  codes: Map<string, string>
  /** A source of this length with what each of the coders coded in it; null for one who does nothing there. */
  source(title: string, length: number, ...own: (Spans | null)[]): Promise<string>
}

export async function codersStudy(count: number, names: readonly string[]): Promise<CodersStudy> {
  const study = await makeStudy()
  const codes = new Map<string, string>()
  for (const name of names) codes.set(name, (await study.code(name)).id)
  const coders: string[] = []
  for (let n = 1; n <= count; n++) {
    const { id } = await study.setUp.members.add({ name: `Coder ${n}`, initials: `C${n}`, roles: ['coder'] })
    coders.push(id)
  }
  const { client: hand } = study.window()
  await hand.library.open({ path: study.path })
  return {
    study,
    client: study.setUp,
    coders,
    codes,
    async source(title, length, ...own) {
      const id = await study.source(title, `${`${title} `.repeat(length).slice(0, length - 1)}.`)
      for (const [n, spans] of own.entries()) {
        const codings = (spans ?? []).flatMap(([start, end, code = 'x']) =>
          start < end ? [{ source: id, start, end, code: codes.get(code) ?? '' }] : [],
        )
        if (codings.length === 0) continue
        await hand.session.signIn({ member: coders[n] ?? '' })
        await hand.codings.addMany({ codings })
      }
      return id
    },
  }
}
