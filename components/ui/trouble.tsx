import { ReloadButton } from './reload-button'

/**
 * What stands on a page that could not be drawn, in both languages, because what would tell the language may be
 * what failed. `digest` is the number under which the server logged it; nothing else of the error is shown.
 */
export function Trouble({ digest }: { digest?: string }) {
  return (
    <main className="page">
      <h1>Das hat gerade nicht geklappt</h1>
      <p className="lead">
        Bitte laden Sie die Seite neu. Ihr Entwurf bleibt erhalten.
        {digest ? ` Fehlernummer ${digest}.` : ''}
      </p>
      <p className="lead" lang="en">
        That did not work just now. Please reload the page. Your draft is kept.
        {digest ? ` Error number ${digest}.` : ''}
      </p>
      <p className="mt-6">
        <ReloadButton text="Seite neu laden / Reload" />
      </p>
    </main>
  )
}
