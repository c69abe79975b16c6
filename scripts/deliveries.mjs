/** `npm run deliveries -- list | show | retry …`: what an operator may do; `--help` says all of it. */
import { runTool } from './tool.mjs'

await runTool('deliveries')
