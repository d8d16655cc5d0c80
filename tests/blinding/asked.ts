import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Client } from '#shared/contract/client.ts'
import { absent, counting, questions, type World } from '../helpers/blind-round.ts'
import { someText } from '../helpers/study.ts'
import type { Twin } from './twins.ts'

type Inputs = (twin: Twin, client: Client, who: string) => unknown[] | Promise<unknown[]>

/** What each read is asked: as `tests/helpers/blind-round.ts` has it, and what this richer study has to say more of. */
export const reads: Record<string, Inputs> = {
  ...Object.fromEntries(
    Object.entries(questions).map(([name, ask]): [string, Inputs] => [
      name,
      ({ study, ...twin }) => ask({ ...twin, study, viewers: {} } as World),
    ]),
  ),
  'agreement.kept': ({ earlier, round }) => [{}, { round: earlier.round }, { round }],
  'agreement.reproduce': ({ earlier }) => earlier.kept.map(result => ({ result })),
  'agreement.change': ({ earlier: { kept } }) => [{ from: kept[0], to: kept[1] }],
  'agreement.drift': ({ earlier, round }) => [{ round: earlier.round }, { round }],
  'agreement.inRound': ({ earlier, round }) => [{ round }, { round: earlier.round }, { round: absent }],
  'agreement.differences': ({ earlier, round }) => [{ round }, { round: earlier.round }],
  'agreement.pairs': ({ earlier, round, study: { people } }) => [
    { round },
    { round: earlier.round },
    { coders: [people.KM, people.TS] },
  ],
  'agreement.confusion': ({ earlier, round, study: { people } }) => [
    { round },
    { round: earlier.round },
    { coders: [people.KM, people.TS] },
  ],
  'adjudication.disagreements': ({ earlier, round }) => [{ round }, { round: earlier.round }],
  'adjudication.differencesSince': ({ earlier, round }) => [
    { round, at: null },
    { round: earlier.round, at: null },
    { round: earlier.round, at: 'no moment' },
  ],
  'adjudication.leftRulings': ({ earlier, round }) => [{ round }, { round: earlier.round }],
  'adjudication.discussion': ({ earlier, round }) => [{ round }, { round: earlier.round }],
  'adjudication.mirror': ({ earlier, round }) => [{ round }, { round: earlier.round }],
  'adjudication.decidedForMe': ({ earlier, round }) => [{ round }, { round: earlier.round }],
  'adjudication.judging': ({ earlier, round }) => [{ round }, { round: earlier.round }],
  'rounds.plan': ({ earlier, round }) => [{ round }, { round: earlier.round }],
  'rounds.draw': ({ source, other }) => [
    { among: [source, other], size: { number: 1 }, by: 'site', seed: 4 },
  ],
  'queries.ask': ({ study: { people }, shared, before, round, earlier, person, attribute, dataSet, tag }) => [
    { query: { text: { words: 'shop OR walk*' }, layer: 'independent' } },
    { query: { text: { words: 'shop' }, layer: 'independent', noCodes: [shared] } },
    { query: { text: { words: 'day \\d+', how: 'pattern' }, layer: 'independent' } },
    { query: { anyCodes: [shared], layer: 'independent' } },
    { query: { anyCodes: [before.code], layer: 'independent' } },
    { query: { allCodes: [shared], noCodes: [before.code], layer: 'independent', coder: people.KM } },
    { query: { layer: 'independent', round } },
    { query: { layer: 'independent', round: earlier.round } },
    { query: { layer: 'independent', cases: [person], attributes: [{ attribute }] } },
    { query: { layer: 'independent', dataSets: [dataSet], tags: [tag], polarity: 'barrier' } },
    { query: { anyCodes: [shared] } },
  ],
  'queries.goesWith': ({ query }) => [{ query: query.shared }, { query: query.ofKM }],
  'statements.table': () => [{}, { layer: 'independent' }],
  'statements.candidates': ({ theme, component }) => [
    { theme, codes: [component] },
    { theme, codes: [component], layer: 'independent' },
  ],
  'memos.count': ({ shared, theme, query }) => [
    { ...counting('code', shared), layer: 'independent', among: 'sources' },
    { ...counting('theme', theme), layer: 'independent', kind: 'site' },
    counting('query', query.shared),
    { ...counting('query', query.shared), kind: 'site' },
    counting('query', query.ofKM),
  ],
  'memos.texts': ({ memo, before }) => [{ memo }, { memo: before.memo }, { memo: before.others }],
  'memos.comments': ({ memo, before }) => [{ memo }, { memo: before.memo }],
  'memos.voices': ({ memo, before }) => [{ memo }, { memo: before.memo }, { memo: before.others }],
  'memos.open': ({ memo, before }) => [{ memo }, { memo: before.memo }, { memo: before.others }],
  'codings.passages': ({ source, shared, round, earlier, before, person, study: { people } }) => [
    {},
    { layer: 'consensus' },
    { source },
    { round },
    { round: earlier.round },
    { coder: people.KM },
    { code: shared, withDescendants: true },
    { code: before.code },
    { case: person },
    { case: person, layer: 'consensus' },
  ],
  'codebook.goesWith': ({ shared, before }) => [{ code: shared }, { code: before.code }],
  'history.list': ({ study: { people } }) => [
    {},
    { member: people.KM },
    { limit: 3 },
    { before: 9 },
    { limit: 500 },
    { thing: 'codings' },
    { thing: 'framework', from: '2020-01-01', to: '2100-01-01' },
  ],
}

/**
 * What every write, act and job is asked, in this order, by each who looks on: first what adds, then what changes, last
 * what removes. Most of it goes through for some of them; what is refused must be refused in the same words.
 */
export const deeds: Record<string, Inputs> = {
  'study.check': () => [{}],
  'merging.rehearse': () => [{ files: [{ path: '/nowhere.tandem-return' }] }],
  'merging.apply': () => [{ files: [{ path: '/nowhere.tandem-return' }] }],
  'merging.decide': () => [{ package: absent, operation: absent, choice: 'keep' }],
  'autocode.find': ({ source }) => [
    { how: { by: 'words', words: 'shop' } },
    { sources: [source], how: { by: 'pattern', pattern: 'day \\d+' }, extent: 'match' },
  ],
  'agreement.gamma': ({ source, other, study: { people } }) => [
    { coders: [people.KM, people.TS], source, samples: 3 },
    { coders: [people.KM, people.RV], source: other, samples: 3 },
    { coders: [people.RV, people.LD], source: other, samples: 3 },
  ],
  'codings.add': ({ source, other, shared, before }) => [
    { source, start: 20, end: 60, code: shared },
    { source, start: 100, end: 120, newCode: { name: 'Sealedcode' } },
    { source, start: 120, end: 140, code: before.code },
    { source: other, start: 100, end: 120, code: shared },
    { source, start: 20, end: 60, code: absent },
  ],
  'codings.addMany': ({ source, shared }) => [
    {
      codings: [
        { source, start: 200, end: 220, code: shared },
        { source, start: 210, end: 230, newCode: { name: 'Mine' } },
      ],
      how: 'by hand',
    },
  ],
  'codings.update': ({ before }) => [
    { coding: before.ts, comment: 'of TS' },
    { coding: before.km, comment: 'not mine' },
    { coding: absent, comment: 'of nobody' },
  ],
  'annotations.add': ({ source, other }) => [
    { source, start: 5, end: 15, text: 'Mine' },
    { source: other, start: 5, end: 15, text: 'Mine' },
  ],
  'annotations.update': ({ before }) => [
    { annotation: before.note, text: 'Again' },
    { annotation: absent, text: 'x' },
  ],
  'codebook.addCode': ({ shared, before }) => [
    { name: 'Sealedchild', parent: shared },
    { name: 'Sealedcode' },
    { name: 'Of KM' },
    { name: 'Beneath', parent: before.code },
  ],
  'codebook.updateCode': ({ shared, before }) => [
    { code: shared, name: 'Sealedcode' },
    { code: before.code, definition: 'Changed' },
    { code: absent, name: 'x' },
  ],
  'codebook.updateCodes': ({ shared, before }) => [{ codes: [shared, before.code], colour: 3 }],
  'codebook.moveCode': ({ shared, before }) => [
    { code: before.code, parent: shared },
    { code: shared, parent: null },
  ],
  'codebook.moveCodes': ({ shared, before }) => [{ codes: [before.code, shared], parent: null }],
  'codebook.mergeCodes': ({ shared, before }) => [
    { codes: [before.code], into: shared, because: 'The same' },
    { codes: [shared], into: before.code },
    { codes: [absent], into: shared },
  ],
  'codebook.separateCode': ({ shared }) => [{ code: shared }, { code: absent }],
  'codebook.splitCode': ({ shared, before }) => [
    { code: shared, into: [{ code: before.code }, { name: 'Sealedpart' }] },
    { code: before.code, into: [] },
    { code: absent, into: [{ code: shared }] },
  ],
  'codebook.judgeSplit': ({ shared, before }) => [
    { code: shared, judgements: [{ coding: before.km, parts: [shared] }] },
    { code: absent, judgements: [{ coding: absent, parts: [absent] }] },
  ],
  'codebook.markRevisited': ({ source, other, study: { people } }) => [
    { revisits: [{ source: other, coder: people.TS }] },
    { revisits: [{ source, coder: people.KM }] },
    { revisits: [{ source: absent, coder: people.KM }] },
  ],
  'codebook.removeExample': () => [{ example: absent }],
  'codebook.tellApart': ({ shared, before }) => [
    { codes: [shared, before.code] },
    { codes: [shared, absent] },
  ],
  'adjudication.exemplify': ({ round, earlier, shared }) => [
    { round, disagreement: 'none', code: shared, kind: 'typical' },
    { round: earlier.round, disagreement: 'none', code: shared, kind: 'typical' },
  ],
  'codebook.addFramework': () => [{ name: 'Another', kind: 'inductive' }],
  'codebook.addFromLibrary': () => [{ library: 'npt' }],
  'codebook.freeze': ({ framework }) => [{ framework, note: 'As it is' }],
  'memos.add': ({ theme, other, before }) => [
    { title: 'Sealedofstudy', about: { kind: 'study', id: null } },
    { title: 'Of the theme', about: { kind: 'theme', id: theme } },
    { title: 'Of the source', about: { kind: 'source', id: other } },
    { title: 'Of KM’s code', about: { kind: 'code', id: before.code } },
    { title: 'Of nothing', about: { kind: 'code', id: absent } },
  ],
  'memos.save': ({ memo, before }) => [
    { memo, title: 'Written on' },
    { memo: before.others, title: 'Written on' },
    { memo: before.memo, title: 'Not mine' },
  ],
  'memos.comment': ({ memo, before }) => [
    { memo, words: 'Which sites?' },
    { memo: before.memo, words: 'Of KM’s' },
  ],
  'memos.restore': async ({ memo, before }, client) => {
    const texts = await client.memos.texts({ memo }).catch(() => [])
    return [
      { memo, step: texts.at(-1)?.step ?? absent },
      { memo: before.memo, step: absent },
    ]
  },
  'memos.removeComment': async ({ memo }, client) => {
    const [comment] = await client.memos.comments({ memo }).catch(() => [])
    return [{ comment: comment?.id ?? absent }, { comment: absent }]
  },
  'memos.setAttribution': () => [
    { dates: 'iso', templates: [{ kind: 'interview', dataSet: null, template: '[{person}, {date}]' }] },
    { dates: 'iso', templates: [{ kind: 'email', dataSet: null, template: '{nothing}' }] },
  ],
  'memos.setState': ({ memo, before }) => [
    { memo, state: 'in review' },
    { memo: before.memo, state: 'confirmed' },
  ],
  'queries.save': ({ shared, before, query }) => [
    { name: 'Sealedquery', asks: { anyCodes: [shared], layer: 'independent' } },
    { name: 'Of KM’s code', asks: { anyCodes: [before.code], layer: 'independent' } },
    { query: query.shared, name: 'Changed', asks: { text: { words: 'shop' } } },
    { query: query.ofKM, name: 'Not mine', asks: { text: { words: 'shop' } } },
  ],
  'queries.rename': ({ query }) => [
    { query: query.shared, name: 'Renamed' },
    { query: query.ofKM, name: 'Not mine' },
  ],
  'themes.add': ({ theme }) => [{ name: 'Sealedtheme', parent: theme }],
  'themes.update': ({ theme }) => [{ theme, summary: 'Written on' }],
  'themes.move': ({ theme, shared }) => [
    { themes: [theme] },
    { codes: [{ theme, code: shared }], into: theme },
  ],
  'themes.addCodes': ({ theme, before }) => [
    { theme, codes: [before.code] },
    { theme, codes: [absent] },
  ],
  'themes.removeCode': ({ theme, shared }) => [{ theme, code: shared }],
  'statements.add': ({ theme, component }) => [
    { theme, polarity: 'barrier', codes: [component], text: 'Sealedstatement' },
    { theme, polarity: 'barrier', codes: [component], text: 'Of nothing', passages: [absent] },
  ],
  'explore.remember': ({ theme }) => [
    {
      look: {
        view: 'convergence',
        of: 'person',
        theme,
        layer: 'independent',
        matrix: {
          rows: { kind: 'themes' },
          columns: { kind: 'person' },
          layer: 'independent',
          polarity: null,
          count: 'sources',
          shape: 'table',
        },
      },
    },
  ],
  'explore.note': ({ theme, person }) => [
    { theme, about: person, text: 'Sealednote' },
    { theme, about: absent, text: 'Of nobody' },
  ],
  'statements.update': ({ statement }) => [{ statement, text: 'Written on' }],
  'statements.move': ({ statement }) => [{ statement }],
  'study.update': () => [{ countsQuoted: true }],
  'members.add': () => [{ name: 'New One', initials: 'NO' }],
  'members.update': ({ study: { people } }) => [
    { member: people.KM, accent: 3 },
    { member: people.RV, accent: 4 },
  ],
  'sources.import': twin => [
    { files: [uploaded(twin, 'New', `New. ${someText(1)}`)] },
    { files: [uploaded(twin, 'Twice', someText())] },
  ],
  'sources.preview': twin => [{ file: uploaded(twin, 'Look', `Look. ${someText(1)}`) }],
  'sources.update': ({ source, dataSet }) => [{ source, title: 'Interview one', dataSet }],
  'sources.addDataSet': () => [{ name: 'Another set' }],
  'sources.takeOut': () => [{ attachment: absent }],
  'sources.scanAttachment': () => [{ attachment: absent }],
  'speakers.preview': () => [{ preview: absent, document: 0, choice: automatic }],
  'speakers.choose': ({ source, other }) => [
    { source: other, choice: automatic },
    { source, choice: { ...automatic, find: { by: 'nobody' } } },
  ],
  'cases.add': () => [{ kind: 'person', name: 'OT 19' }],
  'cases.setCells': ({ person }) => [{ cells: [{ case: person, column: 'note', value: 'A note' }] }],
  'cases.addAttribute': () => [{ about: 'person', name: 'Role', type: 'text' }],
  'cases.updateAttribute': ({ attribute }) => [{ attribute, name: 'Years there' }],
  'cases.moveAttribute': ({ attribute }) => [{ attribute, before: null }],
  'cases.link': ({ other, person }) => [{ links: [{ source: other, case: person }] }],
  'cases.accept': ({ other }) => [
    { suggestions: [{ source: other, speaker: null, case: null, name: 'OT 20', kind: 'person' }] },
  ],
  'cases.merge': ({ person, site }) => [{ from: person, into: site }],
  'cases.preview': twin => [{ file: uploaded(twin, 'people', 'Person,Ward\nOT 1,North\n', 'csv') }],
  'cases.import': () => [{ preview: absent, mapping: { kind: 'person', name: 0, attributes: [] } }],
  'contacts.add': ({ site, person }) => [
    { date: '2019-01-14', mode: 'phone', minutes: 30, sites: [{ case: site }], people: [{ case: person }] },
    { date: '2019-01-14', mode: 'email', sites: [{ case: absent }] },
  ],
  'contacts.update': ({ site }) => [
    { contact: absent, date: '2019-01-14', mode: 'email', sites: [{ case: site }] },
  ],
  'contacts.choose': () => [{ cutOff: '2020-04-01', expected: 45 }],
  'contacts.setSite': ({ site }) => [{ site, opened: '2018-03-01', participants: 26, staff: 3 }],
  'contacts.read': twin => [
    { file: uploaded(twin, 'log', 'Date,Site,Minutes\n14/01/2019,North,30\n', 'csv') },
  ],
  'contacts.look': () => [{ table: absent, reading: noLog }],
  'contacts.import': () => [{ table: absent, reading: noLog }],
  'contacts.remove': () => [{ contacts: [absent] }],
  'cases.unlink': ({ other, person }) => [{ links: [{ source: other, case: person }] }],
  'records.read': twin => [{ file: uploaded(twin, 'rows', 'id,text\n1,A row of words\n', 'csv') }],
  'records.look': () => [{ table: absent, reading: noColumns, mapping: null, name: 'M' }],
  'records.import': () => [{ table: absent, reading: noColumns, mapping: null, name: 'M' }],
  'catalogue.addTag': () => [{ name: 'sealedtag' }],
  'catalogue.change': ({ source, other }) => [
    { sources: [other], addTags: ['late'] },
    { sources: [source], addTags: ['late'] },
  ],
  'catalogue.renameTag': ({ tag }) => [{ tag, name: 'earlier' }],
  'catalogue.renameDataSet': ({ dataSet }) => [{ dataSet, name: 'Mentors all' }],
  'catalogue.moveDataSet': ({ dataSet }) => [{ dataSet, before: null }],
  'catalogue.saveFilter': () => [{ name: 'F', asks: { words: '', facets: {}, from: null, to: null } }],
  'catalogue.removeFilter': () => [{ filter: absent }],
  'pseudonyms.makeKey': ({ base }, _, who) => [
    { path: join(base, `${who}.key`), passphrase: 'correct horse battery' },
  ],
  'pseudonyms.put': () => [{ kind: 'place', real: 'shop', shown: '[place]' }],
  'pseudonyms.suggest': () => [{}],
  'pseudonyms.preview': () => [{}],
  'pseudonyms.ignore': () => [{ words: 'walk' }],
  'pseudonyms.heed': () => [{ words: 'walk' }],
  'pseudonyms.apply': async (_, client) => {
    const found = await client.pseudonyms.preview({}).catch(() => null)
    const places = found?.replacements ?? []
    return [{ places: places.length > 0 ? places.map(placeAsked) : [nowhere] }]
  },
  'pseudonyms.remove': async (_, client) => {
    const [pair] = await client.pseudonyms.pairs({}).catch(() => [])
    return [{ pair: pair?.id ?? absent }]
  },
  'pseudonyms.openKey': ({ base }) => [{ path: join(base, 'none.key'), passphrase: 'wrong' }],
  'pseudonyms.closeKey': () => [{}],
  'pseudonyms.forgetKey': () => [{}],
  'revisions.correct': async ({ source, other }, client) => {
    const edits = [
      { start: 20, end: 66, text: 'Other words' },
      { start: 70, end: 88, text: '' },
    ]
    const of = async (id: string) =>
      (await client.sources.open({ source: id }).catch(() => null))?.revision ?? absent
    return [
      { source, revision: await of(source), edits },
      { source: other, revision: await of(other), edits },
    ]
  },
  'revisions.restore': ({ source }) => [{ source, number: 1 }],
  'revisions.accept': async ({ source }, client) => {
    const items = await client.revisions.toPlace({ source }).catch(() => [])
    return [{ items: items.length > 0 ? items.map(({ id }) => id) : [absent] }]
  },
  'revisions.place': () => [{ item: absent, start: 0, end: 4 }],
  'revisions.drop': () => [{ item: absent }],
  'rounds.open': ({ source, other, study: { people } }) => [
    { title: 'On the same', sources: [source], coders: [people.KM, people.TS] },
    { title: 'Elsewhere', sources: [other], coders: [people.KM, people.TS], blind: false },
    {
      title: 'Drawn',
      sample: { among: [source, other], size: { number: 1 }, seed: 1 },
      coders: [people.TS, people.KM],
    },
  ],
  // Of the round itself only by those who may not: for a lead it would be the decision that ends the blinding.
  'rounds.unblind': ({ round }, _, who) => [
    { round: absent, because: 'Why' },
    ...(who === 'RV' || who === 'nobody' ? [{ round, because: 'Why' }] : []),
  ],
  'rounds.setAgreed': ({ round, earlier }) => [
    { round: earlier.round, agree: { by: 'overlap', overlap: 0.5, extent: 'union' }, because: 'Why' },
    { round, agree: { by: 'exact' }, because: 'Why' },
  ],
  'rounds.close': ({ round, earlier }) => [{ round }, { round: earlier.round }],
  'agreement.keep': ({ round, earlier }) => [{ round }, { round: earlier.round, unit: 'segment' }],
  'adjudication.setJudging': ({ earlier, round }) => [
    { round, namesHidden: false, codersMayRule: true },
    { round: earlier.round, namesHidden: false, codersMayRule: true },
  ],
  'adjudication.comment': ({ earlier, round }) => [
    { round: earlier.round, disagreement: earlier.difference, words: 'Look' },
    { round, disagreement: earlier.difference, words: 'Look' },
  ],
  'adjudication.removeComment': () => [{ comment: absent }],
  'adjudication.park': ({ earlier, shared, before }) => [
    { round: earlier.round, disagreement: earlier.difference },
    { round: earlier.round, codes: [shared, before.code] },
  ],
  'adjudication.unpark': () => [{ entry: absent }],
  'adjudication.meet': ({ earlier }) => [{ round: earlier.round, heldOn: '2025-03-12', attendees: 'RV, LD' }],
  'adjudication.updateMeeting': () => [{ meeting: absent, notes: 'x' }],
  'adjudication.decide': () => [{ entry: absent, decision: 'Keep both' }],
  'adjudication.rule': ({ earlier }) => [
    { round: earlier.round, disagreement: earlier.difference, outcome: 'b', reason: 'No' },
  ],
  'adjudication.ruleMany': ({ earlier }) => [
    { rulings: [{ round: earlier.round, disagreement: earlier.difference, outcome: 'b', reason: 'No' }] },
  ],
  'adjudication.drawAgain': ({ earlier, round, study: { people } }) => [
    { round: earlier.round, judge: people.LD, size: { number: 1 }, seed: 4 },
    { round, judge: people.LD, size: { share: 0.5 }, seed: 4 },
  ],
  'adjudication.judgeAgain': ({ earlier }) => [
    { judging: absent, disagreement: earlier.difference, outcome: 'a' },
  ],
  'adjudication.letGo': ({ earlier }) => [{ round: earlier.round, ruling: absent }],
  'adjudication.withdraw': ({ earlier }) => [{ round: earlier.round, disagreement: earlier.difference }],
  'reports.make': ({ round, earlier }) => [
    { what: 'codings', format: 'csv' },
    { what: 'agreement', format: 'json', agreement: { round } },
    { what: 'agreement', format: 'json', agreement: { round: earlier.round } },
    { what: 'plan', format: 'html', round },
    { what: 'audit', format: 'json', audit: { thing: 'codings' } },
  ],
  'reports.methods': ({ round, earlier }) => [
    { agreement: { round } },
    { agreement: { round: earlier.round } },
  ],
  'reports.scan': () => [{ what: 'memos', format: 'md' }],
  'reports.remember': () => [
    {
      choices: {
        formats: {},
        layer: null,
        participants: {},
        agreement: {},
        audit: {},
        leftOut: ['plan'],
      },
    },
  ],
  'reports.preview': () => [{ what: 'srqr' }, { what: 'codings', most: 50 }],
  'reports.save': async ({ base }, client, who) => {
    const made = await client.reports.make({ what: 'memos', format: 'md' }).catch(() => null)
    mkdirSync(join(base, 'saved'), { recursive: true })
    return [{ report: made?.id ?? absent, path: join(base, 'saved', `${who}.md`) }]
  },
  'study.backup': () => [{}],
  // One's own steps, all the way back and forth again.
  'history.undo': () => Array.from({ length: 40 }, () => ({})),
  'history.redo': () => Array.from({ length: 40 }, () => ({})),
  'codings.remove': ({ before }) => [
    { codings: [before.ts] },
    { codings: [before.km] },
    { codings: [absent] },
  ],
  'annotations.remove': ({ before }) => [{ annotation: before.note }, { annotation: absent }],
  'memos.remove': ({ memo, before }) => [{ memo: before.others }, { memo: before.memo }, { memo }],
  'codebook.removeCode': ({ shared, before }) => [{ code: shared }, { code: before.code }, { code: absent }],
  'codebook.removeCodes': ({ shared, before }) => [{ codes: [shared, before.code] }],
  'queries.remove': ({ query }) => [{ query: query.ofKM }, { query: query.shared }, { query: absent }],
  'statements.remove': ({ statement }) => [{ statement }],
  'themes.remove': ({ theme }) => [{ theme }],
  'catalogue.removeTag': ({ tag }) => [{ tag }],
  'catalogue.removeDataSet': ({ dataSet }) => [{ dataSet }],
  'cases.removeAttribute': ({ attribute }) => [{ attribute }],
  'cases.remove': ({ person, site }) => [{ cases: [person, site] }],
  'sources.remove': ({ source, other }) => [{ source }, { source: other }],
  'catalogue.removeSources': ({ source, other }) => [{ sources: [source, other] }, { sources: [absent] }],
  'members.remove': ({ study: { people } }) => [{ member: people.KM }, { member: people.RV }],
  'rounds.submit': ({ round, study: { people } }, _, who) => [
    ...(who === 'command line' ? [] : [{ round, coder: people.KM }]),
    { round, coder: people.TS },
  ],
  'library.setPreferences': () => [{ readingSize: 20 }],
  // As oneself; as the other coder is somebody else's seat, which blinding does not guard (docs/rounds-and-blinding.md).
  'session.signIn': ({ study: { people } }, _, who) => [
    { member: absent },
    ...(who === 'TS' || who === 'RV' || who === 'LD' ? [{ member: people[who] }] : []),
  ],
  'session.signOut': () => [{}],
  'handouts.make': ({ round, study: { people } }) => [
    { round, coder: people.KM, protection: { kind: 'open' } },
    { round, coder: people.TS, protection: { kind: 'open' } },
    { round, coder: people.RV, protection: { kind: 'open' } },
  ],
  'handouts.shareMemos': ({ memo }) => [{ memos: [memo] }],
  'handouts.makeReturn': () => [{ submits: false }],
  'library.lookAtHandout': twin => [{ file: uploaded(twin, 'Hand-out', 'none', 'tandem-handout') }],
  'library.openHandout': twin => [{ file: uploaded(twin, 'Hand-out', 'none', 'tandem-handout') }],
  'library.declineHandout': () => [{}],
  'library.recover': ({ path }) => [{ path, recovery: 'none', passphrase: 'long enough for it' }],
  'keys.changePassphrase': () => [{ current: 'none', passphrase: 'long enough for it' }],
  'keys.removePassphrase': () => [{ current: 'none' }],
  'keys.renewRecoveryKey': () => [{ current: 'none' }],
  'keys.rotate': () => [{ current: 'none', passphrase: 'long enough for it' }],
  'keys.setComputer': () => [{ current: 'none' }],
  'keys.removeComputer': () => [{}],
  'session.lock': () => [{}],
  'library.create': (_, __, who) => [{ title: `A further study of ${who}` }],
  'library.close': () => [{}],
  'library.open': ({ path }) => [{ path }, { path, passphrase: 'x' }],
  'library.forget': ({ base }) => [{ path: join(base, 'elsewhere.tandem') }],
}

/** Methods that are not asked here, and why that is no way around the blinding. */
export const notAsked: Record<string, string> = {
  'handouts.proposePassphrase': 'answers what chance made',
  'keys.setPassphrase': 'encrypts the study anew, and looks at nothing in it',
  'library.openSample': 'makes another study, of a quarter of a minute, and looks at nothing in this one',
}

/** What each command of the command line that reads is asked: the words after its name and the study. */
export const commandLine: Record<string, (twin: Twin) => string[][]> = {
  members: () => [[]],
  sources: () => [[]],
  'framework diff': () => [['--from', '1']],
  text: () => [['Interview 1'], ['Interview 1', '--revision', '1']],
  cases: () => [[]],
  contacts: () => [[], ['--cut-off', '2020-04-01']],
  codes: () => [[]],
  codings: () => [[], ['--coder', 'KM'], ['--layer', 'consensus'], ['--layer', 'independent']],
  rounds: () => [[]],
  'round plan': ({ base }) => [
    ['--round', 'Round 1'],
    ['--round', 'Round 1', '-o', join(base, 'plan.docx'), '--force'],
  ],
  agreement: () => [
    [],
    ['--round', 'Round 1'],
    ['--round', 'Round 0'],
    ['--coders', 'KM,TS'],
    ['--coders', 'KM,TS,RV'],
    ['--coders', 'KM,RV', '--unitizing'],
    ['--coders', 'KM,RV', '--gamma', 'Interview 2', '--samples', '3'],
    ['--kept'],
    ['--reproduce', '1'],
    ['--change', '1,2'],
    ['--round', 'Round 0', '--drift'],
  ],
  ...Object.fromEntries(
    ['agenda', 'meeting', 'judging'].map(name => [
      name,
      () => [
        ['--round', 'Round 1'],
        ['--round', 'Round 0'],
      ],
    ]),
  ),
  mirror: () => [
    ['--round', 'Round 1'],
    ['--round', 'Round 0'],
  ],
  decided: () => [
    ['--round', 'Round 1', '--coder', 'TS'],
    ['--round', 'Round 0', '--coder', 'TS'],
  ],
  disagreements: () => [
    ['--round', 'Round 1'],
    ['--round', 'Round 0'],
  ],
  search: () => [['shop'], ['sealed'], ['shop OR sealed*', '--operators'], ['day \\d+', '--regex']],
  queries: () => [[]],
  query: () => [['Waiting, each'], ['KM asks']],
  check: () => [[]],
  decide: () => [[]],
  passphrase: () => [[]],
  backup: () => [[]],
  export: ({ base }) =>
    [
      'codebook csv',
      'codings csv',
      'codings xlsx',
      'memos md',
      'participants csv',
      'themes html',
      'themes xlsx',
      'matrix csv',
      'query csv',
      'contacts csv',
      'agreement html',
      'plan html',
      'minutes html',
      'audit csv',
    ].map(words => [
      ...words.split(' ').toSpliced(1, 0, '--format'),
      '-o',
      join(base, words.replace(' ', '.')),
      '--force',
    ]),
}

const automatic = { find: { by: 'automatic' }, not: [], names: [], asks: [] }
const noColumns = { columns: [{ name: 'text', role: 'text' }], dateOrder: 'day-month' }
const noLog = { columns: [{ name: 'date', role: 'date' }], dateOrder: 'day-month' }
const nowhere = { source: absent, revision: absent, place: 'text', number: 0, start: 0, end: 4, pair: absent }

const placeAsked = (place: object): object =>
  Object.fromEntries(Object.entries(place).filter(([name]) => name in nowhere))

let uploads = 0
function uploaded({ study }: Twin, title: string, text: string, ending = 'txt'): object {
  const upload = `blinding-${++uploads}`
  const fileName = `${title}.${ending}`
  study.host.uploads.put(upload, { fileName, bytes: Buffer.from(text) }, text.length)
  return { upload, fileName }
}
