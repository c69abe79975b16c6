'use client'

export type Choice = { code: string; name: string; short: string; href: string; current: boolean }

/**
 * Plain links to the same page in another language. Pages may have changed without a navigation since the links
 * were written, so a click takes the address that stands in the browser.
 */
export function LanguageSwitch({ label, choices }: { label: string; choices: readonly Choice[] }) {
  return (
    <nav aria-label={label} className="flex">
      {choices.map(({ code, name, short, href, current }) => (
        <a
          key={code}
          href={href}
          lang={code}
          hrefLang={code}
          aria-label={`${short} – ${name}`}
          aria-current={current ? 'true' : undefined}
          className={`inline-flex min-h-11 min-w-11 items-center justify-center ${current ? 'font-semibold text-ink no-underline' : ''}`}
          onClick={(event) => {
            const there = new URL(event.currentTarget.href)
            there.pathname = location.pathname
            event.currentTarget.href = there.href
          }}
        >
          {short}
        </a>
      ))}
    </nav>
  )
}
