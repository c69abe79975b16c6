export function toolEnvironment(
  own?: NodeJS.ProcessEnv,
  folder?: string,
): { kind: 'environment'; env: Record<string, string> } | { kind: 'none'; sentence: string }
