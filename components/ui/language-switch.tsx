export type Choice = { code: string; name: string; short: string; href: string; current: boolean }

/**
 * Plain links to the same page in another language. Where a form is on the page, it takes the click over, since it
 * knows which page stands on screen and what is still to be saved.
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
        >
          {short}
        </a>
      ))}
    </nav>
  )
}
