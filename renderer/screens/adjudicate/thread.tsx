import type { Disagreement } from '#shared/model/disagreement.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { useAct, useClient, useSession } from '../../use-engine.ts'
import { dateOf } from '../../wording.ts'
import { useAdjudicate } from './adjudicate-store.ts'
import styles from './thread.module.css'
import type { Docket } from './use-docket.ts'

/** What was said about the difference that is shown, oldest first, and where to say more. */
export function Thread({ docket, item }: { docket: Docket; item: Disagreement }) {
  const { members, discussion, round } = docket
  const canPark = useAdjudicate(({ actions }) => actions?.canPark ?? false)
  const { member } = useSession()
  const client = useClient()
  const { run, busy } = useAct()
  const words = useAdjudicate(({ begun }) => begun.get(item.id) ?? '')
  const setWords = (words: string) => useAdjudicate.getState().begin(item.id, words)
  const nameOf = (id: string | null) =>
    id === null ? 'a coder of the round' : (members.find(each => each.id === id)?.name ?? '')
  const waits = discussion.agenda.find(entry => entry.disagreement === item.id && entry.decidedAt === null)
  const said = discussion.comments.filter(comment => comment.disagreement === item.id)
  const maySay = member !== null && round.state !== 'closed'
  const say = async () => {
    const done = await run(() =>
      client.adjudication.comment({ round: round.id, disagreement: item.id, words }),
    )
    if (done) setWords('')
  }
  if (!waits && said.length === 0 && !maySay) return null
  return (
    <section className={styles.thread} aria-label="Discussion">
      <h2>Discussion</h2>
      {canPark && (
        <Button size="small" shortcut="D" onPress={() => useAdjudicate.getState().actions?.park()}>
          To the meeting
        </Button>
      )}
      {waits && (
        <p className={styles.waits}>
          On the agenda since {dateOf(waits.parkedAt)}, by {nameOf(waits.parkedBy)}
          {waits.question && `: ${waits.question}`}
        </p>
      )}
      <ol>
        {said.map(comment => (
          <li key={comment.id}>
            <span className={styles.who}>
              {comment.author === null ? 'A coder of the round' : nameOf(comment.author)},{' '}
              {dateOf(comment.at)}
            </span>
            <p>{comment.words}</p>
            {comment.author === member?.id && round.state !== 'closed' && (
              <Button
                size="small"
                variant="quiet"
                onPress={() =>
                  void run(() => client.adjudication.removeComment({ comment: comment.id }), {
                    undoable: 'The comment was removed.',
                  })
                }
              >
                Remove
              </Button>
            )}
          </li>
        ))}
      </ol>
      {maySay && (
        <>
          <TextArea label="Comment" value={words} onChange={setWords} rows={2} maxLength={20_000} />
          <Button size="small" isDisabled={words.trim() === ''} isPending={busy} onPress={() => void say()}>
            Say it
          </Button>
        </>
      )}
    </section>
  )
}
