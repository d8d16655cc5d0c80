import type { Client } from '#shared/contract/client.ts'
import type { Disagreement } from '#shared/model/disagreement.ts'
import type { Host } from '../host.ts'
import { furnish } from '../library/furnish.ts'
import { createStudy } from '../studies/handle.ts'
import type { Working } from '../tools.ts'
import { findRuling, type SampleSide } from './find-ruling.ts'
import { found } from './found.ts'
import { locate } from './locate.ts'
import { memoBody } from './memo-body.ts'
import { type Placed, writePeople } from './people.ts'
import { readSample, type SampleFramework, type SampleStudy, sampleFile } from './sample.ts'

/** What making the sample did, step by step, in words: printed by `tandem demo`. */
export type SampleStep = string

type Control = Pick<Working, 'progress' | 'breathe'>

/**
 * Makes the sample study at `path` by doing what its people did, through the same calls their screens make: import,
 * framework, a round coded twice, comparison, rulings, themes and memos. Answers what was done.
 */
export async function makeSample(
  host: Host,
  path: string,
  { progress, breathe }: Control,
): Promise<SampleStep[]> {
  const sample = readSample()
  const steps: SampleStep[] = []
  const stages = 10
  let stage = 0
  const next = async (doing: string) => {
    progress(stage++, stages, doing)
    await breathe()
  }
  const study = createStudy(path, {
    title: sample.title,
    stance: sample.stance,
    at: Date.now(),
  })
  host.adopt(study)
  const windows = new Set<{ close(): void }>()
  try {
    furnish(study, sample.frameworks)
    const open = () => {
      const window = host.openWindow(true)
      windows.add(window)
      window.show(study)
      return window.client
    }
    const setUp = open()
    for (const member of sample.members) await setUp.members.add(member)
    const members = new Map((await setUp.members.list({})).map(m => [m.initials, m.id]))
    const memberOf = (initials: string) => found(members.get(initials), `member ${initials}`)
    const as = async (initials: string): Promise<Client> => {
      const client = open()
      await client.session.signIn({ member: memberOf(initials) })
      return client
    }
    const lead = await as(sample.members.find(m => m.roles.includes('lead'))?.initials ?? '')
    const [a, b] = sample.round.coders
    const coders = { [a]: await as(a), [b]: await as(b) }
    steps.push(`Made the study “${sample.title}” with ${sample.members.length} members`)

    await next('Importing sources')
    const sources = await importSources(lead, sample)
    steps.push(`Imported ${sources.size} sources`)

    await next('Writing down people and sites')
    steps.push(`Wrote down ${await writePeople(lead, sample, sources)} people and sites`)

    await next('Taking in the contact log')
    steps.push(`Took in ${await takeContacts(lead, sample)} contacts`)

    await next('Building the framework')
    const codes = await buildFramework(lead, sample.framework)
    steps.push(`Added ${codes.size} codes, NPT among them`)

    await next('Opening the round')
    const round = await lead.rounds.open({
      title: sample.round.title,
      sources: [...new Set([...sources.values()].map(s => s.id))],
      coders: [memberOf(a), memberOf(b)],
    })

    for (const [initials, client] of Object.entries(coders)) {
      await next(`Coding as ${initials}`)
      const codings = sample.codings
        .filter(c => c.coder === initials)
        .map(c => {
          const source = found(sources.get(c.file), `source ${c.file}`)
          return {
            source: source.id,
            ...locate(source.text, c.quote, c.occurrence),
            code: found(codes.get(`${c.framework} ${c.code}`), `code ${c.code}`),
            polarity: c.polarity ?? null,
            comment: c.comment ?? '',
          }
        })
      const { added } = await client.codings.addMany({ codings })
      const notes = sample.annotations.filter(n => n.author === initials)
      for (const { file, quote, occurrence, text } of notes) {
        const source = found(sources.get(file), `source ${file}`)
        await client.annotations.add({ source: source.id, ...locate(source.text, quote, occurrence), text })
      }
      await client.rounds.submit({ round: round.id, coder: memberOf(initials) })
      steps.push(`${initials} coded ${added} passages, wrote ${notes.length} annotations and submitted`)
    }

    await next('Ruling on differences')
    const reviewer = await as(sample.round.reviewer)
    const ruled = await settle(reviewer, sample, round.id, [memberOf(a), memberOf(b)], sources, codes)
    steps.push(
      `Compared both: ${ruled.differences} differences; ${sample.round.reviewer} ruled on ${ruled.rulings}, ${ruled.discussed} of them in a meeting`,
    )

    await next('Collating themes and memos')
    const { themes, statements, memos } = await collate(lead, as, sample, sources, codes)
    steps.push(`Collated ${themes} themes and sub-themes, with ${statements} statements and ${memos} memos`)
    const kept = await saveQueries(lead, sample, codes)
    steps.push(`Saved ${kept} queries`)

    // So that whoever opens the study can code at once: all else was submitted.
    await next('Importing an interview that came in since')
    await importSource(lead, sample.fresh)
    steps.push(`Imported “${sample.fresh.title}”, which nobody has coded yet`)
    progress(stages, stages, 'Done')
    return steps
  } finally {
    for (const window of windows) window.close()
    host.leave(study)
  }
}

async function importSource(
  lead: Client,
  { file, title, kind, dataSet, date }: SampleStudy['fresh'],
): Promise<string> {
  const [result] = await lead.sources.import({ files: [{ path: sampleFile(file) }], kind, dataSet })
  const id = found(result?.sourceId, `${file}: ${result?.reason}`)
  await lead.sources.update({ source: id, title, date })
  return id
}

async function importSources(lead: Client, sample: SampleStudy): Promise<Map<string, Placed>> {
  const placed = new Map<string, Placed>()
  const place = async (name: string, id: string) => {
    placed.set(name, { id, text: (await lead.sources.open({ source: id })).text })
  }
  for (const source of sample.sources) await place(source.file, await importSource(lead, source))
  const { file, dataSet } = sample.records
  const rows = await lead.sources.import({ files: [{ path: sampleFile(file) }], dataSet, rowAsSource: true })
  for (const { sourceId, reason } of rows) {
    const id = found(sourceId, `${file}: ${reason}`)
    const { text } = await lead.sources.open({ source: id })
    const record = /\bR\d\d\b/.exec(text)?.[0] ?? ''
    await lead.sources.update({ source: id, title: `Mentoring record ${record}` })
    await place(`${file}#${record}`, id)
  }
  return placed
}

/** Saves what the team keeps asking, by name. */
async function saveQueries(
  lead: Client,
  { queries }: SampleStudy,
  codes: ReadonlyMap<string, string>,
): Promise<number> {
  for (const { name, words, codes: paths, polarity } of queries) {
    await lead.queries.save({
      name,
      asks: {
        text: words === undefined ? null : { words },
        anyCodes: paths.map(path => found(codes.get(`study ${path}`), `code ${path}`)),
        polarity: polarity ?? null,
      },
    })
  }
  return queries.length
}

/** Takes in the log, and says what its sites are counted by. */
async function takeContacts(lead: Client, { contacts }: SampleStudy): Promise<number> {
  const { table, reading } = await lead.contacts.read({ file: { path: sampleFile(contacts.file) } })
  const { added } = await lead.contacts.import({ table, reading })
  const { cases } = await lead.cases.list({})
  const ids = new Map(cases.map(({ name, id }) => [name, id]))
  for (const [site, said] of Object.entries(contacts.sites)) {
    await lead.contacts.setSite({ site: found(ids.get(site), `case ${site}`), ...said })
  }
  await lead.contacts.choose({ cutOff: contacts.cutOff, expected: contacts.expected })
  return added
}

/** Builds the study's own framework; answers every code of every framework by `FRAMEWORK PATH`. */
async function buildFramework(lead: Client, framework: SampleFramework): Promise<Map<string, string>> {
  const add = async (codes: SampleFramework['codes'], parent: string | null) => {
    for (const { name, definition, whenToUse, whenNotToUse, example, children } of codes) {
      const { id } = await lead.codebook.addCode({
        name,
        parent,
        definition,
        whenToUse,
        whenNotToUse,
        example,
      })
      await lead.codebook.updateCode({ code: id, status: 'agreed' })
      await add(children, id)
    }
  }
  await add(framework.codes, null)
  const frameworks = await lead.codebook.frameworks({})
  return new Map(
    frameworks.flatMap(({ kind, codes }) =>
      codes.map(code => [`${kind === 'inductive' ? 'study' : 'npt'} ${code.path.join('/')}`, code.id]),
    ),
  )
}

async function settle(
  reviewer: Client,
  sample: SampleStudy,
  round: string,
  [a, b]: readonly [string, string],
  sources: ReadonlyMap<string, Placed>,
  codes: ReadonlyMap<string, string>,
): Promise<{ differences: number; rulings: number; discussed: number }> {
  const items = await reviewer.adjudication.disagreements({ round })
  const names = new Map([...codes].map(([name, id]) => [id, name]))
  const files = new Map([...sources].map(([file, source]) => [source.id, { file, text: source.text }]))
  const side = (item: Disagreement, coder: string): SampleSide | null => {
    const spans = item.sides[coder] ?? []
    const [first] = spans
    if (!first) return null
    const [framework = '', ...path] = found(names.get(first.code), 'a code’s name').split(' ')
    return {
      start: Math.min(...spans.map(s => s.start)),
      end: Math.max(...spans.map(s => s.end)),
      framework: framework === 'npt' ? 'npt' : 'study',
      code: path.join(' '),
    }
  }
  const rulings = items.flatMap(item => {
    const { file, text } = found(files.get(item.source), 'a source’s file')
    const sides = { a: side(item, a), b: side(item, b) }
    const decision = findRuling(sample.rulings, { file, kind: item.kind, ...sides }, text)
    if (!decision) return []
    const { outcome, start, end, code, reason } = decision
    const framework = (sides.a ?? sides.b)?.framework ?? 'study'
    return [
      {
        round,
        disagreement: item.id,
        outcome,
        ...(start === undefined ? {} : { start }),
        ...(end === undefined ? {} : { end }),
        ...(code === undefined ? {} : { code: found(codes.get(`${framework} ${code}`), `code ${code}`) }),
        ...(outcome === 'extent' && item.otherCode !== undefined ? { code: item.code } : {}),
        reason,
      },
    ]
  })
  const { heldOn, attendees, notes, questions } = sample.rulings.meeting
  const ofCode = new Set(items.filter(({ otherCode }) => otherCode !== undefined).map(({ id }) => id))
  const discussed = rulings.filter(({ disagreement }) => ofCode.has(disagreement)).slice(0, questions.length)
  for (const [n, { disagreement }] of discussed.entries())
    await reviewer.adjudication.park({ round, disagreement, question: questions[n] ?? '' })
  const meeting = await reviewer.adjudication.meet({ round, heldOn, attendees, notes })
  await reviewer.adjudication.ruleMany({
    rulings: rulings.map(ruling =>
      discussed.includes(ruling) ? { ...ruling, meeting: meeting.id } : ruling,
    ),
  })
  return { differences: items.length, rulings: rulings.length, discussed: discussed.length }
}

async function collate(
  lead: Client,
  as: (initials: string) => Promise<Client>,
  sample: SampleStudy,
  sources: ReadonlyMap<string, Placed>,
  codes: ReadonlyMap<string, string>,
): Promise<{ themes: number; statements: number; memos: number }> {
  const ids = new Map<string, string>()
  let themes = 0
  let statements = 0
  const { columns } = await lead.explore.grid({ kind: 'data-set' })
  const dataSets = new Map(columns.map(({ name, id }) => [name, id]))
  const component = (name: string) =>
    found([...codes].find(([path]) => path.startsWith('npt ') && path.endsWith(`/${name}`))?.[1], name)
  for (const { name, summary, subThemes } of sample.themes) {
    const theme = await lead.themes.add({ name, summary })
    ids.set(name, theme.id)
    themes++
    for (const sub of subThemes) {
      const { id } = await lead.themes.add({ name: sub.name, summary: sub.summary, parent: theme.id })
      await lead.themes.addCodes({
        theme: id,
        codes: sub.codes.map(path => found(codes.get(`study ${path}`), `code ${path}`)),
      })
      themes++
      for (const { polarity, components, text } of sub.statements) {
        await lead.statements.add({ theme: id, polarity, codes: components.map(component), text })
        statements++
      }
      for (const { dataSet, judgement, text } of sub.converges) {
        const about = found(dataSets.get(dataSet), `data set ${dataSet}`)
        await lead.explore.note({ theme: id, about, judgement, text })
      }
    }
  }
  const about = await lead.memos.add({
    title: 'What in this study is invented',
    kind: 'methodological',
    about: { kind: 'study', id: null },
  })
  const paragraphs = sample.invented.map(text => ({ type: 'paragraph' as const, text }))
  await lead.memos.save({ memo: about.id, body: memoBody(paragraphs, new Map()) })
  await lead.memos.setState({ memo: about.id, state: 'confirmed' })
  const passages = await lead.codings.passages({ layer: 'consensus' })
  for (const { title, kind, theme, author, state, blocks } of sample.memos) {
    const writer = await as(author)
    const about = { kind: 'theme' as const, id: found(ids.get(theme), `theme ${theme}`) }
    const memo = await writer.memos.add({ title, kind, about })
    const quotations = new Map(
      blocks.flatMap(block => {
        if (block.type !== 'quote') return []
        const source = found(sources.get(block.file), `source ${block.file}`)
        const span = locate(source.text, block.quote, block.occurrence)
        const coding = passages.find(
          p => p.source === source.id && p.start <= span.start && span.end <= p.end,
        )
        return [[block, { source: source.id, ...span, coding: coding?.id ?? null }] as const]
      }),
    )
    await writer.memos.save({ memo: memo.id, body: memoBody(blocks, quotations) })
    await writer.memos.setState({ memo: memo.id, state })
  }
  return { themes, statements, memos: sample.memos.length + 1 }
}
