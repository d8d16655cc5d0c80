import { memo } from 'react'
import type { CommandContext } from '../commands/command.ts'
import { RecoveryKeyDialog } from '../lock/recovery-key-dialog.tsx'
import { AutocodeDialog } from '../screens/code/autocode/autocode-dialog.tsx'
import { CorrectDialog } from '../screens/code/revisions/correct-dialog.tsx'
import { EarlierDialog } from '../screens/code/revisions/earlier-dialog.tsx'
import { OpenHandoutDialog } from '../screens/handouts/open-handout-dialog.tsx'
import { ReturnDialog } from '../screens/handouts/return-dialog.tsx'
import { ImportDialog } from '../screens/sources/import-dialog.tsx'
import { NewStudyDialog } from '../screens/start/new-study-dialog.tsx'
import { OpenStudyDialog } from '../screens/start/open-study-dialog.tsx'
import { PassphraseDialog } from '../screens/start/passphrase-dialog.tsx'
import { SampleDialog } from '../screens/start/sample-dialog.tsx'
import { CheckDialog } from '../screens/study/check-dialog.tsx'
import { SpeakersDialog } from '../speakers/speakers-dialog.tsx'
import { DropTarget } from './drop-target.tsx'
import { KeyHelp } from './key-help.tsx'
import { Palette } from './palette.tsx'
import { PreferencesDialog } from './preferences-dialog.tsx'

/** What may lie over any screen. */
export const WindowDialogs = memo(function WindowDialogs({ context }: { context: CommandContext }) {
  const { study, member } = context.session
  return (
    <>
      <Palette context={context} />
      <KeyHelp context={context} />
      <PreferencesDialog />
      <NewStudyDialog />
      <OpenStudyDialog />
      <PassphraseDialog />
      <RecoveryKeyDialog />
      <SampleDialog />
      <OpenHandoutDialog />
      <DropTarget />
      {study && <CheckDialog />}
      {study?.handout && <ReturnDialog handout={study.handout} />}
      {member && (
        <>
          <ImportDialog />
          <AutocodeDialog key={`${study?.path} ${member.id}`} member={member} />
          <SpeakersDialog />
          <CorrectDialog />
          <EarlierDialog />
        </>
      )}
    </>
  )
})
