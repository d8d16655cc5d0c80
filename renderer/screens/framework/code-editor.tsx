import { useState } from 'react'
import type { Code, CodeStatus } from '#shared/model/codebook.ts'
import { whyNotNamed } from '#shared/text/name.ts'
import { TextArea } from '../../ui/text-area.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { SegmentedControl } from '../../ui/toggle.tsx'
import styles from './code-editor.module.css'
import { ColourPicker } from './colour-picker.tsx'

/** What may be changed of a code here. */
export type CodePatch = Partial<
  Pick<Code, 'name' | 'definition' | 'whenToUse' | 'whenNotToUse' | 'example' | 'colour' | 'status'>
>

interface CodeEditorProps {
  code: Code
  /** Answers whether it was kept. */
  onChange: (patch: CodePatch) => Promise<boolean>
}

type Words = 'name' | 'definition' | 'whenToUse' | 'whenNotToUse' | 'example'

const statuses: readonly { id: CodeStatus; label: string }[] = [
  { id: 'provisional', label: 'Provisional' },
  { id: 'agreed', label: 'Agreed' },
  { id: 'retired', label: 'Retired' },
]

/** What a code means. Each field is kept when it is left; every change can be undone. */
export function CodeEditor({ code, onChange }: CodeEditorProps) {
  const [typed, setTyped] = useState<Partial<Record<Words, string>>>({})
  const field = (words: Words) => ({
    value: typed[words] ?? code[words],
    onChange: (value: string) => setTyped(before => ({ ...before, [words]: value })),
    onBlur: () => {
      const value = typed[words]?.trim()
      if (words === 'name' && value !== undefined && whyNotNamed(value) !== null) return
      const isChanged = value !== undefined && value !== code[words] && !(words === 'name' && value === '')
      const forget = () => setTyped(({ [words]: _, ...rest }) => rest)
      if (!isChanged) forget()
      else {
        void onChange({ [words]: value }).then(isKept => {
          if (isKept) forget()
        })
      }
    },
  })
  const wrongName = whyNotNamed(typed.name ?? '')
  return (
    <div className={styles.editor}>
      <TextField label="Name" {...(wrongName !== null && { error: wrongName })} {...field('name')} />
      <TextArea
        label="Definition"
        description="What it stands for, in a sentence or two."
        rows={2}
        {...field('definition')}
      />
      <div className={styles.pair}>
        <TextArea label="When to use" rows={2} {...field('whenToUse')} />
        <TextArea label="When not to use" rows={2} {...field('whenNotToUse')} />
      </div>
      <TextArea label="Example" rows={2} {...field('example')} />
      <div className={styles.pair}>
        <ColourPicker value={code.colour} onChange={colour => onChange({ colour })} />
        <StatusPicker value={code.status} onChange={status => void onChange({ status })} />
      </div>
    </div>
  )
}

interface StatusPickerProps {
  /** null where codes of several statuses are meant. */
  value: CodeStatus | null
  onChange: (status: CodeStatus) => void
}

/** Whether a code is still tried out, agreed on, or no longer to be used. */
export function StatusPicker({ value, onChange }: StatusPickerProps) {
  return (
    <div className={styles.status}>
      <span className={styles.caption}>Status</span>
      <SegmentedControl label="Status" options={statuses} value={value} onChange={onChange} />
    </div>
  )
}
