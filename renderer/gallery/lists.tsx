import { FileText, FolderTree, Mail, Mic } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Card, CardList } from '../ui/card-list.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Meter } from '../ui/meter.tsx'
import { Table } from '../ui/table.tsx'
import type { TableColumn } from '../ui/table-head.tsx'
import { showToast } from '../ui/toast-queue.ts'
import { Tree } from '../ui/tree.tsx'
import { codeColumns, codeFigures, codeTree, manyCodes, type SourceRow, sources } from './data.tsx'
import styles from './gallery.module.css'
import { Group, Sample } from './sample.tsx'

const kinds = { interview: <Mic />, email: <Mail />, note: <FileText /> }

const columns: readonly TableColumn<SourceRow>[] = [
  { id: 'name', header: 'Source', cell: row => row.name, sortValue: row => row.name, width: '30%' },
  { id: 'set', header: 'Data set', cell: row => row.set, sortValue: row => row.set },
  {
    id: 'state',
    header: 'State',
    width: '110px',
    cell: row => <Badge tone={row.state === 'Returned' ? 'good' : 'plain'}>{row.state}</Badge>,
    sortValue: row => row.state,
  },
  {
    id: 'share',
    header: 'Coded',
    width: '170px',
    cell: row => <Meter label={`Coded share of ${row.name}`} value={row.share} />,
    sortValue: row => row.share,
  },
  {
    id: 'words',
    header: 'Words',
    align: 'end',
    width: '90px',
    cell: row => row.words.toLocaleString('en-GB'),
    sortValue: row => row.words,
  },
]

const nothing: ReadonlySet<string> = new Set()

/** Trees, tables and cards, full, empty and very long. */
export function Lists() {
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set(['work', 'rel']))
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(['time']))
  const [rows, setRows] = useState<ReadonlySet<string>>(new Set(['P03', 'P05']))
  const [opened, setOpened] = useState<ReadonlySet<string>>(nothing)
  const [picked, setPicked] = useState<ReadonlySet<string>>(nothing)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(nothing)
  const many = useMemo(() => manyCodes(5000), [])
  const long = useMemo(() => sources(2000), [])
  return (
    <Group name="Lists">
      <Sample name="Tree">
        <div className={`${styles.framed} ${styles.tall}`}>
          <Tree
            label="Framework"
            nodes={codeTree}
            columns={codeColumns}
            figuresOf={codeFigures}
            expanded={expanded}
            onExpandedChange={setExpanded}
            selected={selected}
            onSelectionChange={setSelected}
            selectionMode="multiple"
            onRename={async (id, name) => {
              showToast({ message: `${id} is now called ${name}.` })
              return true
            }}
            onMove={(ids, drop) =>
              showToast({ message: `${ids.join(', ')} moved ${drop.where} ${drop.targetId}.` })
            }
            onOpen={id => showToast({ message: `${id} opened.` })}
            onMenuAction={(action, ids) => showToast({ message: `${action}: ${ids.join(', ')}.` })}
            menu={() => [{ id: 'retire', label: 'Retire' }]}
          />
        </div>
      </Sample>
      <Sample name="Tree of 5,000, with a search marked">
        <div className={`${styles.framed} ${styles.tall}`}>
          <Tree
            label="Long framework"
            nodes={many}
            marked="code 1"
            expanded={opened}
            onExpandedChange={setOpened}
            selected={picked}
            onSelectionChange={setPicked}
          />
        </div>
      </Sample>
      <Sample name="Empty tree">
        <div className={`${styles.framed} ${styles.tall}`}>
          <Tree
            label="Empty framework"
            nodes={[]}
            expanded={nothing}
            onExpandedChange={() => {}}
            selected={nothing}
            onSelectionChange={() => {}}
            empty={
              <EmptyState
                isCompact
                headingLevel={4}
                icon={<FolderTree />}
                title="No codes yet"
                action={<Button size="small">Add a code</Button>}
              >
                Codes appear here as you name them while reading.
              </EmptyState>
            }
          />
        </div>
      </Sample>
      <Sample name="Table with selection, sorting and totals" isWide>
        <div className={styles.framed}>
          <Table
            label="Sources"
            columns={columns}
            rows={sources(7)}
            rowId={row => row.name}
            defaultSort={{ column: 'name', direction: 'ascending' }}
            selectionMode="multiple"
            selected={rows}
            onSelectionChange={setRows}
            onOpen={row => showToast({ message: `${row.name} opened.` })}
            totals={{ name: '7 sources', words: '41,306' }}
          />
        </div>
      </Sample>
      <Sample name="Table of 2,000, and an empty one" isWide>
        <div className={`${styles.framed} ${styles.tall}`}>
          <Table
            label="Many sources"
            columns={columns}
            rows={long}
            rowId={row => row.name}
            selectionMode="single"
            selected={chosen}
            onSelectionChange={setChosen}
          />
        </div>
        <div className={styles.framed}>
          <Table
            label="No sources"
            columns={columns}
            rows={[]}
            rowId={row => row.name}
            empty={
              <EmptyState
                isCompact
                headingLevel={4}
                title="No sources yet"
                action={<Button size="small">Import</Button>}
              >
                Drop transcripts, emails or notes anywhere in this window.
              </EmptyState>
            }
          />
        </div>
      </Sample>
      <Sample name="Cards in a list, cards side by side" isWide>
        <div className={styles.column}>
          <CardList label="Recent studies">
            <Card
              title="Mentoring in practice"
              description="Round 2 is open; 9 sources wait for you"
              aside="Today, 14:02"
              icon={kinds.interview}
              onPress={() => {}}
            />
            <Card
              title="Sample study"
              description="Synthetic; nobody real"
              aside="Yesterday"
              icon={kinds.note}
              onPress={() => {}}
              isSelected
            />
          </CardList>
          <CardList label="Queries" isGrid>
            <Card title="Barriers by site" description="4 codes × 6 sites" onPress={() => {}} />
            <Card title="Trust near time" description="Co-occurrence, 22 passages" onPress={() => {}} />
            <Card title="What emails say" description="Search with context" onPress={() => {}} />
          </CardList>
        </div>
      </Sample>
    </Group>
  )
}
