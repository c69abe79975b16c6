/** `npm run keys -- status | rotate`: the versions of ENCRYPTION_KEYS in use, and rotation to the last one. */
import { runTool } from './tool.mjs'

await runTool('keys')
