import { MessageSquare, MessageSquarePlus, Quote, Tag, Trash2 } from 'lucide-react'
import { useRef } from 'react'
import type { Code } from '#shared/model/codebook.ts'
import type { Coding } from '#shared/model/coding.ts'
import { CodeDot } from '../../ui/badge.tsx'
import { MenuAt, type MenuPoint } from '../../ui/context-menu.tsx'
import { isMenuGroup, type MenuAction, type MenuEntry } from '../../ui/menu-entries.ts'
import { counted } from '../../wording.ts'
import { type BenchActions, useBench } from './bench.ts'

/** How many codings of the passage have a line; the panel beside the text has them all. */
const mostNamed = 8

interface PassageMenuProps {
  point: MenuPoint
  /** Of one coding, where its stripe or name was pressed; null of the passage. */
  coding: Coding | null
  /** Where words are selected, what meets them, else what meets the caret. */
  codings: readonly Coding[]
  /** Whose codings can be changed here. */
  me: string
  byId: ReadonlyMap<string, Code>
  bench: BenchActions
  nameOf: (code: string) => string
  onShow: (coding: Coding) => void
  /** Absent where no words are selected. */
  onCopy: (() => void) | undefined
  /** Puts the menu away and gives the keyboard back to the text, before what was chosen is done. */
  onClose: () => void
}

/** What can be done with a passage or with one of its codings, where the second mouse button or the menu key asked for it. */
export function PassageMenu(props: PassageMenuProps) {
  const { point, coding, codings, bench, nameOf, onClose } = props
  const chosen = useRef<(() => void) | null>(null)
  const recent = useBench(({ recent }) => recent[0])
  const last = recent === undefined ? undefined : props.byId.get(recent)
  const isClosed = useRef(false)
  const close = () => {
    if (isClosed.current) return
    isClosed.current = true
    onClose()
    chosen.current?.()
    chosen.current = null
  }
  const act = (action: MenuAction): MenuAction => {
    const { onAction, children } = action
    return {
      ...action,
      ...(onAction && {
        onAction: () => {
          chosen.current = onAction
          // A menu beside the menu closes itself alone.
          close()
        },
      }),
      ...(children && { children: grouped(children) }),
    }
  }
  const grouped = (entries: readonly MenuEntry[]): MenuEntry[] =>
    entries.map(entry => (isMenuGroup(entry) ? { ...entry, entries: entry.entries.map(act) } : act(entry)))
  const entries: MenuEntry[] =
    coding !== null
      ? [{ id: 'coding', heading: nameOf(coding.code), entries: ofCoding(coding, props) }]
      : [
          {
            id: 'choose',
            label: 'Code the passage…',
            icon: <Tag />,
            shortcut: 'Enter',
            onAction: bench.choose,
          },
          ...(last
            ? [
                {
                  id: 'last',
                  label: `Code with “${nameOf(last.id)}”`,
                  icon: <CodeDot colour={last.colour} />,
                  shortcut: '.',
                  onAction: bench.codeLast,
                },
              ]
            : []),
          {
            id: 'in-vivo',
            label: 'New code from the words',
            icon: <Quote />,
            shortcut: 'V',
            onAction: bench.codeInVivo,
          },
          {
            id: 'annotate',
            label: 'Annotate the passage…',
            icon: <MessageSquarePlus />,
            shortcut: 'N',
            onAction: () => bench.annotate(),
          },
          ...(codings.length === 0
            ? []
            : [
                {
                  id: 'codings',
                  heading: counted(codings.length, 'coding here', 'codings here'),
                  entries: codings.slice(0, mostNamed).map(each => ({
                    id: each.id,
                    label: nameOf(each.code),
                    icon: <CodeDot colour={props.byId.get(each.code)?.colour ?? 1} />,
                    children: ofCoding(each, props),
                  })),
                },
              ]),
          {
            id: 'words',
            entries: [
              {
                id: 'copy',
                label: 'Copy',
                shortcut: 'Mod+C',
                isDisabled: !props.onCopy,
                onAction: props.onCopy,
              },
              {
                id: 'copy-source',
                label: 'Copy with its source',
                shortcut: 'Mod+Shift+C',
                onAction: bench.copyWithAttribution,
              },
              { id: 'find', label: 'Find in this text…', shortcut: 'Mod+F', onAction: bench.find },
            ],
          },
        ]
  return <MenuAt label="Passage" point={point} entries={grouped(entries)} onClose={close} />
}

/** What can be done with a coding, by whoever may. */
function ofCoding(coding: Coding, { me, bench, onShow }: PassageMenuProps): MenuAction[] {
  const why =
    coding.coder !== me
      ? 'It is another coder’s.'
      : coding.frozen
        ? 'It belongs to a round that was submitted.'
        : null
  const change = {
    isDisabled: why !== null,
    ...(why !== null && { description: why }),
  }
  const onIt = (step: () => void) => () => {
    useBench.setState({ active: coding.id })
    step()
  }
  return [
    { id: 'show', label: 'Choose it', onAction: () => onShow(coding) },
    {
      id: 'comment',
      label: 'Comment…',
      icon: <MessageSquare />,
      shortcut: 'C',
      ...change,
      onAction: onIt(bench.comment),
    },
    ...(['facilitator', 'barrier'] as const).map(polarity => ({
      id: polarity,
      label: polarity === 'barrier' ? 'Barrier' : 'Facilitator',
      isChecked: coding.polarity === polarity,
      shortcut: polarity === 'barrier' ? 'B' : 'F',
      ...change,
      onAction: onIt(() => bench.setPolarity(polarity)),
    })),
    {
      id: 'remove',
      label: 'Remove it',
      icon: <Trash2 />,
      shortcut: 'Delete',
      tone: 'danger',
      ...change,
      onAction: onIt(bench.remove),
    },
    {
      id: 'next',
      label: 'Next passage of this code',
      shortcut: ']',
      onAction: onIt(() => bench.nextOfCode(true)),
    },
  ]
}
