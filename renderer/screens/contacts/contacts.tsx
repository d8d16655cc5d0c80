import { ContactRound, Plus, SlidersHorizontal, TableProperties, X } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Contact, ContactSite } from '#shared/model/contact.ts'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { SegmentedControl } from '../../ui/toggle.tsx'
import { Toolbar, ToolbarGap } from '../../ui/toolbar.tsx'
import { useRead } from '../../use-engine.ts'
import { counted, dateOf, number } from '../../wording.ts'
import { ContactDialog } from './contact-dialog.tsx'
import { ContactLog } from './contact-log.tsx'
import { filtered } from './contact-words.ts'
import styles from './contacts.module.css'
import { type ContactsView, useContacts } from './contacts-store.ts'
import { ImportLogDialog } from './import-log-dialog.tsx'
import { SetUpDialog } from './set-up-dialog.tsx'
import { SiteCharts } from './site-charts.tsx'
import { SiteDialog } from './site-dialog.tsx'
import { SitesTable } from './sites-table.tsx'

type Open = 'import' | 'set-up' | 'add' | { contact: Contact } | { site: ContactSite }

const views: readonly { id: ContactsView; label: string }[] = [
  { id: 'log', label: 'Log' },
  { id: 'sites', label: 'By site' },
  { id: 'chart', label: 'Charts' },
]

/** The contact log, what it adds up to for each site, and how that stands beside what is expected. */
export function Contacts() {
  const { view, show, words, seek, filter, open: openFilter } = useContacts()
  const { data: log, failure } = useRead('contacts.list', {})
  const table = useRead('contacts.table', {}).data
  const cases = useRead('cases.list', {}).data?.cases
  const [open, setOpen] = useState<Open | null>(null)
  const shown = useMemo(() => filtered(log ?? [], filter, words, cases ?? []), [log, filter, words, cases])
  if (failure) {
    return (
      <Callout tone="error" isLive title={failure.message}>
        {failure.hint}
      </Callout>
    )
  }
  if (!log || !table || !cases) return null
  const close = () => setOpen(null)
  const isEmpty = log.length === 0
  return (
    <>
      <PageHeader
        title="Contacts"
        description={
          isEmpty
            ? undefined
            : [
                counted(log.length, 'contact'),
                counted(table.sites.length, 'site'),
                table.cutOff === null
                  ? ''
                  : `counted up to ${dateOf(table.cutOff)}${table.isCutOffChosen ? '' : ', the last contact'}`,
              ]
                .filter(Boolean)
                .join(', ')
        }
        actions={
          isEmpty ? undefined : (
            <>
              <Button icon={<SlidersHorizontal />} onPress={() => setOpen('set-up')}>
                Cut-off and counting…
              </Button>
              <Button icon={<TableProperties />} onPress={() => setOpen('import')}>
                Import a log…
              </Button>
              <Button variant="primary" icon={<Plus />} onPress={() => setOpen('add')}>
                Add a contact…
              </Button>
            </>
          )
        }
      >
        {!isEmpty && (
          <Toolbar label="What is shown">
            <SegmentedControl<ContactsView> label="View" options={views} value={view} onChange={show} />
            {view === 'log' && (
              <>
                <SearchField label="Filter by any words" value={words} onChange={seek} />
                {filter && (
                  <Button
                    size="small"
                    icon={<X />}
                    aria-label={`Show all contacts, not only ${filter.label}`}
                    onPress={() => openFilter(null)}
                  >
                    {filter.label}
                  </Button>
                )}
                <span className={styles.count} role="status">
                  {shown.length === log.length ? '' : `${number(shown.length)} of ${number(log.length)}`}
                </span>
              </>
            )}
            <ToolbarGap />
          </Toolbar>
        )}
      </PageHeader>
      {isEmpty ? (
        <EmptyState
          icon={<ContactRound />}
          title="No contacts yet"
          action={
            <div className={styles.steps}>
              <Button variant="primary" onPress={() => setOpen('import')}>
                Import a log…
              </Button>
              <Button isDisabled={table.sites.length === 0} onPress={() => setOpen('add')}>
                Add a contact…
              </Button>
            </div>
          }
        >
          The sessions, calls and emails with each site belong here: when, how, for how long, who came and why
          others did not.{' '}
          {table.sites.length === 0 && 'A log brings its sites along; or add sites under Cases first.'}
        </EmptyState>
      ) : view === 'log' ? (
        <ContactLog contacts={shown} cases={cases} onEdit={contact => setOpen({ contact })} />
      ) : view === 'sites' ? (
        <SitesTable table={table} onSite={site => setOpen({ site })} />
      ) : (
        <SiteCharts table={table} />
      )}
      {open === 'import' && <ImportLogDialog close={close} />}
      {open === 'set-up' && <SetUpDialog close={close} />}
      {open === 'add' && <ContactDialog contact={null} log={log} cases={cases} close={close} />}
      {open !== null && typeof open === 'object' && 'contact' in open && (
        <ContactDialog contact={open.contact} log={log} cases={cases} close={close} />
      )}
      {open !== null && typeof open === 'object' && 'site' in open && (
        <SiteDialog site={open.site} close={close} />
      )}
    </>
  )
}
