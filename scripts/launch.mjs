/** `npm run demo` and `npm run dev`. Needs nothing but Node; everything else is installed by what it starts. */
import { requireNode } from './node-version.mjs'

requireNode()
const mode = process.argv[2] === 'dev' ? 'dev' : 'demo'
const { launch } = await import('./launcher.mjs')
await launch(mode)
