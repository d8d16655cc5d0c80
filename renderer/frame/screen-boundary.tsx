import { Component, type ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { Callout } from '../ui/callout.tsx'
import styles from './frame.module.css'

interface BoundaryProps {
  name: string
  children: ReactNode
}

/** Keeps a fault in one screen from taking the window with it; shows what can be done. */
export class ScreenBoundary extends Component<BoundaryProps, { details: string | null }> {
  override state: { details: string | null } = { details: null }

  static getDerivedStateFromError(error: unknown): { details: string } {
    return { details: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }

  override render() {
    const { details } = this.state
    if (details === null) return this.props.children
    return (
      <div className={styles.fault}>
        <Callout
          tone="error"
          isLive
          title={`${this.props.name} met a fault of its own and cannot be shown.`}
          actions={
            <>
              <Button variant="primary" onPress={() => this.setState({ details: null })}>
                Show it again
              </Button>
              <Button onPress={() => void navigator.clipboard.writeText(details)}>Copy the details</Button>
            </>
          }
        >
          <p>Everything acknowledged as saved is safe. The other screens still work.</p>
        </Callout>
      </div>
    )
  }
}
