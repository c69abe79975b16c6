import type { StepFormProps } from './contract'
import { REVIEW } from './shown'
import { submitDraft } from './submit'
import type { Journey } from './use-journey'

/** What stands beside the sending button. */
type Boxes = { trap: boolean; mailCopy: boolean; consents: readonly string[] }

/** Hands the draft over and shows what came of it; loaded with the page that has the button. */
export async function sendDraft(journey: Journey, form: StepFormProps, boxes: Boxes): Promise<void> {
  const { session, privacy } = journey
  const { lang, actions } = form
  const again = () => void sendDraft(journey, form, boxes)
  const mark = session.mark
  if (!mark) {
    journey.trouble({ kind: 'gone' }, again)
    return
  }
  const request = { token: journey.token.current, ...mark, lang, privacyVersion: privacy.versionId, ...boxes }
  const result = await journey.occupied(() => submitDraft(request, actions, journey.outdate))
  switch (result?.kind) {
    case undefined:
      return
    case 'sent':
      journey.showSent(result.receipt, 'push')
      return
    case 'incomplete':
      session.adopt(result.draft)
      journey.show(result.view, 'push', REVIEW)
      return
    case 'privacyChanged':
      journey.token.current = result.token
      journey.setPrivacy({
        ...privacy,
        versionId: result.privacyVersion,
        date: result.privacyDate,
        changed: true,
      })
      return
    case 'gone':
    case 'offline':
    case 'tooLarge':
    case 'limited':
    case 'refused':
    case 'failed':
      journey.trouble(result, again)
  }
}
