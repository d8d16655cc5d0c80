import { type ReactNode, useMemo, useState } from 'react'
import type { CaseKind, CaseTable } from '#shared/model/case.ts'
import type { Layer, Polarity } from '#shared/model/coding.ts'
import type { LiveCount } from '#shared/model/live-number.ts'
import { ComboBox } from '../ui/combo-box.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useRead } from '../use-engine.ts'
import styles from './live-number.module.css'
import { countsInWords } from './live-numbers.ts'

interface LiveNumberDialogProps {
  /** What it counts so far; null for a new one. */
  count: LiveCount | null
  /** Whether it is put in, and not changed. */
  isNew: boolean
  /** What became of it elsewhere while it is open here. */
  met: ReactNode
  /** False until one said whose stays. */
  isReady: boolean
  onDone(count: LiveCount): void
  onClose(): void
}

const forms: readonly { id: LiveCount['form']; label: string; description: string }[] = [
  { id: 'of', label: 'So many of so many', description: '14 of the 19 OTs' },
  { id: 'count', label: 'So many', description: '14 OTs' },
  { id: 'share', label: 'Per cent', description: '73.7%' },
]
const layers: readonly { id: Layer; label: string }[] = [
  { id: 'consensus', label: 'Consensus' },
  { id: 'independent', label: 'Each coder’s own codings' },
]
const polarities: readonly { id: Polarity | 'all'; label: string }[] = [
  { id: 'all', label: 'All passages' },
  { id: 'facilitator', label: 'Coded as facilitator' },
  { id: 'barrier', label: 'Coded as barrier' },
]
const everyone = 'all'

/** Says what a live number counts, with what it comes to while one chooses. */
export function LiveNumberDialog({ count, isNew, met, isReady, onDone, onClose }: LiveNumberDialogProps) {
  const cases = useRead('cases.list', {}).data ?? noCases
  const themes = useRead('themes.list', {}).data ?? []
  const frameworks = useRead('codebook.frameworks', {}).data ?? []
  const dataSets = useRead('sources.dataSets', {}).data ?? []
  const queries = useRead('queries.list', {}).data ?? []
  const [kind, setKind] = useState<CaseKind>(count?.kind ?? 'person')
  const [who, setWho] = useState(count?.where ? whoOf(count.where) : everyone)
  const [behind, setBehind] = useState<string | null>(
    count ? `${count.behind.kind} ${count.behind.id}` : null,
  )
  const [polarity, setPolarity] = useState<Polarity | 'all'>(count?.polarity ?? 'all')
  const [layer, setLayer] = useState<Layer>(count?.layer ?? 'consensus')
  const [among, setAmong] = useState(count?.among ?? 'sources')
  const [form, setForm] = useState<LiveCount['form']>(count?.form ?? 'of')
  const [noun, setNoun] = useState<string | null>(count?.noun ?? null)
  const groups = useMemo(() => groupsOf(cases, kind), [cases, kind])
  const group = groups.find(({ id }) => id === who)
  const usualNoun = group ? `${group.value}s` : kind === 'person' ? 'people' : 'sites'
  const [behindKind, behindId] = behind?.split(' ') ?? []
  const asked: LiveCount | null =
    behindId === undefined
      ? null
      : {
          kind,
          where: group ? { attribute: group.attribute, value: group.value } : null,
          behind: { kind: kindOf(behindKind), id: behindId },
          polarity: polarity === 'all' ? null : polarity,
          layer,
          among,
          form,
          noun: (noun ?? usualNoun).trim(),
        }
  const { data, failure } = useRead('memos.count', asked, { keepPrevious: true })
  return (
    <FormDialog
      title={isNew ? 'Insert a live number' : 'Change a live number'}
      description="Distinct people or sites behind a code, a theme or a saved query. It is counted anew whenever it is shown."
      submitLabel={isNew ? 'Insert the number' : 'Change the number'}
      isReady={isReady && asked !== null}
      isBusy={false}
      failure={failure ?? null}
      onSubmit={() => asked && onDone(asked)}
      onClose={onClose}
    >
      {met}
      <div className={styles.preview} role="status">
        <p className={styles.figure}>
          {data && asked ? data.number.said : 'Choose a code, a theme or a query.'}
        </p>
        {data && asked && <p className={styles.why}>{countsInWords(data.number)}</p>}
      </div>
      <div className={styles.fields}>
        <div className={styles.wide}>
          <ComboBox
            label="Behind which code, theme or query"
            autoFocus={count === null}
            options={[
              ...queries
                // Its regular expression would be looked for wherever the number is shown.
                .filter(({ asks }) => asks.text?.how !== 'pattern')
                .map(({ id, name }) => ({ id: `query ${id}`, label: name, description: 'Query' })),
              ...themes.map(({ id, name }) => ({ id: `theme ${id}`, label: name, description: 'Theme' })),
              ...frameworks.flatMap(({ codes }) =>
                codes.map(({ id, name, path }) => ({
                  id: `code ${id}`,
                  label: name,
                  description: path.slice(0, -1).join(' › ') || 'Code',
                })),
              ),
            ]}
            value={behind}
            onChange={setBehind}
          />
        </div>
        <Select<CaseKind>
          label="Count"
          options={[
            { id: 'person', label: 'People' },
            { id: 'site', label: 'Sites' },
          ]}
          value={kind}
          onChange={chosen => {
            setKind(chosen)
            setWho(everyone)
          }}
        />
        <Select
          label="Which of them"
          options={[
            { id: everyone, label: kind === 'person' ? 'All people' : 'All sites' },
            ...groups.map(({ id, name, value }) => ({ id, label: `${name}: ${value}` })),
          ]}
          value={group ? who : everyone}
          onChange={setWho}
        />
        <Select
          label="Out of"
          options={[
            { id: 'sources', label: 'Those who have a source' },
            { id: 'study', label: 'All in the study' },
            ...dataSets.map(({ id, name }) => ({ id, label: `Those in “${name}”` })),
          ]}
          value={among}
          onChange={setAmong}
        />
        {behindKind !== 'query' && (
          <>
            <Select label="Layer" options={layers} value={layer} onChange={setLayer} />
            <Select label="Passages" options={polarities} value={polarity} onChange={setPolarity} />
          </>
        )}
        <Select label="Said as" options={forms} value={form} onChange={setForm} />
        <TextField
          label="What they are called"
          value={noun ?? usualNoun}
          onChange={setNoun}
          maxLength={200}
          isDisabled={form === 'share'}
        />
      </div>
    </FormDialog>
  )
}

const kindOf = (word: string | undefined): LiveCount['behind']['kind'] =>
  word === 'theme' || word === 'query' ? word : 'code'

const noCases: CaseTable = { cases: [], attributes: [] }

interface Group {
  id: string
  attribute: string
  name: string
  value: string
}

const whoOf = ({ attribute, value }: { attribute: string; value: string }): string => `${attribute} ${value}`

/** Every value that some case of a kind has, by attribute. */
function groupsOf({ cases, attributes }: CaseTable, kind: CaseKind): Group[] {
  const of = cases.filter(one => one.kind === kind)
  return attributes
    .filter(({ about }) => about === kind)
    .flatMap(({ id, name }) =>
      [...new Set(of.flatMap(({ values }) => values[id] ?? []))]
        .sort((a, b) => a.localeCompare(b, 'en-GB', { numeric: true }))
        .map(value => ({ id: whoOf({ attribute: id, value }), attribute: id, name, value })),
    )
}
