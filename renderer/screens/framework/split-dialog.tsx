import { Plus } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Code, Framework } from '#shared/model/codebook.ts'
import { whyNotNamed } from '#shared/text/name.ts'
import { CodeDot } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { ComboBox } from '../../ui/combo-box.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { inSentence } from '../../wording.ts'
import { rankCodes } from '../code/rank-codes.ts'
import styles from './merge-dialog.module.css'
import { ReasonField } from './reason-field.tsx'

/** A part as it is named: a code that is there, or the words of a new one. */
export type NamedPart = { code: string } | { name: string }

interface SplitDialogProps {
  framework: Framework
  code: Code
  onSplit: (into: NamedPart[], because: string) => void
  onClose: () => void
}

/** How many codes are offered; typing one more letter finds the rest. */
const most = 60

/** Splits a code into others of its framework, which are there or are made by their names. */
export function SplitDialog({ framework, code, onSplit, onClose }: SplitDialogProps) {
  const [typed, setTyped] = useState<readonly string[]>(['', ''])
  const [because, setBecause] = useState('')
  const others = useMemo(
    () => framework.codes.filter(({ id, status }) => id !== code.id && status !== 'retired'),
    [framework, code],
  )
  const named = (words: string) =>
    others.find(({ name }) => name.toLowerCase() === words.trim().toLowerCase()) ?? null
  const given = typed.map(words => words.trim()).filter(words => words !== '')
  const isTwice = new Set(given.map(words => words.toLowerCase())).size < given.length
  const isReady = given.length >= 2 && !isTwice && given.every(words => whyNotNamed(words) === null)
  return (
    <Dialog
      title={`Split “${inSentence(code.name)}”`}
      description="It is retired, and its codings stay as they were made. Each coder then says of their own which part they are, and a reviewer of those of the consensus. It can be undone."
      isOpen
      isHeld
      onOpenChange={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            variant="primary"
            isDisabled={!isReady}
            onPress={() => {
              onSplit(
                given.map(words => {
                  const there = named(words)
                  return there ? { code: there.id } : { name: words }
                }),
                because.trim(),
              )
              onClose()
            }}
          >
            Split
          </Button>
        </>
      }
    >
      <div className={styles.merge}>
        {typed.map((words, at) => {
          const set = (now: string) => setTyped(before => before.map((was, n) => (n === at ? now : was)))
          const wrong = whyNotNamed(words)
          const there = named(words)
          return (
            <ComboBox
              // biome-ignore lint/suspicious/noArrayIndexKey: parts are only added, at the end
              key={at}
              label={`Part ${at + 1}`}
              autoFocus={at === 0}
              allowsCustomValue
              value={there?.id ?? null}
              inputValue={words}
              onInputChange={set}
              onChange={id => {
                const chosen = others.find(other => other.id === id)
                if (chosen) set(chosen.name)
              }}
              empty="A new code of that name."
              description={
                words.trim() === ''
                  ? undefined
                  : there
                    ? there.definition || 'It is there already.'
                    : 'A new code.'
              }
              {...(wrong !== null && { error: wrong })}
              options={rankCodes(others, there ? '' : words, [])
                .slice(0, most)
                .map(({ id, name, path, colour }) => ({
                  id,
                  label: name,
                  icon: <CodeDot colour={colour} />,
                  ...(path.length > 1 ? { description: path.slice(0, -1).join(' › ') } : {}),
                }))}
            />
          )
        })}
        <div>
          <Button size="small" icon={<Plus />} onPress={() => setTyped(before => [...before, ''])}>
            Another part
          </Button>
        </div>
        <ReasonField reason={because} onReason={setBecause} />
      </div>
    </Dialog>
  )
}
