import { headers } from 'next/headers'
import { env } from '@/lib/env'
import { isOwnMachine } from '@/lib/http/other-address'
import { pageLang, requestNames } from '@/lib/http/page-request'
import { pageWords } from '@/lib/words'

/**
 * In the demo: says that this page stands under another address than APP_URL's, whose posts are refused, and where the right one is.
 * The browser knows best; without script the request's headers speak.
 */
export async function OtherAddress() {
  const { APP_URL } = env()
  if (!isOwnMachine(APP_URL)) return null
  const read = await headers()
  const say = pageWords(pageLang(read.get(requestNames.lang)))
  const path = `${read.get(requestNames.path) ?? '/'}${read.get(requestNames.search) ?? ''}`
  const { origin, href } = new URL(path, APP_URL)
  const other = read.get(requestNames.otherAddress) === '1'
  return (
    <aside
      id="adresse"
      className="notice m-4"
      data-tone="warn"
      aria-label={say('otherAddressLabel')}
      hidden={!other}
      suppressHydrationWarning
    >
      <p>
        {/* A link that leads elsewhere, even a hidden one, would make the skip link behind it none of the first. */}
        {say('otherAddress')} <a href={other ? href : undefined}>{origin}</a>
      </p>
      <script
        nonce={read.get(requestNames.nonce) ?? undefined}
        suppressHydrationWarning
        // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours and APP_URL's origin as JSON
        dangerouslySetInnerHTML={{
          __html: `{const home=${JSON.stringify(origin)},notice=document.getElementById('adresse');notice.hidden=origin===home||origin==='null';if(!notice.hidden)notice.querySelector('a').href=home+location.pathname+location.search}`,
        }}
      />
    </aside>
  )
}
