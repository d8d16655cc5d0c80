import { useMemo, useState } from 'react'
import type { Disagreement } from '#shared/model/disagreement.ts'
import { CodeDot } from '../../ui/badge.tsx'
import { ComboBox } from '../../ui/combo-box.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { placeOf, useCodes } from '../code/code-lookup.ts'
import { rankCodes } from '../code/rank-codes.ts'

interface OtherCodeDialogProps {
  item: Disagreement
  onChoose(code: string): void
  onClose(): void
}

/** Finds by typing the code that is to stand instead of the coders' own. */
export function OtherCodeDialog({ item, onChoose, onClose }: OtherCodeDialogProps) {
  const { codes } = useCodes()
  const [typed, setTyped] = useState('')
  const options = useMemo(
    () =>
      rankCodes(codes, typed, [])
        .filter(({ id }) => id !== item.code || item.otherCode !== undefined)
        .slice(0, 60)
        .map(code => ({
          id: code.id,
          label: code.name,
          description: placeOf(code),
          icon: <CodeDot colour={code.colour} />,
        })),
    [codes, typed, item],
  )
  return (
    <Dialog
      title="Another code"
      description="It stands on the whole passage in the consensus; both coders’ work stays as it is."
      isOpen
      onOpenChange={isOpen => !isOpen && onClose()}
      size="small"
    >
      <ComboBox
        label="Code"
        autoFocus
        options={options}
        value={null}
        inputValue={typed}
        onInputChange={setTyped}
        onChange={code => code !== null && onChoose(code)}
        placeholder="Type part of its name"
      />
    </Dialog>
  )
}
