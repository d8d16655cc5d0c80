import { useState } from 'react'
import {
  type ContactDoubt,
  type ContactProblem,
  type ContactReading,
  type ContactRole,
  type ContactsFound,
  type ContactsLook,
  contactRoles,
  type ShownContact,
} from '#shared/model/contact.ts'
import type { DateOrder } from '#shared/model/record.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FailureCallout } from '../../ui/failure-callout.tsx'
import { Progress } from '../../ui/progress.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { Select } from '../../ui/select.tsx'
import { Table } from '../../ui/table.tsx'
import type { TableColumn } from '../../ui/table-head.tsx'
import { showToast } from '../../ui/toast-queue.ts'
import { undoing, useClient } from '../../use-engine.ts'
import { counted, dateOf, listedInShort } from '../../wording.ts'
import { SheetField } from '../sheet-field.tsx'
import { useStep } from '../use-step.ts'
import { useTableFile } from '../use-table-file.ts'
import { modeNames, unknown } from './contact-words.ts'
import styles from './contacts.module.css'
import { ModeWordsFields } from './mode-words-fields.tsx'

const roleNames: Record<ContactRole, string> = {
  id: 'Id of the contact',
  date: 'Date',
  site: 'Site or sites',
  mode: 'Mode',
  hours: 'Hours',
  minutes: 'Minutes',
  start: 'Start time',
  end: 'End time',
  people: 'Who took part',
  absent: 'Who did not attend',
  attended: 'Whether it took place',
  reason: 'Reason',
  note: 'Note',
  ignored: 'Left out',
}
const roles = contactRoles.map(id => ({ id, label: roleNames[id] }))

const orders: readonly { id: DateOrder; label: string }[] = [
  { id: 'day-month', label: 'Day first: 05/03/2019 is 5 March' },
  { id: 'month-day', label: 'Month first: 05/03/2019 is 3 May' },
]

/** Takes a contact log in: shows what each column is taken for, what comes in and what does not, then does it. */
export function ImportLogDialog({ close }: { close(): void }) {
  const client = useClient()
  const { take, failure, busy } = useStep()
  const [found, setFound] = useState<ContactsFound | null>(null)
  const [reading, setReading] = useState<ContactReading | null>(null)
  const [look, setLook] = useState<ContactsLook | null>(null)
  const [despite, setDespite] = useState<readonly ContactDoubt[]>([])
  const read = async (table: string, as: ContactReading) => {
    // What was seen stays until the next is there: who changes it by keys keeps the place.
    const seen = client.contacts.look({ table, reading: as })
    await seen.catch(() => setLook(null))
    setLook(await seen)
  }
  const { choose, chooseSheet, leave } = useTableFile({
    title: 'Choose a contact log',
    take,
    isRead: found !== null,
    close,
    async read(file, signal, sheet) {
      const opened = await client.contacts.read({ file, sheet }, { signal })
      setFound(opened)
      setReading(opened.reading)
      await read(opened.table, opened.reading)
    },
  })
  const map = (next: ContactReading) => {
    setReading(next)
    if (found) take(() => read(found.table, next))
  }
  const lets = (doubt: ContactDoubt) => despite.includes(doubt)
  const coming = look ? look.fresh + look.asked.filter(doubts => doubts.every(lets)).length : 0
  const bring = () =>
    take(async () => {
      if (!found || !reading) return
      const taken = await client.contacts.import({ table: found.table, reading, despite: [...despite] })
      showToast({
        topic: 'step',
        message: `From ${found.fileName}: ${counted(taken.added, 'contact')}${taken.refused + taken.left > 0 ? `; ${counted(taken.refused + taken.left, 'row')} left out` : ''}.`,
        action: undoing(client),
      })
      close()
    })
  const toggle = (doubt: ContactDoubt) =>
    setDespite(lets(doubt) ? despite.filter(one => one !== doubt) : [...despite, doubt])
  return (
    <Dialog
      title={found ? `Import “${found.fileName}”` : 'Import a contact log'}
      description="A contact in each row. Rows that are in the study already are known again; nothing is overwritten."
      size="large"
      isOpen
      isHeld
      onOpenChange={isOpen => !isOpen && leave()}
      footer={
        <>
          <Button onPress={leave}>Cancel</Button>
          {found === null && (
            <Button isDisabled={busy} onPress={choose}>
              Choose a file…
            </Button>
          )}
          <Button
            variant="primary"
            isDisabled={coming === 0 || failure !== null}
            isPending={busy && found !== null}
            onPress={bring}
          >
            {coming === 0 ? 'Nothing to import' : `Import ${counted(coming, 'contact')}`}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <FailureCallout failure={failure} />
        {found === null && busy && <Progress label="Reading the log" value={null} />}
        {found && reading && (
          <>
            <SheetField sheets={found.sheets} onChoose={chooseSheet} />
            {found.isRemembered && (
              <p className={styles.quiet}>The columns are read as they were the last time.</p>
            )}
            <div className={styles.mapping}>
              {reading.columns.map(({ name, role }, at) => (
                <div key={name} className={styles.mapped}>
                  <Select<ContactRole>
                    label={name}
                    options={roles}
                    value={role}
                    onChange={next =>
                      map({
                        ...reading,
                        columns: reading.columns.map((column, n) =>
                          n === at ? { ...column, role: next } : column,
                        ),
                      })
                    }
                  />
                  <span className={styles.examples}>{found.columns[at]?.examples.join(' · ')}</span>
                </div>
              ))}
            </div>
            {(look?.asks != null || look?.said.some(words => words.startsWith('Dates'))) && (
              <RadioGroup<DateOrder>
                label="How dates are written"
                description={look.asks ?? undefined}
                options={orders}
                value={reading.dateOrder}
                onChange={dateOrder => map({ ...reading, dateOrder })}
              />
            )}
          </>
        )}
        {look && look.asks === null && (
          <>
            <div>
              <p className={styles.counts} role="status">
                {summary(look)}
              </p>
              {[
                look.newSites.length > 0 ? `New sites: ${listedUpTo(look.newSites)}.` : '',
                look.newPeople.length > 0 ? `New people: ${listedUpTo(look.newPeople)}.` : '',
                ...look.said.filter(words => !words.startsWith('Dates')),
                ...(found?.warnings ?? []),
              ]
                .filter(Boolean)
                .map(note => (
                  <p key={note} className={styles.quiet}>
                    {note}
                  </p>
                ))}
            </div>
            {reading && look.modes.length > 0 && (
              <ModeWordsFields
                words={look.modes}
                choose={(words, mode) =>
                  map({
                    ...reading,
                    modes: [...(reading.modes ?? []).filter(one => one.words !== words), { words, mode }],
                  })
                }
              />
            )}
            {reading && look.nearSites.length > 0 && (
              <Checkbox
                isSelected={reading.sitesApart === true}
                onChange={sitesApart => map({ ...reading, sitesApart })}
              >
                Sites whose names are alike are sites of their own
              </Checkbox>
            )}
            {reading && (look.alike > 0 || reading.joins === true) && (
              <Checkbox isSelected={reading.joins === true} onChange={joins => map({ ...reading, joins })}>
                Rows that say the same for different sites are one session of these
              </Checkbox>
            )}
            {reading && (look.alikePeople > 0 || reading.joinsPeople === true) && (
              <Checkbox
                isSelected={reading.joinsPeople === true}
                onChange={joinsPeople => map({ ...reading, joinsPeople })}
              >
                Rows that say the same for different people are one session of these
              </Checkbox>
            )}
            {look.long > 0 && (
              <Checkbox isSelected={lets('long')} onChange={() => toggle('long')}>
                Take {counted(look.long, 'contact')} of 10 hours or more: the length is meant
              </Checkbox>
            )}
            {look.future > 0 && (
              <Checkbox isSelected={lets('future')} onChange={() => toggle('future')}>
                Take {counted(look.future, 'contact')} dated after today: the date is meant
              </Checkbox>
            )}
            {look.early > 0 && (
              <Checkbox isSelected={lets('early')} onChange={() => toggle('early')}>
                Take {counted(look.early, 'contact')} dated a year or more before the others, or before the
                site opened: the date is meant
              </Checkbox>
            )}
            {look.repeats > 0 && (
              <Checkbox isSelected={lets('repeat')} onChange={() => toggle('repeat')}>
                Take {counted(look.repeats, 'row')} that {look.repeats === 1 ? 'says' : 'say'} the same as
                another: they are contacts of their own
              </Checkbox>
            )}
            {look.problems.length > 0 && (
              <div className={styles.preview}>
                <Table
                  label="What to look at"
                  columns={problemColumns}
                  rows={look.problems}
                  rowId={({ row, what }) => `${row} ${what}`}
                  isTall={look.problems.length <= 200}
                />
              </div>
            )}
            {look.first.length > 0 && (
              <div className={styles.preview}>
                <Table
                  label="The first contacts as they come in"
                  columns={rowColumns}
                  rows={look.first}
                  rowId={({ row }) => String(row)}
                />
              </div>
            )}
          </>
        )}
      </div>
    </Dialog>
  )
}

function summary({ fresh, known, long, future, early, repeats, problems }: ContactsLook): string {
  const refused = problems.filter(({ kind }) => kind === 'refused').length
  return `${[
    `${counted(fresh, 'new contact')}`,
    ...(known > 0 ? [`${known} known`] : []),
    ...(long > 0 ? [`${long} of 10 hours or more`] : []),
    ...(future > 0 ? [`${future} dated after today`] : []),
    ...(early > 0 ? [`${early} dated very early`] : []),
    ...(repeats > 0 ? [`${repeats} repeated`] : []),
    ...(refused > 0 ? [`${refused} cannot be read`] : []),
  ].join(', ')}.`
}

const listedUpTo = (names: readonly string[]): string => listedInShort(names, 10)

const kinds: Record<ContactProblem['kind'], { label: string; tone: 'danger' | 'warn' | 'plain' }> = {
  refused: { label: 'Left out', tone: 'danger' },
  long: { label: 'Asked', tone: 'warn' },
  future: { label: 'Asked', tone: 'warn' },
  early: { label: 'Asked', tone: 'warn' },
  repeat: { label: 'Asked', tone: 'warn' },
  remark: { label: 'Comes in', tone: 'plain' },
}

const problemColumns: readonly TableColumn<ContactProblem>[] = [
  {
    id: 'kind',
    header: 'What happens',
    width: '110px',
    cell: ({ kind }) => <Badge tone={kinds[kind].tone}>{kinds[kind].label}</Badge>,
  },
  { id: 'what', header: 'Why', isRowHeader: true, cell: ({ what }) => what },
]

const rowColumns: readonly TableColumn<ShownContact>[] = [
  { id: 'row', header: 'Row', width: '56px', align: 'end', cell: ({ row }) => row },
  { id: 'date', header: 'Date', width: '110px', isRowHeader: true, cell: ({ date }) => dateOf(date) },
  { id: 'sites', header: 'Sites', cell: ({ sites }) => sites.join(', ') },
  { id: 'mode', header: 'Mode', width: '120px', cell: ({ mode }) => modeNames[mode] },
  {
    id: 'minutes',
    header: 'Minutes',
    width: '120px',
    align: 'end',
    cell: ({ minutes, minutesFrom }) =>
      minutesFrom === 'default' ? (
        <>
          <span className={styles.assumed}>by default</span> {minutes}
        </>
      ) : (
        (minutes ?? unknown)
      ),
  },
  { id: 'people', header: 'Took part', cell: ({ people }) => people.join(', ') },
  { id: 'absent', header: 'Did not attend', cell: ({ absent }) => absent.join(', ') },
]
