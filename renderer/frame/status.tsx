import { EyeOff, Hourglass, Inbox, Unplug } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import type { Member } from '#shared/model/member.ts'
import type { Round } from '#shared/model/round.ts'
import type { CommandContext } from '../commands/command.ts'
import { returnWork } from '../commands/handouts.ts'
import { switchMember } from '../commands/switch-member.ts'
import { screens } from '../screens/index.ts'
import { useConnection } from '../state/connection.ts'
import { useSelectionLength } from '../state/selection-length.ts'
import { Pause } from '../transcript/pause.ts'
import { CoderBadge } from '../ui/badge.tsx'
import { type StatusItem, StatusLine } from '../ui/status-line.tsx'
import { useRead } from '../use-engine.ts'
import { counted, dateOf, timeOfDay } from '../wording.ts'

/** The line at the window's foot: who I am, which round, which framework, what is selected, what is saved. */
export function Status({ context }: { context: CommandContext }) {
  const { study, member } = context.session
  const handout = study?.handout ?? null
  const rounds = useRead('rounds.list', member ? {} : null).data ?? []
  const frameworks = useRead('codebook.frameworks', member ? {} : null).data ?? []
  const own = frameworks.find(({ kind }) => kind === 'inductive')
  const selection = useSelectionLength(({ length }) => length)
  const saved = useSaved()
  const start: StatusItem[] = []
  if (member) {
    start.push({
      id: 'member',
      content: <CoderBadge name={member.name} initials={member.initials} size="small" isNameShown />,
      ...(handout ? {} : { onPress: () => void switchMember.run(context) }),
    })
    if (handout) {
      start.push({
        id: 'handout',
        content: `Hand-out for ${handout.coder.name} · ${handout.round.title}${handout.due === null ? '' : ` · due ${dateOf(handout.due)}`}`,
        icon: <Inbox aria-hidden="true" />,
        onPress: () => void returnWork.run(context),
      })
    }
    const round = handout ? null : roundMark(rounds, member)
    if (round) start.push({ id: 'round', ...round, onPress: () => context.go('study') })
    if (own) {
      start.push({
        id: 'framework',
        content: own.version === 0 ? 'Framework not yet frozen' : `Framework version ${own.version}`,
        ...(screens.some(({ id }) => id === 'framework') ? { onPress: () => context.go('framework') } : {}),
      })
    }
  }
  const end: StatusItem[] = []
  if (selection) {
    end.push({
      id: 'selection',
      content: `${[
        ...(selection.words === null ? [] : [counted(selection.words, 'word')]),
        counted(selection.characters, 'character'),
      ].join(', ')} selected`,
    })
  }
  if (saved) end.push({ id: 'saved', isWhole: true, ...saved })
  return <StatusLine start={start} end={end} />
}

/** What the engine has acknowledged, in words. */
function useSaved(): Pick<StatusItem, 'content' | 'icon' | 'tone' | 'isLive'> | null {
  const { link, unsaved, savedAt } = useConnectionInPause()
  if (link === 'ended' || link === 'restarted') {
    return {
      content: 'Not connected: nothing can be saved',
      icon: <Unplug aria-hidden="true" />,
      tone: 'danger',
      isLive: true,
    }
  }
  if (link === 'broken') {
    return {
      content: 'Connection lost. Reconnecting…',
      icon: <Unplug aria-hidden="true" />,
      tone: 'warn',
      isLive: true,
    }
  }
  if (unsaved > 0) return { content: 'Saving…' }
  return savedAt === null ? null : { content: `Saved ${timeOfDay(savedAt)}` }
}

/** The road to the engine as it was in the last pause: a key's own frame need not say that it is on its way. */
function useConnectionInPause(): ReturnType<typeof useConnection.getState> {
  const [settled, settle] = useState(useConnection.getState)
  useEffect(() => {
    const pause = new Pause(() => settle(useConnection.getState()))
    pause.next()
    const stop = useConnection.subscribe(() => pause.next())
    return () => {
      stop()
      pause.forget()
    }
  }, [])
  return settled
}

/** The round this person is coding in, or that is blind to them, with why others' work is not shown; null where there is none. */
function roundMark(rounds: readonly Round[], me: Member): { content: ReactNode; icon: ReactNode } | null {
  const mine = rounds.filter(({ state, coders }) => state === 'open' && coders.some(({ id }) => id === me.id))
  const [round] = mine
  if (!round) {
    const [blind, ...more] = rounds.filter(each => each.blind && each.state === 'open')
    if (!blind) return null
    return {
      content:
        more.length === 0
          ? `${blind.title}: its coding is blind until both submit`
          : `${counted(more.length + 1, 'open round')}: their coding is blind until both submit`,
      icon: <EyeOff aria-hidden="true" />,
    }
  }
  const title = mine.length === 1 ? round.title : counted(mine.length, 'open round')
  const handedIn = mine.every(({ coders }) => coders.find(({ id }) => id === me.id)?.submittedAt !== null)
  if (handedIn) {
    const others = [
      ...new Set(mine.flatMap(({ coders }) => coders.filter(({ submittedAt }) => !submittedAt))),
    ]
    return {
      content: `${title}: submitted, waiting for ${others.map(({ initials }) => initials).join(', ')}`,
      icon: <Hourglass aria-hidden="true" />,
    }
  }
  return mine.some(({ blind }) => blind)
    ? { content: `${title}: blind until both submit`, icon: <EyeOff aria-hidden="true" /> }
    : { content: title, icon: null }
}
