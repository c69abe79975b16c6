import type { FormWords } from '@/lib/words'
import { fill } from '@/lib/words/fill'
import type { FormCampaign } from './contract'

type Props = { campaign: FormCampaign; words: FormWords }

function OutLink({ href, text, words }: { href: string; text: string; words: FormWords }) {
  return (
    <a href={href} target="_blank" rel="noopener">
      {text}
      <svg aria-hidden="true" width="12" height="12" viewBox="0 0 12 12" fill="none">
        <path d="M4 2H2v8h8V8M7 2h3v3M10 2 5.5 6.5" stroke="currentColor" strokeWidth="1.5" />
      </svg>
      <span className="sr-only">{words.newTab}</span>
    </a>
  )
}

/** Help at the same place on every step, then the legal links; a sentence whose field is empty is left out. */
export function FormFoot({ campaign, words }: Props) {
  const { telephone, hours, firm, town, registerNumber, contactPerson, links, privacy } = campaign
  const who = [firm, town, registerNumber && fill(words.registerNumber, { n: registerNumber })]
  return (
    <div className="foot">
      {telephone ? (
        <p>
          {words.help} <a href={telephone.href}>{telephone.display}</a>
          {hours ? `, ${hours}` : ''}
        </p>
      ) : null}
      {contactPerson ? <p>{fill(words.contactPerson, { name: contactPerson })}</p> : null}
      <p>{who.filter(Boolean).join(', ')}</p>
      {campaign.noFee || campaign.noAdvertisingCalls ? (
        <p>
          {[campaign.noFee && words.noFee, campaign.noAdvertisingCalls && words.noAdCalls]
            .filter(Boolean)
            .join(' ')}
        </p>
      ) : null}
      <nav aria-label={words.legal}>
        <ul>
          <li>
            <OutLink href={privacy.href} text={words.legalPrivacy} words={words} />
          </li>
          {links.impressum ? (
            <li>
              <OutLink href={links.impressum} text={words.legalImprint} words={words} />
            </li>
          ) : null}
          {links.vermittlerangaben ? (
            <li>
              <OutLink href={links.vermittlerangaben} text={words.legalBroker} words={words} />
            </li>
          ) : null}
          {links.barrierefreiheit ? (
            <li>
              <OutLink href={links.barrierefreiheit} text={words.legalAccess} words={words} />
            </li>
          ) : null}
        </ul>
      </nav>
    </div>
  )
}
