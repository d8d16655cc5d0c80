import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { useRead, useSession } from '../../use-engine.ts'
import { counted } from '../../wording.ts'
import { MyHandout } from '../handouts/my-handout.tsx'
import { DataSets } from './data-sets.tsx'
import { Members } from './members.tsx'
import { Rounds } from './rounds.tsx'
import { Safety } from './safety/safety.tsx'
import styles from './study.module.css'
import { StudySettings } from './study-settings.tsx'
import { WaitingForMe } from './waiting-for-me.tsx'

/** The study at a glance: what waits for the person signed in, the data sets, the rounds, the people. */
export function Study() {
  const { member } = useSession()
  const { data, failure } = useRead('study.overview', {})
  const [settings, setSettings] = useState(false)
  if (failure) {
    return (
      <div className={styles.failure}>
        <Callout tone="error" isLive title={failure.message}>
          {failure.hint}
        </Callout>
      </div>
    )
  }
  if (!data || !member) return null
  const { study, counts } = data
  const { handout } = study
  return (
    <>
      <PageHeader
        title={study.title}
        description={[
          counted(counts.sources, 'source'),
          counted(counts.words, 'word'),
          counted(counts.codes, 'code'),
          ...(handout ? [] : [counted(counts.themes, 'theme')]),
          counted(counts.memos, 'memo'),
        ].join(' · ')}
        actions={!handout && <Button onPress={() => setSettings(true)}>Study settings…</Button>}
      />
      <div className={styles.page}>
        {study.placeWarning && (
          <Callout tone="warn" title="Where this study is kept">
            {study.placeWarning}
          </Callout>
        )}
        <div className={styles.columns}>
          <div className={styles.main}>
            <WaitingForMe waiting={data.waiting} hasSources={counts.sources > 0} />
            <Rounds me={member} />
            {!handout && <DataSets dataSets={data.dataSets} sources={counts.sources} />}
          </div>
          <div className={styles.side}>
            {handout ? <MyHandout handout={handout} /> : <Members me={member} />}
            <Safety study={study} />
          </div>
        </div>
      </div>
      {settings && <StudySettings study={study} close={() => setSettings(false)} />}
    </>
  )
}
