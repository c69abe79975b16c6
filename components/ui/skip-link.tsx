/** First in the page for whoever goes by keyboard. */
export function SkipLink({ to, text }: { to: string; text: string }) {
  return (
    <a
      href={`#${to}`}
      className="sr-only focus:not-sr-only focus:absolute focus:left-2 focus:top-2 focus:z-10 focus:bg-bg focus:px-4 focus:py-3"
    >
      {text}
    </a>
  )
}
