import { Plus, TableProperties, UserPlus, Users } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Attribute, Case, CaseKind } from '#shared/model/case.ts'
import { foundIn, soughtWords } from '#shared/text/folded.ts'
import { RememberedPanes } from '../../remembered-panes.tsx'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { SegmentedControl } from '../../ui/toggle.tsx'
import { Toolbar, ToolbarGap } from '../../ui/toolbar.tsx'
import { useAct, useClient, useRead } from '../../use-engine.ts'
import { counted, number } from '../../wording.ts'
import { AddCaseDialog } from './add-case-dialog.tsx'
import { AttributeDialog } from './attribute-dialog.tsx'
import { CaseDetail } from './case-detail.tsx'
import { CaseGrid } from './case-grid.tsx'
import styles from './cases.module.css'
import { useCases } from './cases-store.ts'
import { type GridColumn, gridColumns } from './grid-columns.ts'
import { ImportCasesDialog } from './import-cases-dialog.tsx'
import { MergeDialog } from './merge-dialog.tsx'
import { SuggestionsDialog } from './suggestions-dialog.tsx'

type Open = 'add' | 'attribute' | 'import' | 'suggestions' | 'merge'

const kinds: readonly { id: CaseKind; label: string }[] = [
  { id: 'person', label: 'People' },
  { id: 'site', label: 'Sites' },
]

/** The people and sites of the study as a grid that is written in, and the sources of the one in view. */
export function Cases() {
  const { kind, show } = useCases()
  const client = useClient()
  const { run } = useAct()
  const { data, failure } = useRead('cases.list', {})
  const codings = useRead('cases.counts', {}).data
  const proposed = useRead('cases.suggestions', {}).data?.length ?? 0
  const [words, setWords] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [active, setActive] = useState<string | null>(null)
  const [open, setOpen] = useState<Open | null>(null)
  const [changing, setChanging] = useState<Attribute | null>(null)
  const columns = useMemo(
    () =>
      gridColumns(kind, {
        attributes: data?.attributes ?? [],
        sites: new Map(data?.cases.filter(one => one.kind === 'site').map(one => [one.id, one.name])),
        codings,
      }),
    [kind, data, codings],
  )
  const ofKind = useMemo(() => data?.cases.filter(one => one.kind === kind) ?? [], [data, kind])
  const shown = useMemo(() => ofKind.filter(one => isShown(one, columns, words)), [ofKind, columns, words])
  if (failure) {
    return (
      <Callout tone="error" isLive title={failure.message}>
        {failure.hint}
      </Callout>
    )
  }
  if (!data) return null
  const picked = ofKind.filter(one => chosen.has(one.id))
  const close = () => setOpen(null)
  const remove = async () => {
    const cases = picked.map(one => one.id)
    const goes = await run(() => client.cases.goesWith({ cases }))
    if (!goes) return
    const what = picked.length === 1 ? `“${picked[0]?.name}”` : counted(picked.length, 'case')
    await run(() => client.cases.remove({ cases }), { undoable: `Removed ${what}. ${goes.sentence}` })
    setChosen(new Set())
  }
  const onAttribute = (action: string, attribute: Attribute) => {
    const { id, name } = attribute
    const all = data.attributes.filter(one => one.about === attribute.about)
    const at = all.findIndex(one => one.id === id)
    const move = (before: string | null) => run(() => client.cases.moveAttribute({ attribute: id, before }))
    if (action === 'change') setChanging(attribute)
    else if (action === 'left' && at > 0) void move(all[at - 1]?.id ?? null)
    else if (action === 'right' && at < all.length - 1) void move(all[at + 2]?.id ?? null)
    else if (action === 'remove') {
      void run(() => client.cases.removeAttribute({ attribute: id }), {
        undoable: `Removed “${name}” and its values.`,
      })
    }
  }
  const isEmpty = data.cases.length === 0
  const noun = kind === 'person' ? 'person' : 'site'
  return (
    <>
      <PageHeader
        title="Cases"
        description={isEmpty ? undefined : summary(data.cases, data.attributes)}
        actions={
          isEmpty ? undefined : (
            <>
              {proposed > 0 && (
                <Button onPress={() => setOpen('suggestions')}>
                  {`${counted(proposed, 'link')} proposed…`}
                </Button>
              )}
              <Button icon={<TableProperties />} onPress={() => setOpen('import')}>
                Import a table…
              </Button>
              <Button variant="primary" icon={<UserPlus />} onPress={() => setOpen('add')}>
                {kind === 'person' ? 'Add a person…' : 'Add a site…'}
              </Button>
            </>
          )
        }
      >
        {!isEmpty && (
          <Toolbar label="What is shown">
            <SegmentedControl<CaseKind>
              label="People or sites"
              options={kinds}
              value={kind}
              onChange={next => {
                show(next)
                setChosen(new Set())
                setActive(null)
              }}
            />
            <SearchField label="Filter by any words" value={words} onChange={setWords} />
            <span className={styles.count} role="status">
              {words.trim() === '' ? '' : `${number(shown.length)} of ${number(ofKind.length)}`}
            </span>
            <ToolbarGap />
            {picked.length > 0 && (
              <>
                <span className={styles.count}>{picked.length} chosen</span>
                {picked.length === 2 && (
                  <Button size="small" onPress={() => setOpen('merge')}>
                    Merge…
                  </Button>
                )}
                <Button size="small" onPress={() => void remove()}>
                  Remove
                </Button>
              </>
            )}
            <Button size="small" icon={<Plus />} onPress={() => setOpen('attribute')}>
              Add an attribute…
            </Button>
          </Toolbar>
        )}
      </PageHeader>
      {isEmpty ? (
        <EmptyState
          icon={<Users />}
          title="No people or sites yet"
          action={
            <div className={styles.steps}>
              {proposed > 0 && (
                <Button variant="primary" onPress={() => setOpen('suggestions')}>
                  Look at {counted(proposed, 'proposed link')}…
                </Button>
              )}
              <Button variant={proposed > 0 ? 'secondary' : 'primary'} onPress={() => setOpen('import')}>
                Import a table…
              </Button>
              <Button onPress={() => setOpen('add')}>Add a person…</Button>
            </div>
          }
        >
          The people you spoke with and the places they work at belong here, with what you know of them: role,
          years, site. Sources and speakers are linked to them.
        </EmptyState>
      ) : (
        <div className={styles.panes}>
          <RememberedPanes
            name="cases"
            panes={[
              {
                id: 'grid',
                label: 'Cases',
                minSize: 400,
                content: (
                  <div className={styles.main}>
                    {ofKind.length === 0 ? (
                      <EmptyState
                        isCompact
                        title={kind === 'person' ? 'No people yet' : 'No sites yet'}
                        action={<Button onPress={() => setOpen('add')}>Add a {noun}…</Button>}
                      />
                    ) : shown.length === 0 ? (
                      <EmptyState
                        isCompact
                        title={`No ${noun} answers to this filter`}
                        action={<Button onPress={() => setWords('')}>Show all {ofKind.length}</Button>}
                      />
                    ) : (
                      <CaseGrid
                        key={kind}
                        label={kind === 'person' ? 'People' : 'Sites'}
                        columns={columns}
                        cases={shown}
                        chosen={chosen}
                        onChoose={setChosen}
                        active={active}
                        onActive={setActive}
                        onAttribute={onAttribute}
                      />
                    )}
                  </div>
                ),
              },
              {
                id: 'detail',
                label: 'The case',
                defaultSize: 280,
                minSize: 200,
                isCollapsible: true,
                keepsPixels: true,
                content: <CaseDetail of={ofKind.find(one => one.id === active) ?? null} cases={data.cases} />,
              },
            ]}
          />
        </div>
      )}
      {open === 'add' && <AddCaseDialog kind={kind} cases={data.cases} close={close} />}
      {open === 'attribute' && <AttributeDialog about={kind} attribute={null} close={close} />}
      {changing && (
        <AttributeDialog about={changing.about} attribute={changing} close={() => setChanging(null)} />
      )}
      {open === 'import' && <ImportCasesDialog close={close} />}
      {open === 'suggestions' && <SuggestionsDialog close={close} />}
      {open === 'merge' && picked[0] && picked[1] && (
        <MergeDialog cases={[picked[0], picked[1]]} close={close} onMerged={() => setChosen(new Set())} />
      )}
    </>
  )
}

const isShown = (of: Case, columns: readonly GridColumn[], words: string): boolean => {
  const sought = soughtWords(words)
  if (sought.length === 0) return true
  const text = columns.map(column => column.shown(of)).join('\n')
  return sought.every(word => foundIn(text, [word]).length > 0)
}

function summary(cases: readonly Case[], attributes: readonly Attribute[]): string {
  const sites = cases.filter(one => one.kind === 'site').length
  return [
    counted(cases.length - sites, 'person', 'people'),
    counted(sites, 'site'),
    counted(attributes.length, 'attribute'),
  ].join(', ')
}
