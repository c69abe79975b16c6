export const embedModes = ['inline', 'dialog', 'page'] as const
export type EmbedMode = (typeof embedModes)[number]
export const embedMode = (text: string | undefined): EmbedMode =>
  embedModes.find((mode) => mode === text) ?? 'inline'

export type Snippet = { app: string; slug: string; mode: EmbedMode; lang: 'de' | 'en'; fallback: string }

/** What marketing puts on a page. Every value is one of ours: a slug, an origin, a word. Pure. */
export function snippetFor({ app, slug, mode, lang, fallback }: Snippet): string {
  const sprache = lang === 'en' ? ' lang="en"' : ''
  const art = mode === 'inline' ? '' : ` mode="${mode}"`
  const query = lang === 'en' ? '?sprache=en' : ''
  return [
    `<script async src="${app}/embed.js"></script>`,
    `<selbstauskunft-form campaign="${slug}"${art}${sprache}></selbstauskunft-form>`,
    `<noscript><a href="${app}/antrag/${slug}${query}" target="_blank" rel="noopener">${fallback}</a></noscript>`,
  ].join('\n')
}
