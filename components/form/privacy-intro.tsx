import { fill } from '@/lib/words/fill'
import type { StepFormProps } from './contract'

/** Before the first field: who gets the data and the privacy statement, as a sentence with links, no box to tick. */
export function PrivacyIntro({ form }: { form: StepFormProps }) {
  const { words, campaign } = form
  const { privacy } = campaign
  return (
    <details className="about">
      <summary>{words.whoGetsData}</summary>
      <div>
        <p>{words.draftRule}</p>
        <p>{fill(words.whoText, { firm: campaign.firm })}</p>
        {privacy.controllers.length > 0 ? (
          <ul className="bullets">
            {privacy.controllers.map(({ name, role, url }) => (
              <li key={name}>
                {url ? (
                  <a href={url} target="_blank" rel="noopener">
                    {name} {words.newTab}
                  </a>
                ) : (
                  name
                )}
                : {role}
              </li>
            ))}
          </ul>
        ) : null}
        <p>
          <a href={privacy.href} target="_blank" rel="noopener">
            {fill(words.privacyVersion, { date: privacy.date })} {words.newTab}
          </a>
        </p>
      </div>
    </details>
  )
}
