import type { Voice } from '#shared/model/memo.ts'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Table } from '../../ui/table.tsx'
import { useRead } from '../../use-engine.ts'
import { counted, number, share } from '../../wording.ts'
import styles from './themes.module.css'

/** How often each person and site is quoted in a memo, so that one voice does not carry it unseen. */
export function VoicesDialog({ memo, onClose }: { memo: string; onClose(): void }) {
  const { data } = useRead('memos.voices', { memo })
  if (!data) return null
  const { voices } = data
  const quotes = data.quotations.here
  const people = voices.filter(({ kind }) => kind === 'person')
  const loud = people.find(({ name, here }) => name !== '' && quotes >= 4 && here * 2 >= quotes)
  return (
    <Dialog
      title="Voices in this memo"
      description={`${counted(quotes, 'quotation')}; one of several people counts for each of them. Beside each, how often it is quoted in all memos.`}
      isOpen
      size="large"
      onOpenChange={isOpen => !isOpen && onClose()}
      footer={
        <Button variant="primary" onPress={onClose}>
          Close
        </Button>
      }
    >
      <div className={styles.form}>
        {loud && (
          <Callout tone="warn" title={`${loud.name} carries ${share(loud.here / quotes)} of what is quoted.`}>
            See whether others say it too, or say in the memo that it rests on one voice.
          </Callout>
        )}
        <VoicesTable label="People" voices={people} quotes={quotes} />
        <VoicesTable label="Sites" voices={voices.filter(({ kind }) => kind === 'site')} quotes={quotes} />
      </div>
    </Dialog>
  )
}

interface VoicesTableProps {
  label: string
  voices: readonly Voice[]
  quotes: number
}

function VoicesTable({ label, voices, quotes }: VoicesTableProps) {
  return (
    <Table<Voice>
      label={label}
      rows={voices.filter(({ here, everywhere }) => here + everywhere > 0)}
      rowId={({ kind, name, isGone }) => `${kind} ${isGone} ${name}`}
      columns={[
        {
          id: 'name',
          header: label,
          cell: ({ name, isGone }) =>
            isGone ? 'No longer in the study' : name === '' ? 'Belongs to no case' : <bdi>{name}</bdi>,
          sortValue: ({ name }) => name,
        },
        {
          id: 'here',
          header: 'Here',
          width: '90px',
          align: 'end',
          cell: ({ here }) => number(here),
          sortValue: ({ here }) => here,
        },
        {
          id: 'share',
          header: 'Share',
          width: '90px',
          align: 'end',
          cell: ({ here }) => (quotes === 0 ? '' : share(here / quotes)),
          sortValue: ({ here }) => here,
        },
        {
          id: 'everywhere',
          header: 'All memos',
          width: '110px',
          align: 'end',
          cell: ({ everywhere }) => number(everywhere),
          sortValue: ({ everywhere }) => everywhere,
        },
      ]}
      empty={null}
    />
  )
}
