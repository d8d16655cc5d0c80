import { config } from 'zod'

// The contract's schemas would otherwise try whether code can be made from text, which the page's policy forbids
// and reports. Must be imported before the contract.
config({ jitless: true })
