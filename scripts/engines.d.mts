export function missingEngines(): ('firefox' | 'webkit')[]
