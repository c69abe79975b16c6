/** `npm run person -- find | export | erase …`: one person's data, on their request. */
import { runTool } from './tool.mjs'

await runTool('person')
