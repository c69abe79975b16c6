import { env } from '@/lib/env'
import { judgeOrigin } from '@/lib/http/origin'

/** What a route or action knows of a request besides its body. `ip` comes from the trusted proxy only. */
export type RequestMeta = { origin?: string; secFetchSite?: string; ip: string }

/** True when the request comes from a page of ours (lib/http/origin.ts). */
export const sameOrigin = (meta: RequestMeta): boolean => judgeOrigin(meta, env().APP_URL) === 'ours'
