import { useMemo, useRef, useState } from 'react'
import type { Member } from '#shared/model/member.ts'
import type { SourceText } from '#shared/model/source.ts'
import { spanOf } from '../../../transcript/snap.ts'
import { Button } from '../../../ui/button.tsx'
import { Callout } from '../../../ui/callout.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { announce } from '../../../ui/live-announcer.tsx'
import { useAct, useClient, useRead } from '../../../use-engine.ts'
import { counted, number } from '../../../wording.ts'
import { useBench } from '../bench.ts'
import { useCodes } from '../code-lookup.ts'
import { isOnlyRetired, retiredHint } from '../rank-codes.ts'
import styles from './autocode.module.css'
import { closeAutocode, type Seed, selectedWords, useAutocode } from './autocode-store.ts'
import { CodeField } from './code-field.tsx'
import { Preview } from './preview.tsx'
import {
  codedInWords,
  firstRequest,
  inputOf,
  isSameSearch,
  placeInWords,
  questionAt,
  type Request,
  soughtInWords,
} from './request.ts'
import { RequestForm } from './request-form.tsx'
import { acceptedOf, type Decisions } from './review.ts'
import { useSearch } from './use-search.ts'

/** Autocode, over whichever screen is open; it waits for the text it begins with. */
export function AutocodeDialog({ member }: { member: Member }) {
  const seed = useAutocode(state => state.seed)
  const source = seed?.source ?? null
  const { data: text, failure } = useRead('sources.open', source === null ? null : { source })
  if (!seed || (source !== null && !text && !failure)) return null
  return <OpenAutocode seed={seed} text={text} member={member} />
}

function OpenAutocode({ seed, text, member }: { seed: Seed; text: SourceText | undefined; member: Member }) {
  const client = useClient()
  const { run, busy } = useAct()
  const { codes, byId } = useCodes()
  const sources = useRead('sources.list', {}).data ?? []
  const dataSets = useRead('sources.dataSets', {}).data ?? []
  const [request, setRequest] = useState<Request>(() =>
    firstRequest(text ? selectedWords(text.text, seed.selection) : '', text !== undefined),
  )
  const [choice, setChoice] = useState(() => {
    const code = seed.code === null ? undefined : byId.get(seed.code)
    return code && code.status !== 'retired' ? { typed: code.name, code: code.id } : { typed: '', code: null }
  })
  const [decisions, setDecisions] = useState<Decisions>(new Map())
  const search = useSearch()
  const question = useMemo(
    () => (text && seed.selection ? questionAt(text, spanOf(seed.selection).start) : null),
    [text, seed.selection],
  )
  const input = inputOf(request, text?.id ?? null, question)
  const { answered } = search
  const isOutdated = answered !== null && !isSameSearch(answered.asked, input)
  const findButton = useRef<HTMLButtonElement>(null)
  const accepted = useMemo(
    () => (answered ? acceptedOf(answered.found, decisions, choice.code) : []),
    [answered, decisions, choice.code],
  )
  const chosen = answered?.found.proposals.filter((_, at) => accepted[at]) ?? []
  /** Of those that are accepted, how many carry the code already, and how many are yet to be coded with it. */
  const already = chosen.filter(({ carries }) => choice.code !== null && carries.includes(choice.code)).length
  const many = chosen.length - already
  const name = choice.typed.trim()
  const isRetired = choice.code === null && isOnlyRetired(codes, name)
  const hint =
    name === ''
      ? many > 0
        ? 'Choose a code.'
        : ''
      : isRetired
        ? retiredHint(name)
        : choice.code === null
          ? 'A new code, made in the same step.'
          : already > 0
            ? `${number(already)} of the ${counted(chosen.length, 'accepted passage')} ${already === 1 ? 'has' : 'have'} it already.`
            : ''
  const isCoder = member.roles.includes('coder')

  // Only what the list shows is coded, and only where it shows what the form asks for.
  const isShown = answered !== null && !isOutdated && search.running === null && search.failure === null
  const canCode = isShown && many > 0 && name !== '' && !isRetired && isCoder

  const find = async () => {
    if (!input) return
    const found = await search.find(input)
    if (!found) return
    const ticked = acceptedOf(found, decisions, choice.code).filter(Boolean).length
    const passages = counted(found.proposals.length, 'passage')
    announce(found.proposals.length === 0 ? 'Nothing found' : `${passages} found, ${number(ticked)} accepted`)
  }
  const findAgain = () => {
    // The button that was pressed goes; a list that comes takes the keyboard from here.
    findButton.current?.focus()
    void find()
  }
  const decide = (next: Decisions) => {
    setDecisions(next)
    if (!answered) return
    const now = acceptedOf(answered.found, next, choice.code)
    announce(`${number(now.filter(Boolean).length)} of ${number(now.length)} accepted`)
  }
  const code = async () => {
    if (!answered) return
    const of = choice.code === null ? { newCode: { name } } : { code: choice.code }
    const added = await run(
      () =>
        client.codings.addMany({
          codings: chosen.map(({ source, start, end }) => ({ source, start, end, ...of })),
          how: `autocode: ${soughtInWords(answered.asked)}`,
        }),
      {
        undoable: outcome => codedInWords(outcome, name),
        done: `The passages have “${name}” already: nothing changed.`,
      },
    )
    if (!added) return
    if (choice.code !== null) useBench.getState().use(choice.code)
    closeAutocode()
  }
  return (
    <Dialog
      title="Autocode"
      description="Finds passages and proposes them. You decide about each; only then are they coded, as one step."
      size="full"
      isOpen
      isHeld
      // Judging fifty proposals is work.
      hasDraft={decisions.size > 0 || undefined}
      onOpenChange={isOpen => !isOpen && closeAutocode()}
      footer={
        <>
          <div className={styles.code}>
            <span aria-hidden="true">Code as</span>
            <CodeField codes={codes} value={choice} onChange={setChoice} />
            <span className={styles.hint}>{hint}</span>
          </div>
          <Button onPress={closeAutocode}>Cancel</Button>
          <Button variant="primary" isDisabled={!canCode} isPending={busy} onPress={() => void code()}>
            {many > 0 ? `Code ${counted(many, 'passage')}` : 'Code'}
          </Button>
        </>
      }
    >
      <div className={styles.sheet}>
        <div className={styles.asking}>
          {!isCoder && (
            <Callout tone="warn" title={`${member.name} is not a coder in this study.`}>
              You can look, and not code. A lead can add the role under Study, Members.
            </Callout>
          )}
          <RequestForm
            request={request}
            onChange={change => setRequest({ ...request, ...change })}
            onFind={() => void find()}
            canFind={input !== null}
            findButton={findButton}
            source={text}
            question={question}
            sources={sources}
            dataSets={dataSets}
          />
        </div>
        <section aria-label="Preview" className={styles.preview}>
          <Preview
            search={search}
            sought={answered ? soughtInWords(answered.asked) : ''}
            place={answered ? placeInWords(answered.asked, sources, dataSets) : ''}
            accepted={accepted}
            decisions={decisions}
            onDecide={decide}
            code={choice.code}
            isOutdated={isOutdated}
            onFindAgain={input ? findAgain : undefined}
          />
        </section>
      </div>
    </Dialog>
  )
}
