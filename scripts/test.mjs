/** `npm test` (everything CI runs) and `npm run verify` (the same with longer settings). Needs nothing but Node. */
import { requireNode } from './node-version.mjs'

requireNode()
process.env.NEXT_TELEMETRY_DISABLED = '1'
if (process.argv[2] === 'verify') process.env.VERIFY = '1'
const { test } = await import('./tester.mjs')
process.exit(await test())
