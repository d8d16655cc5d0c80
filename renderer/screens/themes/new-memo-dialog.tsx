import { useState } from 'react'
import type { MemoKind, MemoSubject } from '#shared/model/memo.ts'
import { type MemoTemplate, memoTemplates } from '#shared/model/memo-templates.ts'
import { Button } from '../../ui/button.tsx'
import { ComboBox } from '../../ui/combo-box.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useAct, useClient, useRead, useSession } from '../../use-engine.ts'
import styles from './themes.module.css'
import { useThemes } from './themes-store.ts'

const kinds: readonly { id: MemoKind; label: string; description: string }[] = [
  { id: 'theme summary', label: 'Theme summary', description: 'What the passages of a theme say together' },
  { id: 'analytic', label: 'Analytic', description: 'A thought that leads somewhere' },
  { id: 'methodological', label: 'Methodological', description: 'How and why something was done' },
  { id: 'reflexive', label: 'Reflexive', description: 'What you bring to it yourself' },
]

/** Begins a memo about a theme, a code, a source, a case or the study. */
export function NewMemoDialog({ onClose }: { onClose(): void }) {
  const client = useClient()
  const { run, busy } = useAct()
  const { choose } = useThemes()
  const { study } = useSession()
  const [title, setTitle] = useState('')
  const [kind, setKind] = useState<MemoKind>('analytic')
  const [template, setTemplate] = useState<MemoTemplate>('empty')
  const [subject, setSubject] = useState<MemoSubject>('study')
  const [about, setAbout] = useState<string | null>(null)
  const themes = useRead('themes.list', {}).data ?? []
  const frameworks = useRead('codebook.frameworks', {}).data ?? []
  const sources = useRead('sources.list', {}).data ?? []
  const cases = useRead('cases.list', {}).data?.cases ?? []
  const offered: Record<MemoSubject, { id: string; label: string; description?: string }[]> = {
    study: [],
    theme: themes.map(({ id, name }) => ({ id, label: name })),
    code: frameworks.flatMap(({ codes }) =>
      codes.map(({ id, name, path }) => ({ id, label: name, description: path.slice(0, -1).join(' › ') })),
    ),
    source: sources.map(({ id, title: name }) => ({ id, label: name })),
    case: cases.map(({ id, name, site }) => {
      const at = cases.find(one => one.id === site)
      return { id, label: name, ...(at && { description: at.name }) }
    }),
  }
  const isReady = title.trim() !== '' && (subject === 'study' || about !== null)
  const add = () =>
    void run(async () => {
      const made = await client.memos.add({ title, kind, template, about: { kind: subject, id: about } })
      choose({ memo: made.id })
      onClose()
    })
  return (
    <Dialog
      title="New memo"
      isOpen
      isHeld
      onOpenChange={isOpen => !isOpen && onClose()}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" isDisabled={!isReady} isPending={busy} onPress={add}>
            Begin the memo
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <TextField label="Title" autoFocus value={title} onChange={setTitle} />
        <Select<MemoKind> label="Kind" options={kinds} value={kind} onChange={setKind} />
        <Select<MemoTemplate>
          label="Begin with"
          options={memoTemplates}
          value={template}
          onChange={setTemplate}
        />
        <RadioGroup<MemoSubject>
          label="About"
          options={[
            { id: 'study', label: 'The study' },
            ...(study?.handout ? [] : [{ id: 'theme' as const, label: 'A theme' }]),
            { id: 'code', label: 'A code' },
            { id: 'source', label: 'A source' },
            { id: 'case', label: 'A person or a site' },
          ]}
          value={subject}
          onChange={chosen => {
            setSubject(chosen)
            setAbout(null)
          }}
        />
        {subject !== 'study' && (
          <ComboBox
            key={subject}
            label={subject === 'case' ? 'Which person or site' : `Which ${subject}`}
            options={offered[subject]}
            value={about}
            onChange={setAbout}
          />
        )}
      </div>
    </Dialog>
  )
}
