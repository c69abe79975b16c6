import type { ReactNode } from 'react'

export type Logo = { src: string; alt: string; width: number; height: number }

const tallest = 40

type Props = { name: string; logo?: Logo; notice?: string; children?: ReactNode }

/** Logo and name at the left, the language switch at the right. Only where the page stands by itself. */
export function Header({ name, logo, notice, children }: Props) {
  const height = logo ? Math.min(tallest, logo.height) : tallest
  return (
    <header className="no-print border-b border-line">
      {notice ? <p className="bg-surface px-4 py-2 text-center text-sm">{notice}</p> : null}
      <div className="mx-auto flex min-h-16 max-w-[64rem] flex-wrap items-center gap-x-4 px-4 py-2 md:px-6">
        {logo ? (
          // biome-ignore lint/performance/noImgElement: a small picture of ours; the framework's component needs inline styles, which the policy forbids
          <img
            src={logo.src}
            alt={logo.alt}
            width={Math.round((logo.width * height) / logo.height)}
            height={height}
          />
        ) : null}
        <span className="font-semibold">{name}</span>
        <div className="ml-auto">{children}</div>
      </div>
    </header>
  )
}
