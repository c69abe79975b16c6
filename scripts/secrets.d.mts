export function secretsIn(folder: string): Record<string, string>
