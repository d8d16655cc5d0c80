import { Inbox } from 'lucide-react'
import { Badge, CodeChip, CoderBadge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Callout } from '../ui/callout.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Meter } from '../ui/meter.tsx'
import { Progress } from '../ui/progress.tsx'
import { Spinner } from '../ui/spinner.tsx'
import styles from './gallery.module.css'
import { Group, Sample } from './sample.tsx'

/** What says how things stand. */
export function Notices() {
  return (
    <Group name="Notices and marks">
      <Sample name="Callouts" isWide>
        <div className={styles.column}>
          <Callout title="Blind until both submit">
            Your colleague’s codings of these sources are not in this copy.
          </Callout>
          <Callout tone="warn" title="Two sources have changed since the hand-out">
            Codings on the earlier text were kept. Look at P03 and P11 before you return.
          </Callout>
          <Callout
            tone="error"
            title="P07 mentor interview.docx was not imported"
            actions={
              <>
                <Button size="small">Try again</Button>
                <Button size="small" variant="quiet">
                  Copy details
                </Button>
              </>
            }
          >
            It is protected by a password. The other 39 files are in. Open it in Word, save it without one,
            and drop it here again.
          </Callout>
        </div>
      </Sample>
      <Sample name="Progress">
        <div className={styles.column}>
          <Progress
            label="Reading P07 mentor interview.docx"
            detail="12 of 40 files"
            value={0.3}
            onCancel={() => {}}
          />
          <Progress
            label="Computing agreement"
            detail="1,204 of 3,100 units"
            value={0.39}
            estimate="about 20 seconds left"
            onCancel={() => {}}
            isCancelling
          />
          <Progress label="Opening the study" />
          <Progress label="Saving" value={0.7} isCompact />
          <span className={styles.quietText}>
            <Spinner /> Looking
          </span>
        </div>
      </Sample>
      <Sample name="Badges and chips">
        <Badge>Draft</Badge>
        <Badge tone="accent">Open</Badge>
        <Badge tone="good">Returned</Badge>
        <Badge tone="warn">Overdue</Badge>
        <Badge tone="danger">Refused</Badge>
        <CodeChip name="Time pressure" colour={2} path="Work on the ward › Time pressure" />
        <CodeChip name="Trust" colour={1} polarity="facilitator" />
        <CodeChip name="Fit with the ward’s day" colour={4} polarity="barrier" />
        <CodeChip name="Culture" colour={12} isStruck />
        <CoderBadge name="Amina Rashid" initials="AR" />
        <CoderBadge name="Amina Rashid" initials="AR" accent={1} isNameShown />
        <CoderBadge name="Ben Okafor" initials="BO" accent={2} isNameShown />
        <CoderBadge name="Clare Whit" initials="CW" accent={3} size="small" />
        {[4, 5, 6, 7, 8].map(accent => (
          <CoderBadge key={accent} name={`Coder ${accent}`} initials={`C${accent}`} accent={accent} />
        ))}
      </Sample>
      <Sample name="Meters, and an empty screen">
        <div className={styles.column}>
          <Meter label="Coded" value={0.62} isLabelShown />
          <Meter label="Done" value={1} words="14 of 14" tone="good" />
          <Meter label="Nothing yet" value={0} tone="quiet" />
          <EmptyState
            headingLevel={4}
            icon={<Inbox />}
            title="No hand-outs yet"
            action={<Button variant="primary">Prepare a hand-out</Button>}
          >
            What you give to coders, and what comes back from them, is listed here.
          </EmptyState>
        </div>
      </Sample>
    </Group>
  )
}
