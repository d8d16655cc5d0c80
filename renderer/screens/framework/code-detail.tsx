import type { Code, CodeSplit, Framework } from '#shared/model/codebook.ts'
import type { CodedPassage } from '#shared/model/coding.ts'
import { Badge, CodeDot } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { inSentence } from '../../wording.ts'
import { CodeExamples } from '../code/code-examples.tsx'
import { CodeEditor, type CodePatch, type CodeWords } from './code-editor.tsx'
import { CodePassages } from './code-passages.tsx'
import styles from './framework.module.css'
import { useFrameworkStore } from './framework-store.ts'
import { MergedCodes } from './merged-codes.tsx'
import { SplitQueue } from './split-queue.tsx'

interface CodeDetailProps {
  code: Code
  framework: Framework | undefined
  /** How many codings carry it. */
  passages: number
  /** Present where it was split. */
  split: CodeSplit | undefined
  /** Makes a merged code one of its own again; null where that is not done here. */
  onSeparate: ((merged: string) => void) | null
  /** `from`: what was there when one began. Answers whether it was kept. */
  onChange: (patch: CodePatch, from?: CodeWords) => Promise<boolean>
  /** What can be done with what is typed of a code that is no longer in the study; null while it is. */
  gone: { onAddAgain: () => void; onLetGo: () => void } | null
  onOpen: (passage: Pick<CodedPassage, 'source' | 'start' | 'end'>) => void
}

/** One code: what it means, and where it was used. */
export function CodeDetail({
  code,
  framework,
  passages,
  split,
  onSeparate,
  onChange,
  gone,
  onOpen,
}: CodeDetailProps) {
  const face = useFrameworkStore(state => state.face)
  const partOf = new Map(framework?.codes.map(each => [each.id, each]))
  const place = [framework?.name, ...code.path.slice(0, -1)].filter(Boolean).join(' › ')
  return (
    <div className={styles.detail}>
      <header className={styles.codeHead}>
        <p className={styles.path} title={place}>
          {place}
        </p>
        <div className={styles.nameLine}>
          <CodeDot colour={code.colour} />
          <h2 className={styles.name} title={code.name}>
            {code.name}
          </h2>
          {code.status !== 'provisional' && (
            <Badge tone={code.status === 'agreed' ? 'good' : 'plain'}>{code.status}</Badge>
          )}
          {code.proposedIn !== null && <Badge tone="accent">proposed in a round</Badge>}
        </div>
      </header>
      {gone && (
        <Callout
          tone="warn"
          isLive
          title={`“${inSentence(code.name)}” was removed or merged elsewhere while you were writing about it.`}
          actions={
            <>
              <Button size="small" variant="primary" onPress={gone.onAddAgain}>
                Add it again
              </Button>
              <Button size="small" onPress={gone.onLetGo}>
                Let it go
              </Button>
            </>
          }
        >
          What you typed is still here, and goes on if that is undone. Add it again makes a new code of it, on
          no passages.
        </Callout>
      )}
      <Tabs
        label="About the code"
        value={gone || (face === 'split' && !split) ? 'meaning' : face}
        onChange={next => useFrameworkStore.setState({ face: next })}
        fillsHeight
        tabs={[
          {
            id: 'meaning',
            label: 'Meaning',
            content: (
              <div className={styles.scroll}>
                <CodeEditor key={code.id} code={code} isGone={gone !== null} onChange={onChange} />
                {!gone && (
                  <>
                    <CodeExamples code={code.id} mayRemove={onSeparate !== null} />
                    <MergedCodes merged={code.merged} onSeparate={onSeparate} />
                  </>
                )}
              </div>
            ),
          },
          {
            id: 'passages',
            label: 'Passages',
            count: passages,
            isDisabled: gone !== null,
            content: (
              <CodePassages
                key={code.id}
                code={code}
                counted={passages}
                hasCodesUnder={framework?.codes.some(({ parent }) => parent === code.id) ?? false}
                onOpen={onOpen}
              />
            ),
          },
          ...(split
            ? [
                {
                  id: 'split' as const,
                  label: 'Re-judge',
                  count: split.queues.reduce((sum, { left }) => sum + left, 0),
                  content: (
                    <SplitQueue
                      key={code.id}
                      code={code}
                      split={split}
                      parts={split.parts.flatMap(id => partOf.get(id) ?? [])}
                      onOpen={onOpen}
                    />
                  ),
                },
              ]
            : []),
        ]}
      />
    </div>
  )
}
