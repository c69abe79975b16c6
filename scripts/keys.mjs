/** `npm run keys -- status | rotate`: the versions of ENCRYPTION_KEYS and INDEX_KEY in use, and rotation to the last ones. */
import { runTool } from './tool.mjs'

await runTool('keys')
