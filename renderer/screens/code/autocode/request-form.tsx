import { Search } from 'lucide-react'
import type { Ref } from 'react'
import type { SourceSummary } from '#shared/model/source.ts'
import type { DataSet } from '#shared/model/study.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkbox, CheckboxGroup } from '../../../ui/checkbox.tsx'
import { RadioGroup } from '../../../ui/radio-group.tsx'
import { Select } from '../../../ui/select.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { SegmentedControl } from '../../../ui/toggle.tsx'
import { counted, number } from '../../../wording.ts'
import styles from './autocode.module.css'
import { ChosenSources } from './chosen-sources.tsx'
import { isOfTurns, type Question, type Request, searchedBy } from './request.ts'

interface RequestFormProps {
  request: Request
  onChange: (change: Partial<Request>) => void
  onFind: () => void
  canFind: boolean
  findButton: Ref<HTMLButtonElement>
  /** The source that is open, and the question at the caret in it. */
  source: SourceSummary | undefined
  question: Question | null
  sources: readonly SourceSummary[]
  dataSets: readonly DataSet[]
}

/** How, where and how much: what autocode looks for. */
export function RequestForm(props: RequestFormProps) {
  const { request, onChange, onFind, canFind, findButton, source, question, sources, dataSets } = props
  const searched = searchedBy(request, source?.id ?? null, sources)
  return (
    <form
      aria-label="What to look for"
      className={styles.form}
      onSubmit={event => {
        event.preventDefault()
        if (canFind) onFind()
      }}
    >
      <div className={styles.way}>
        <SegmentedControl
          label="Find by"
          options={[
            { id: 'words', label: 'Words' },
            { id: 'pattern', label: 'Pattern' },
            { id: 'speaker', label: 'Speaker' },
            { id: 'question', label: 'Question' },
          ]}
          value={request.by}
          onChange={by => onChange({ by })}
        />
      </div>
      <Sought request={request} onChange={onChange} question={question} searched={searched} />
      <Select
        label="Look in"
        options={[
          ...(source ? [{ id: 'source', label: source.title }] : []),
          { id: 'all', label: `Every source (${number(sources.length)})` },
          { id: 'chosen', label: 'Chosen sources…' },
          ...dataSets.map(({ id, name, sources: many }) => ({ id, label: `${name} (${number(many)})` })),
        ]}
        value={request.where}
        onChange={where => onChange({ where })}
      />
      {request.where === 'chosen' && (
        <ChosenSources sources={sources} chosen={request.chosen} onChange={chosen => onChange({ chosen })} />
      )}
      <div className={styles.way}>
        <p className={styles.legend}>Propose</p>
        {isOfTurns(request.by) ? (
          <SegmentedControl
            label="Propose"
            options={[turn, sentences]}
            value={request.turnExtent}
            onChange={turnExtent => onChange({ turnExtent })}
          />
        ) : (
          <SegmentedControl
            label="Propose"
            options={[{ id: 'match', label: 'The words' }, sentence, turn]}
            value={request.extent}
            onChange={extent => onChange({ extent })}
          />
        )}
      </div>
      <fieldset className={styles.leftOut}>
        <legend className={styles.legend}>Leave out</legend>
        {!isOfTurns(request.by) && (
          <Checkbox
            isSelected={request.withoutInterviewers}
            onChange={withoutInterviewers => onChange({ withoutInterviewers })}
          >
            What interviewers say
          </Checkbox>
        )}
        <Checkbox isSelected={request.withoutQuoted} onChange={withoutQuoted => onChange({ withoutQuoted })}>
          Quoted mail, signatures, headers
        </Checkbox>
      </fieldset>
      <Button ref={findButton} type="submit" icon={<Search />} isDisabled={!canFind}>
        Find passages
      </Button>
    </form>
  )
}

const sentence = { id: 'sentence', label: 'The sentence' } as const
const sentences = { id: 'sentence', label: 'Each sentence' } as const
const turn = { id: 'turn', label: 'The turn' } as const

interface SoughtProps {
  request: Request
  onChange: (change: Partial<Request>) => void
  question: Question | null
  searched: readonly SourceSummary[]
}

/** What is sought, in the way that was chosen. */
function Sought({ request, onChange, question, searched }: SoughtProps) {
  const letters = (
    <div className={styles.letters}>
      <Checkbox isSelected={request.wholeWords} onChange={wholeWords => onChange({ wholeWords })}>
        Whole words
      </Checkbox>
      <Checkbox isSelected={request.matchCase} onChange={matchCase => onChange({ matchCase })}>
        Match case
      </Checkbox>
    </div>
  )
  if (request.by === 'speaker') {
    const speakers = [...new Set(searched.flatMap(each => each.speakers))]
    if (speakers.length === 0) return <p className={styles.quiet}>There are no speakers in these sources.</p>
    return (
      <div className={styles.some}>
        <CheckboxGroup
          label={counted(speakers.length, 'speaker')}
          value={[...request.speakers]}
          onChange={chosen => onChange({ speakers: chosen })}
        >
          {speakers.map(speaker => (
            <Checkbox key={speaker} value={speaker}>
              {speaker}
            </Checkbox>
          ))}
        </CheckboxGroup>
      </div>
    )
  }
  if (request.by === 'pattern') {
    return (
      <div className={styles.sought}>
        <TextField
          label="Regular expression"
          description="For instance: (bus|train)s? or no\s+time"
          value={request.pattern}
          onChange={pattern => onChange({ pattern })}
          maxLength={500}
          spellCheck="false"
        />
        {letters}
      </div>
    )
  }
  if (request.by === 'words') {
    return (
      <div className={styles.sought}>
        <TextField
          label="Words"
          value={request.words}
          onChange={words => onChange({ words })}
          maxLength={500}
          autoFocus
        />
        {letters}
      </div>
    )
  }
  const isThis = question !== null && request.isThisQuestion
  return (
    <div className={styles.sought}>
      {question && (
        <RadioGroup
          label="Answers to"
          options={[
            {
              id: 'this',
              label: 'the question at the caret, wherever it is asked',
              description: question.words.length > 140 ? `${question.words.slice(0, 139)}…` : question.words,
            },
            { id: 'words', label: 'questions with some words' },
          ]}
          value={isThis ? 'this' : 'words'}
          onChange={choice => onChange({ isThisQuestion: choice === 'this' })}
        />
      )}
      {!isThis && (
        <>
          <TextField
            label="Words of the question"
            description="An answer is every turn up to the next of an interviewer."
            value={request.questionWords}
            onChange={questionWords => onChange({ questionWords })}
            maxLength={500}
          />
          {letters}
        </>
      )}
    </div>
  )
}
