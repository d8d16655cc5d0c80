import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
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
import {
  closeAutocode,
  forgetLeft,
  type Seed,
  selectedWords,
  shutAutocode,
  useAutocode,
} from './autocode-store.ts'
import { type CodeChoice, CodeField, choiceTyped } from './code-field.tsx'
import { isSameWork, takenUp, type Work } from './left.ts'
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
  whatIsSought,
} from './request.ts'
import { RequestForm } from './request-form.tsx'
import { acceptedOf, type Decisions } from './review.ts'
import { useSearch } from './use-search.ts'

const noChoice: CodeChoice = { typed: '', code: null }

/**
 * Autocode, over whichever screen is open; it waits for the text it begins with. Give it a key of the study and the
 * person: what is left in it goes with it.
 */
export function AutocodeDialog({ member }: { member: Member }) {
  useEffect(() => shutAutocode, [])
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
  /** What one begins with where nothing was left. */
  const anew = (): Work => {
    const code = seed.code === null ? undefined : byId.get(seed.code)
    return {
      request: firstRequest(text ? selectedWords(text.text, seed.selection) : '', text !== undefined),
      choice: code && code.status !== 'retired' ? { typed: code.name, code: code.id } : noChoice,
      decisions: new Map(),
    }
  }
  const { left } = useAutocode()
  const [begun, setBegun] = useState(() => (left ? takenUp(left, text?.id ?? null) : anew()))
  const [work, setWork] = useState(begun)
  const { request, decisions } = work
  // The code that was chosen may be gone since, and one of the name that was typed may be made.
  const standing = byId.get(work.choice.code ?? '')
  const isThere = standing && standing.status !== 'retired'
  const choice = isThere ? work.choice : choiceTyped(codes, work.choice.typed)
  const search = useSearch()
  const atCaret = useMemo(
    () => (text && seed.selection ? questionAt(text, spanOf(seed.selection).start) : null),
    [text, seed.selection],
  )
  const question = left ? left.question : atCaret
  const input = inputOf(request, text?.id ?? null, question)
  const { answered } = search
  const isOutdated = answered !== null && !isSameSearch(answered.asked, input)
  // Only what the list shows is coded, and only where it shows what the form asks for.
  const isShown = answered !== null && !isOutdated && search.running === null && search.failure === null
  const findButton = useRef<HTMLButtonElement>(null)
  const accepted = useMemo(
    () => (answered ? acceptedOf(answered.found, decisions, choice.code) : []),
    [answered, decisions, choice.code],
  )
  const chosen = answered?.found.proposals.filter((_, at) => accepted[at]) ?? []
  /** Of those that are accepted, how many carry the code already, and how many are yet to be coded with it. */
  const already = chosen.filter(({ carries }) => choice.code !== null && carries.includes(choice.code)).length
  const many = isShown ? chosen.length - already : 0
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
          : isShown && already > 0
            ? `${number(already)} of the ${counted(chosen.length, 'accepted passage')} ${already === 1 ? 'has' : 'have'} it already.`
            : ''
  const isCoder = member.roles.includes('coder')

  const canCode = many > 0 && name !== '' && !isRetired && isCoder

  /** What is judged now was proposed for `sought`; what was judged of other searches waits. */
  const judging = useRef({
    sought: left?.wasFound && input ? whatIsSought(input) : null,
    others: new Map<string, Decisions>(),
  })
  const find = async () => {
    if (!input) return
    const found = await search.find(input)
    if (!found) return
    // Refused among what was found for something else, a passage is not refused for this.
    const sought = whatIsSought(input)
    const before = judging.current.sought
    judging.current.sought = sought
    let judged = decisions
    if (before !== null && before !== sought) {
      judging.current.others.set(before, decisions)
      judged = judging.current.others.get(sought) ?? new Map()
      setWork(work => ({ ...work, decisions: judged }))
    }
    const ticked = acceptedOf(found, judged, choice.code).filter(Boolean).length
    const passages = counted(found.proposals.length, 'passage')
    announce(found.proposals.length === 0 ? 'Nothing found' : `${passages} found, ${number(ticked)} accepted`)
  }
  const findAgain = () => {
    // The button that was pressed goes; a list that comes takes the keyboard from here.
    findButton.current?.focus()
    void find()
  }
  const isFindingAgain = useRef(false)
  const change = (part: Partial<Request>) => {
    // A list that came now would take the keyboard from who is typing.
    if (isFindingAgain.current) search.cancel()
    setWork({ ...work, request: { ...request, ...part } })
  }
  // What was left is looked for anew: codings, and the text itself, may be others by now.
  const findLeft = useEffectEvent(() => {
    if (!left?.wasFound) return
    isFindingAgain.current = true
    void find().finally(() => {
      isFindingAgain.current = false
    })
  })
  useEffect(() => findLeft(), [])
  const leave = () => {
    const isAsBegun = isSameWork(work, begun) && answered === null && left === null
    const wasFound = answered !== null && !isOutdated
    closeAutocode(isAsBegun ? null : { ...work, source: text?.id ?? null, question, wasFound })
  }
  const beginAnew = () => {
    const next = anew()
    judging.current = { sought: null, others: new Map() }
    search.clear()
    setBegun(next)
    setWork(next)
    forgetLeft()
    announce('Begun anew')
  }
  const decide = (next: Decisions) => {
    setWork({ ...work, decisions: next })
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
    closeAutocode(null)
  }
  return (
    <Dialog
      title="Autocode"
      description="Finds passages and proposes them. You decide about each; only then are they coded, as one step."
      size="full"
      isOpen
      isHeld
      onOpenChange={isOpen => !isOpen && leave()}
      footer={
        <>
          <div className={styles.code}>
            <span aria-hidden="true">Code as</span>
            <CodeField codes={codes} value={choice} onChange={choice => setWork({ ...work, choice })} />
            <span className={styles.hint}>{hint}</span>
          </div>
          <Button onPress={leave}>Cancel</Button>
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
              You can look, and not code. A lead can add the role under Study, People.
            </Callout>
          )}
          {left && (
            <p className={styles.left}>
              <span>As you left it</span>
              <Button size="small" onPress={beginAnew}>
                Begin anew
              </Button>
            </p>
          )}
          <RequestForm
            // Begun anew, the keyboard is where it begins.
            key={left ? 'left' : 'anew'}
            request={request}
            onChange={change}
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
