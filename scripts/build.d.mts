export function bundle(name: 'migrate' | 'seed' | 'worker' | 'sandbox'): string
export const server: string
