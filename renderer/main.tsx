import './without-eval.ts'
import './theme/install.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { openEngine } from './engine-client.ts'
import { Reads } from './reads.ts'
import { EngineContext } from './use-engine.ts'

const engine = openEngine()
const value = { engine, reads: new Reads(engine) }
const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <EngineContext value={value}>
        <App />
      </EngineContext>
    </StrictMode>,
  )
}
