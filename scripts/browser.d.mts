export function installedShell(): string | undefined
export function installedBrowser(): string | undefined
