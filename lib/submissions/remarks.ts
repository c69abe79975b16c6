import 'server-only'
import { notesOf } from '@/lib/forms/engine'
import type { Answers, Env, Form } from '@/lib/forms/engine/types'
import { momentOf } from '@/lib/pdf/times'
import type { PrivacyShown } from '@/lib/privacy'

/** What the advisor reads beside a case that has fields for less than a person may say. German: the advisor's language. */

const callKey = 'app.telefonTermin'

/** When the person likes to be called, as they said it; undefined: they did not say. */
export function telefonTerminOf(answers: Answers): string | undefined {
  const answer = answers[callKey]
  return answer && 'value' in answer && typeof answer.value === 'string' ? answer.value : undefined
}

export type Remarking = {
  privacy: PrivacyShown
  /** Absent: it was not said, or goes along as a value of its own. */
  telefonTermin: string | undefined
}

/**
 * `kommentare` of `POST /vorgang`: what the form's answers say that no field takes, how the person may be reached, and one line on
 * which privacy statement was shown when. Pure.
 */
export function remarksOf(
  form: Form,
  answers: Answers,
  env: Env,
  { privacy, telefonTermin }: Remarking,
): string[] {
  const { versionId, language, shownAt } = privacy
  const shown = momentOf(new Date(shownAt), 'de')
  return [
    ...notesOf(form, answers, env),
    ...(telefonTermin ? [`Wunschtermin für den Anruf: ${telefonTermin}`] : []),
    ...(env.lang === 'en' ? ['Die Person hat das Formular auf Englisch ausgefüllt.'] : []),
    `Datenschutzhinweise vor dem Absenden angezeigt am ${shown}, Fassung ${versionId}, Sprache ${language === 'de' ? 'Deutsch' : 'Englisch'}.`,
  ]
}
