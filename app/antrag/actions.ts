'use server'

import { redirect } from 'next/navigation'
import type { PlzInfo } from '@/components/form/contract'
import { sameOrigin } from '@/lib/drafts/meta'
import type { SaveResult, SubmitResult } from '@/lib/drafts/protocol'
import { save } from '@/lib/drafts/service'
import { berlinToday } from '@/lib/drafts/today'
import { stateOf } from '@/lib/forms/baufinanzierung/plz'
import { townsOf } from '@/lib/forms/common/towns'
import { postedStep } from './post-step'
import { keepUnstored } from './posted-page'
import { runAction } from './run-action'
import { submitted } from './submitted'

/**
 * The form's actions. What they are called with is whatever a client may send; the services check Origin, shape,
 * token and secret themselves, for nothing in front of them is an authority.
 */
export async function saveStep(request: unknown): Promise<SaveResult> {
  return runAction('saveStep', (meta) => save(request, meta))
}

/** The same, for a request with `intent: 'load'`. */
export async function loadStep(request: unknown): Promise<SaveResult> {
  return runAction('loadStep', (meta) => save(request, meta))
}

export async function submitDraft(request: unknown): Promise<SubmitResult> {
  return runAction('submitDraft', (meta) => submitted(request, meta))
}

/**
 * The post of a page without JavaScript: a redirect (303) to the page to show, or, where nothing could be stored, the same page with
 * what was posted.
 */
export async function postStep(data: FormData): Promise<void> {
  const place = await runAction('postStep', (meta) => postedStep(data, meta))
  if (typeof place === 'string') redirect(place)
  await keepUnstored({ ...place, data })
}

/** Towns and state of a postcode; nothing for text that is none. */
export async function lookupPlz(plz: unknown): Promise<PlzInfo> {
  const found = await runAction('lookupPlz', async (meta): Promise<PlzInfo> => {
    if (!sameOrigin(meta) || typeof plz !== 'string' || !/^\d{5}$/.test(plz)) return { towns: [] }
    const state = stateOf(plz, berlinToday())
    return { towns: townsOf(plz), state: state && 'name' in state ? state.name : undefined }
  })
  return 'kind' in found ? { towns: [] } : found
}
