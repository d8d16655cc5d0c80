import { useRef } from 'react'
import type { Code, CodeStatus } from '#shared/model/codebook.ts'
import { whyNotNamed } from '#shared/text/name.ts'
import { announce } from '../../ui/live-announcer.tsx'
import { ChangedMeanwhile } from '../../ui/mine-or-theirs.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { SegmentedControl } from '../../ui/toggle.tsx'
import { useSession } from '../../use-engine.ts'
import { inSentence } from '../../wording.ts'
import styles from './code-editor.module.css'
import { ColourPicker } from './colour-picker.tsx'
import { aboutCode, hasMet, noteTyped, useUnkeptMeaning, type WordsField } from './unkept-meanings.ts'

/** What may be changed of a code here. */
export type CodePatch = Partial<
  Pick<Code, 'name' | 'definition' | 'whenToUse' | 'whenNotToUse' | 'example' | 'colour' | 'status'>
>

/** What fields of a code say. */
export type CodeWords = Partial<Record<WordsField, string>>

interface CodeEditorProps {
  code: Code
  /** The code is no longer in the study: what is typed of it stays, and nothing is kept. */
  isGone: boolean
  /** `from`: what was there when one began. Answers whether it was kept. */
  onChange: (patch: CodePatch, from?: CodeWords) => Promise<boolean>
}

const fieldNames: Readonly<Record<WordsField, string>> = {
  name: 'name',
  definition: 'definition',
  whenToUse: '“When to use”',
  whenNotToUse: '“When not to use”',
  example: 'example',
}

const statuses: readonly { id: CodeStatus; label: string }[] = [
  { id: 'provisional', label: 'Provisional' },
  { id: 'agreed', label: 'Agreed' },
  { id: 'retired', label: 'Retired' },
]

/** What a code means. Each field is kept when it is left, unless another changed it meanwhile; every change can be undone. */
export function CodeEditor({ code, isGone, onChange }: CodeEditorProps) {
  const about = aboutCode(code.id, useSession().member?.id)
  const typed = useUnkeptMeaning(about)
  const boxes = useRef<Partial<Record<WordsField, HTMLElement | null>>>({})
  const keep = (words: WordsField, value: string, from: string) =>
    void onChange({ [words]: value }, { [words]: from }).then(isKept => {
      // What was typed on since is not kept yet.
      if (isKept)
        noteTyped(about, words, before =>
          before && before.text.trim() !== value ? { ...before, from: value } : null,
        )
    })
  const field = (words: WordsField) => ({
    value: typed[words]?.text ?? code[words],
    onChange: (text: string) =>
      noteTyped(about, words, before => ({ text, from: before?.from ?? code[words] })),
    onBlur: () => {
      const mine = typed[words]
      const value = mine?.text.trim()
      if (isGone || mine === undefined || value === undefined || hasMet(mine, code[words])) return
      const wrong = words === 'name' ? whyNotNamed(value) : null
      if (wrong !== null) {
        announce(wrong, 'assertive')
        return
      }
      if (words === 'name' && value === '')
        announce(`A code needs a name: it is still “${inSentence(code.name)}”`, 'assertive')
      if (value === code[words] || (words === 'name' && value === '')) noteTyped(about, words, () => null)
      else keep(words, value, mine.from)
    },
    inputRef: (box: HTMLElement | null) => {
      boxes.current[words] = box
    },
  })
  const met = (words: WordsField) => {
    const mine = typed[words]
    if (isGone || mine === undefined || !hasMet(mine, code[words])) return null
    return (
      <ChangedMeanwhile
        what={fieldNames[words]}
        onKeepMine={() => {
          boxes.current[words]?.focus()
          noteTyped(about, words, () => ({ text: mine.text, from: code[words] }))
          if (words !== 'name' || whyNotNamed(mine.text.trim()) === null)
            keep(words, mine.text.trim(), code[words])
        }}
        onTakeTheirs={() => {
          boxes.current[words]?.focus()
          noteTyped(about, words, () => null)
        }}
      >
        {code[words] === '' ? 'It is empty now.' : `It now says: “${code[words]}”`} What you typed is in the
        field, and is not kept until you say so.
      </ChangedMeanwhile>
    )
  }
  const wrongName = whyNotNamed(typed.name?.text ?? '')
  return (
    <div className={styles.editor}>
      <TextField label="Name" {...(wrongName !== null && { error: wrongName })} {...field('name')} />
      {met('name')}
      <TextArea
        label="Definition"
        description="What it stands for, in a sentence or two."
        rows={2}
        {...field('definition')}
      />
      {met('definition')}
      <div className={styles.pair}>
        <TextArea label="When to use" rows={2} {...field('whenToUse')} />
        <TextArea label="When not to use" rows={2} {...field('whenNotToUse')} />
      </div>
      {met('whenToUse')}
      {met('whenNotToUse')}
      <TextArea label="Example" rows={2} {...field('example')} />
      {met('example')}
      {!isGone && (
        <div className={styles.pair}>
          <ColourPicker value={code.colour} onChange={colour => onChange({ colour })} />
          <StatusPicker value={code.status} onChange={status => void onChange({ status })} />
        </div>
      )}
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
