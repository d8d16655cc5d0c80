import { useState } from 'react'
import { CoderBadge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { useAct, useClient, useRead, useSession } from '../../use-engine.ts'
import { dayAndTime } from '../../wording.ts'
import styles from './memo-comments.module.css'

/** What members said about a memo, oldest first, and where to say more. */
export function MemoComments({ memo }: { memo: string }) {
  const client = useClient()
  const { run, busy } = useAct()
  const { member, study } = useSession()
  const { data: comments } = useRead('memos.comments', { memo })
  const [words, setWords] = useState('')
  const say = async () => {
    if (await run(() => client.memos.comment({ memo, words }))) setWords('')
  }
  const maySay = member !== null && study?.handout == null
  if (!comments) return null
  return (
    <section className={styles.comments} aria-label="Comments on the memo">
      {comments.length === 0 && <p className={styles.quiet}>Nothing has been said about this memo yet.</p>}
      <ol className={styles.list}>
        {comments.map(({ id, author, words, createdAt, mayRemove }) => (
          <li key={id} className={styles.comment}>
            <header className={styles.who}>
              <CoderBadge name={author.name} initials={author.initials} size="small" />
              <span>
                {author.name}, {dayAndTime(createdAt)}
              </span>
              {mayRemove && (
                <Button
                  size="small"
                  variant="quiet"
                  onPress={() =>
                    void run(() => client.memos.removeComment({ comment: id }), {
                      undoable: 'The comment was removed.',
                    })
                  }
                >
                  Remove
                </Button>
              )}
            </header>
            <p className={styles.words} dir="auto">
              {words}
            </p>
          </li>
        ))}
      </ol>
      {maySay && (
        <div className={styles.say}>
          <TextArea label="Comment" value={words} onChange={setWords} rows={2} maxLength={5000} />
          <Button size="small" isDisabled={words.trim() === ''} isPending={busy} onPress={() => void say()}>
            Say it
          </Button>
        </div>
      )}
    </section>
  )
}
